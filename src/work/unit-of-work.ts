import type { EntityManager } from 'typeorm'
import type { Database } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import { Sql } from '#src/db/sql.ts'
import { Statements } from '#src/db/statements.ts'
import { type AuditEvent, auditEvents, auditHeads } from '#src/features/audit/audit-event.entity.ts'
import { canonical } from '#src/features/audit/chain.rules.ts'
import { translate } from '#src/i18n/translate.ts'
import { type Actor, groupsOf, officesOf } from '#src/kernel/actor.ts'
import type { Clock } from '#src/kernel/clock.ts'
import { dayOf } from '#src/kernel/days.ts'
import { type Read, readForm } from '#src/kernel/forms.ts'
import { newId } from '#src/kernel/ids.ts'
import { hmac } from '#src/kernel/tokens.ts'
import type { Ctx, Keys } from './context.ts'

export interface WorkSettings {
  readonly db: Database
  readonly clock: Clock
  readonly keys: Keys
  readonly baseUrl: string
  readonly demo: boolean
}
type Unsealed = Omit<AuditEvent, 'position' | 'mac'>

/** Makes the context of each unit of work and seals its log lines as its last act. */
export class UnitsOfWork {
  readonly settings: WorkSettings
  constructor(settings: WorkSettings) {
    this.settings = settings
  }

  read<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.settings.db.read(em => work(this.#context(em, actor, unwritable)))
  }
  /** As `read`, with every query seeing the same state: for documents. */
  snapshot<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.settings.db.snapshot(em => work(this.#context(em, actor, unwritable)))
  }
  /** All of it is committed, with its log lines and mails, or none. */
  write<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.settings.db.write(async em => {
      const events: Unsealed[] = []
      const result = await work(this.#context(em, actor, event => events.push(event)))
      await this.#seal(em, events)
      return result
    })
  }

  #context(em: EntityManager, actor: Actor, add: (event: Unsealed) => void): Ctx {
    const { db, clock, keys, baseUrl, demo } = this.settings
    const now = clock.now()
    const record: Ctx['record'] = (action, subject, details = {}) =>
      add({
        id: newId(now),
        at: now,
        actorKind: actor.kind,
        actorId: actor.id,
        onBehalfOf: onBehalfOf(actor, details),
        action,
        subjectType: subject.type,
        subjectId: subject.id,
        details,
      })
    return {
      em,
      sql: new Sql(em, db.dialect),
      actor,
      now,
      today: dayOf(now),
      keys,
      baseUrl,
      demo,
      newId: () => newId(now),
      rows: table => new Rows(em, table),
      t: (key, values) => translate(actor.locale, key, values),
      form: (schema, body, known) => noteReviewed(record, actor, readForm(schema, body, known)),
      record,
      nextNumber: series => new Statements(em, db.dialect).nextNumber(newId(now), series),
    }
  }

  /** Last in the unit of work, so that the end of the chain is locked as briefly as can be. */
  async #seal(em: EntityManager, events: readonly Unsealed[]): Promise<void> {
    if (events.length === 0) return
    let { position, mac } = await new Statements(em, this.settings.db.dialect).holdAuditHead()
    const sealed: AuditEvent[] = []
    for (const event of events) {
      position += 1
      mac = hmac(this.settings.keys.audit, mac, canonical({ ...event, position }))
      sealed.push({ ...event, position, mac })
    }
    await new Rows(em, auditEvents).insertAll(sealed)
    await new Rows(em, auditHeads).change('head', { position, mac })
  }
}

/** For readers outside the office: which office or group the person acts for; of several, the one that the facts name. */
function onBehalfOf(actor: Actor, { officeId, groupId }: Readonly<Record<string, unknown>>): string | null {
  const own = [...officesOf(actor), ...groupsOf(actor)]
  return own.find(id => id === officeId || id === groupId) ?? own[0] ?? null
}

/** P6: that somebody let something stand, and why. The words themselves are nobody's business. */
function noteReviewed<T>(record: Ctx['record'], { id }: Actor, read: Read<T>): Read<T> {
  if (!read.ok || read.reviewed.length === 0) return read
  const found = read.reviewed.map(({ field, kind, reason }) => ({ field, kind, reason }))
  record('guard.reviewed', { type: 'person', id }, { found })
  return read
}

const unwritable = (): never => {
  throw new Error('A reading unit of work has nothing to log.')
}
