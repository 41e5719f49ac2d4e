import { In } from 'typeorm'
import { asNumber, Params } from '#src/db/sql.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, type ObservationState, observations } from './observation.entity.ts'

/** What of the inbox is shown: of one ombud, on the protected path only, or all. */
export interface InboxFilter {
  readonly ombudId: string | null
  readonly protectedOnly: boolean
}
/** One of the inbox's lists. */
export interface InboxPart {
  readonly states: readonly ObservationState[]
  /** Set aside, not set aside, or both. */
  readonly held: boolean | null
  readonly order: 'ASC' | 'DESC'
}
/** Totals are counted so far; beyond it there are "more than". */
export const MOST_COUNTED = 1000

function conditions(ctx: Ctx, p: Params, { states, held }: InboxPart, filter: InboxFilter): string[] {
  const today = (): string => p.add(ctx.today)
  return [
    p.in('"o"."office_id"', officesOf(ctx.actor, 'coordinator')),
    p.in('"o"."state"', [...states]),
    ...(held === null ? [] : [heldCondition(today(), held)]),
    ...(filter.ombudId === null ? [] : [`"o"."ombud_id" = ${p.add(filter.ombudId)}`]),
    ...(filter.protectedOnly ? [`"o"."own_employer" = ${p.add(true)}`] : []),
  ]
}
/** `isHeld` as a condition of a query. */
const heldCondition = (today: string, held: boolean): string =>
  held ? `"o"."held_until" > ${today}` : `("o"."held_until" IS NULL OR "o"."held_until" <= ${today})`

/** In the order of their sending, from after the one with the id; at most so many. */
export async function inboxReports(
  ctx: Ctx,
  part: InboxPart,
  filter: InboxFilter,
  page: { readonly after: string | null; readonly most: number },
): Promise<Observation[]> {
  const p = new Params()
  const where = conditions(ctx, p, part, filter)
  const sign = part.order === 'ASC' ? '>' : '<'
  if (page.after !== null) {
    const at = `SELECT "x"."sent_at" FROM "observation" "x" WHERE "x"."id" = ${p.add(page.after)}`
    where.push(`("o"."sent_at" ${sign} (${at}) OR ("o"."sent_at" = (${at}) AND "o"."id" ${sign} ${p.add(page.after)}))`)
  }
  const found = await ctx.sql.select<{ id: string }>(
    `SELECT "o"."id" FROM "observation" "o" WHERE ${where.join(' AND ')}
     ORDER BY "o"."sent_at" ${part.order}, "o"."id" ${part.order} LIMIT ${p.add(page.most)}`,
    p,
  )
  const ids = found.map(({ id }) => id)
  const rows = await ctx.rows(observations).all({ id: In(ids) })
  return ids.flatMap(id => rows.find(row => row.id === id) ?? [])
}

/** How many there are; at most `MOST_COUNTED` + 1. */
export async function inboxCountOf(ctx: Ctx, part: InboxPart, filter: InboxFilter): Promise<number> {
  const p = new Params()
  const where = conditions(ctx, p, part, filter)
  const [row] = await ctx.sql.select<{ n: unknown }>(
    `SELECT COUNT(*) AS "n" FROM (SELECT 1 AS "one" FROM "observation" "o" WHERE ${where.join(' AND ')}
     LIMIT ${MOST_COUNTED + 1}) "hits"`,
    p,
  )
  return asNumber(row?.n)
}

/** The ombud of the actor's offices, and whoever has a report that waits there. In Swedish order. */
export async function inboxOmbud(ctx: Ctx): Promise<Option[]> {
  const p = new Params()
  const own = officesOf(ctx.actor, 'coordinator')
  const rows = await ctx.sql.select<{ id: string; name: string }>(
    `SELECT "p"."id", "p"."name" FROM "person" "p" WHERE "p"."id" IN (
       SELECT "g"."person_id" FROM "role_grant" "g" WHERE ${p.in('"g"."office_id"', own)} AND "g"."role" = 'ombud'
       UNION SELECT "o"."ombud_id" FROM "observation" "o"
         WHERE ${p.in('"o"."office_id"', own)} AND "o"."state" IN ('sent', 'returned'))`,
    p,
  )
  return rows.sort((one, other) => inSwedish(one.name, other.name)).map(({ id, name }) => ({ value: id, label: name }))
}
