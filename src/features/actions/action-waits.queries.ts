import { asNumber, Params } from '#src/db/sql.ts'
import { OPEN_STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Actor, groupsOf, officesOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ActionAwaits } from './action-filter.rules.ts'

/** `actionPolicy.change` as a condition of a query. */
const keptBy = (params: Params, actor: Actor): string =>
  `EXISTS (SELECT 1 FROM "circle_member" "k" WHERE "k"."deficiency_id" = "a"."deficiency_id"
    AND ${params.in('"k"."member_id"', [...officesOf(actor, 'coordinator'), ...groupsOf(actor, 'convener')])})`

/** Something was decided, begun or asked since it was declined. */
const SINCE = [
  '"decision" "n" WHERE "n"."at"',
  '"action" "n" WHERE "n"."created_at"',
  '"answer_request" "n" WHERE "n"."created_at"',
]
  .map(newer => `NOT EXISTS (SELECT 1 FROM ${newer} > "a"."closed_at" AND "n"."deficiency_id" = "a"."deficiency_id")`)
  .join(' AND ')

const AWAITS: Readonly<Record<ActionAwaits, (p: Params) => string>> = {
  dueWish: () => `"a"."state" IN ('proposed', 'accepted') AND EXISTS (SELECT 1 FROM "due_wish" "w"
    WHERE "w"."action_id" = "a"."id" AND "w"."state" = 'asked')`,
  declined: p => `"a"."state" = 'declined' AND ${SINCE} AND EXISTS (SELECT 1 FROM "deficiency" "s"
    WHERE "s"."id" = "a"."deficiency_id" AND ${p.in('"s"."state"', OPEN_STATES)})`,
}

/** The action `a` waits for the actor in this way. */
export const awaitsActor = (p: Params, actor: Actor, awaits: ActionAwaits): string =>
  `${AWAITS[awaits](p)} AND ${keptBy(p, actor)}`

/** How many actions wait for the actor in each way. */
export async function actionsAwaiting(ctx: Ctx): Promise<Record<ActionAwaits, number>> {
  const p = new Params()
  const count = (awaits: ActionAwaits): string =>
    `(SELECT COUNT(*) FROM "action" "a" WHERE ${awaitsActor(p, ctx.actor, awaits)}) AS "${awaits}"`
  const [row] = await ctx.sql.select<Record<ActionAwaits, unknown>>(
    `SELECT ${count('dueWish')}, ${count('declined')}`,
    p,
  )
  return { dueWish: asNumber(row?.dueWish), declined: asNumber(row?.declined) }
}
