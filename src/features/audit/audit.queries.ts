import { In } from 'typeorm'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { isKey, translate, type Values } from '#src/i18n/translate.ts'
import { inOffice } from '#src/kernel/actor.ts'
import { isDay } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AuditEvent, auditEvents } from './audit-event.entity.ts'

/** One line of a history, as it may be shown to the actor. */
export interface HistoryLine {
  readonly at: Date
  readonly action: string
  readonly text: string
  /** The person inside the own office; outside it the office or group she acted for. */
  readonly by: string
}

/**
 * What happened to a thing, newest first: everything, or the latest so many. The caller has made sure that the actor may
 * see the thing.
 */
export async function historyOf(ctx: Ctx, subjectId: string, latest?: number): Promise<HistoryLine[]> {
  const events = await ctx.rows(auditEvents).all({ subjectId }, { position: 'DESC' }, latest)
  const persons = await peopleByIds(ctx, events)
  const names = await namesFor(ctx, events, persons)
  // Whoever else is named is named inside the own office only.
  const known = ({ onBehalfOf }: AuditEvent) => (inOffice(ctx.actor, onBehalfOf) ? persons : new Map<string, string>())
  return events.map(event => ({
    at: event.at,
    action: event.action,
    text: textOf(ctx, event, known(event)),
    by: names(event),
  }))
}

export interface LogLine extends HistoryLine {
  readonly position: number
  readonly subject: string
}
/** The log, newest first, before a position. It has no text that a person wrote; the administrator reads it (Z8). */
export async function logPage(ctx: Ctx, before: number, count: number): Promise<LogLine[]> {
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "id" FROM "audit_event" WHERE "position" < $1 ORDER BY "position" DESC LIMIT $2`,
    [before, count],
  )
  const events = await ctx.rows(auditEvents).all({ id: In(rows.map(({ id }) => id)) }, { position: 'DESC' })
  const persons = await peopleByIds(ctx, events)
  const subjects = await subjectsOf(ctx, events, persons)
  return events.map(event => ({
    at: event.at,
    action: event.action,
    text: textOf(ctx, event, persons),
    by: persons.get(event.actorId) ?? outsiderOf(ctx, event, persons),
    position: event.position,
    subject: subjects(event),
  }))
}

/** Before she is signed in a person acts as nobody; what she does is done to her own account. */
function outsiderOf(ctx: Ctx, event: AuditEvent, persons: ReadonlyMap<string, string>): string {
  if (event.actorKind !== 'nobody') return ctx.t('audit.system')
  return event.subjectType === 'person'
    ? (persons.get(event.subjectId) ?? ctx.t('audit.nobody'))
    : linkHolder(ctx, event)
}
/** Most who come by a mailed link are agencies; ombud answer by one whether something has helped. */
const linkHolder = ({ t }: Ctx, { action }: AuditEvent): string =>
  t(action.startsWith('effect.') ? 'audit.asked' : 'audit.agency')

/** Numbers and names of accounts, never titles or texts. */
async function subjectsOf(
  ctx: Ctx,
  events: readonly AuditEvent[],
  persons: ReadonlyMap<string, string>,
): Promise<(event: AuditEvent) => string> {
  const ids = (type: string): string[] => events.filter(e => e.subjectType === type).map(e => e.subjectId)
  const numbers = new Map<string, string>()
  for (const { id, number } of await ctx.rows(deficiencies).all({ id: In(ids('deficiency')) })) numbers.set(id, number)
  for (const { id, number } of await ctx.rows(observations).all({ id: In(ids('observation')) }))
    numbers.set(id, number ?? '')
  return ({ subjectType, subjectId }) => {
    const key = `subject.${subjectType}`
    const type = isKey(key) ? ctx.t(key) : subjectType
    return [type, numbers.get(subjectId) ?? persons.get(subjectId) ?? ''].join(' ').trim()
  }
}

function textOf({ actor, t }: Ctx, { action, details }: AuditEvent, persons: ReadonlyMap<string, string>): string {
  const key = `audit.${action}`
  if (!isKey(key)) return action
  const named = PERSONS.map(name => [name, persons.get(String(details[name])) ?? t('audit.somebody')])
  return translate(actor.locale, key, { ...labelled(actor.locale, details), ...Object.fromEntries(named) })
}
/** Facts that are ids of accounts: a line says their names. */
const PERSONS = ['writerId', 'ombudId', 'keeperId'] as const

/** Codes become their labels and days are written out, so that a line reads "Beslut § 1/2026: begär svar av myndighet". */
function labelled(locale: 'sv' | 'en', details: AuditEvent['details']): Values {
  const values: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(details)) {
    if (typeof value === 'number') values[name] = value
    else if (typeof value === 'string') values[name] = labelOf(locale, name, value)
    else if (name === 'fields' && Array.isArray(value)) values[name] = fieldLabels(locale, value, details)
  }
  return values
}
/** Which fields were changed, and for a code what it was and became: "titel, nivå (lokal nivå → central nivå)". */
function fieldLabels(locale: 'sv' | 'en', fields: readonly unknown[], { from, to }: AuditEvent['details']): string {
  const code = (side: unknown, field: string): string | null => {
    const value = (side as Record<string, unknown> | undefined)?.[field]
    return typeof value === 'string' ? labelOf(locale, field, value) : null
  }
  const one = (field: string): string => {
    const [before, after] = [code(from, field), code(to, field)]
    const label = labelOf(locale, 'field', field)
    return before === null || after === null ? label : `${label} (${before} → ${after})`
  }
  return fields.map(field => one(String(field))).join(', ')
}
const LISTS: Readonly<Record<string, string>> = {
  type: 'decision',
  from: 'state',
  to: 'state',
  kind: 'answerKind',
  clientBand: 'band',
}
function labelOf(locale: 'sv' | 'en', name: string, code: string): string {
  if (isDay(code)) return dates[locale].day(code)
  const key = `${LISTS[name] ?? name}.${code}`
  return isKey(key) ? translate(locale, key).toLowerCase() : code
}

async function namesFor(
  ctx: Ctx,
  events: readonly AuditEvent[],
  persons: ReadonlyMap<string, string>,
): Promise<(event: AuditEvent) => string> {
  const ids = [...new Set(events.flatMap(({ onBehalfOf }) => onBehalfOf ?? []))]
  const places = new Map<string, string>()
  for (const { id, name } of await ctx.rows(offices).all({ id: In(ids) })) places.set(id, name)
  for (const { id, name } of await ctx.rows(groups).all({ id: In(ids) })) places.set(id, name)
  return event => {
    const { actorKind, actorId, onBehalfOf } = event
    // Whoever answers by a mailed link has no account.
    if (actorKind === 'link' || actorKind === 'nobody') return linkHolder(ctx, event)
    if (onBehalfOf === null) return ctx.t('audit.system')
    const person = inOffice(ctx.actor, onBehalfOf) ? persons.get(actorId) : undefined
    return person ?? places.get(onBehalfOf) ?? ctx.t('audit.system')
  }
}

async function peopleByIds(ctx: Ctx, events: readonly AuditEvent[]): Promise<Map<string, string>> {
  const named = (event: AuditEvent) => PERSONS.flatMap(name => (event.details[name] ? String(event.details[name]) : []))
  const ids = [...new Set(events.flatMap(event => [event.actorId, event.subjectId, ...named(event)]))]
  const rows = await ctx.rows(people).all({ id: In(ids) })
  return new Map(rows.map(({ id, name }) => [id, name]))
}
