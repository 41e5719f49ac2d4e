import { asInstant, asNumber } from '#src/db/sql.ts'
import { hmac, sameText } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AuditEvent, auditHeads } from './audit-event.entity.ts'
import { canonical } from './chain.rules.ts'

/** The end of the chain as it was noted somewhere else: on paper, in the log host. */
export interface Anchor {
  readonly position: number
  readonly mac: string
}
export interface Verdict {
  /** Null when the chain holds. */
  readonly fault: { readonly position: number; readonly what: 'changed' | 'missing' | 'shortened' } | null
  readonly head: Anchor
}

const BATCH = 2_000
const COLUMNS = `"id", "position", "at", "actor_kind" AS "actorKind", "actor_id" AS "actorId", "on_behalf_of" AS "onBehalfOf",
  "action", "subject_type" AS "subjectType", "subject_id" AS "subjectId", "details", "mac"`

/**
 * Reads the whole log and names the first row that is not as it was written (P9). A chain cut off at its end, or written
 * anew by somebody who has the key, shows against an anchor from outside the database.
 */
export async function verifyChain(ctx: Ctx, anchor: Anchor | null = null): Promise<Verdict> {
  const { fault, head } = await readChain(ctx, anchor)
  if (fault !== null) return { fault, head }
  const noted = await ctx.rows(auditHeads).get({ id: 'head' })
  const shortest = Math.max(noted.position, anchor?.position ?? 0)
  if (head.position < shortest) return { fault: { position: head.position + 1, what: 'shortened' }, head }
  if (!sameText(noted.mac, head.mac)) return { fault: { position: head.position, what: 'changed' }, head }
  return { fault: null, head }
}

/** From the first row to the last, or to the first that is wrong. */
async function readChain(ctx: Ctx, anchor: Anchor | null): Promise<Verdict> {
  let head: Anchor = { position: 0, mac: '' }
  for (;;) {
    const events = await nextRows(ctx, head.position)
    if (events.length === 0) return { fault: null, head }
    for (const event of events) {
      const fault = faultOf(event, head, anchor, ctx.keys.audit)
      if (fault !== null) return { fault, head }
      head = { position: event.position, mac: event.mac }
    }
  }
}

function faultOf({ mac, ...event }: AuditEvent, last: Anchor, anchor: Anchor | null, key: string): Verdict['fault'] {
  const { position } = event
  if (position !== last.position + 1) return { position: last.position + 1, what: 'missing' }
  const written = sameText(mac, hmac(key, last.mac, canonical(event)))
  const anchored = anchor?.position !== position || anchor.mac === mac
  return written && anchored ? null : { position, what: 'changed' }
}

async function nextRows(ctx: Ctx, after: number): Promise<AuditEvent[]> {
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT ${COLUMNS} FROM "audit_event" WHERE "position" > $1 ORDER BY "position" LIMIT $2`,
    [after, BATCH],
  )
  return rows.map(row => ({
    ...(row as unknown as AuditEvent),
    position: asNumber(row['position']),
    at: asInstant(row['at']),
    details: readDetails(row['details']),
  }))
}
/** A row that somebody has spoiled must be found, not stop the search. */
function readDetails(stored: unknown): AuditEvent['details'] {
  try {
    return JSON.parse(String(stored)) as AuditEvent['details']
  } catch {
    return { unreadable: true }
  }
}
