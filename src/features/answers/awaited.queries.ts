import { asNumber, Params } from '#src/db/sql.ts'
import { inCircleOf } from '#src/features/actions/action.queries.ts'
import { type Actor, groupsOf, officesOf } from '#src/kernel/actor.ts'
import { UNDELIVERED } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Awaited } from './unanswered.rules.ts'

/** The state of the latest letter with the link that a request has now. */
export const LAST_LETTER = `(SELECT "m"."state" FROM "outbox_mail" "m" WHERE "m"."subject_id" = "r"."id"
  AND "m"."link_id" = "r"."link_id" ORDER BY "m"."created_at" DESC, "m"."id" DESC LIMIT 1)`
const NOT_ARRIVED = UNDELIVERED.map(state => `'${state}'`).join(', ')

/** What is to be done before the contact can answer, as a condition on the request `r`. */
export const AWAITS: Readonly<Record<Awaited, string>> = {
  question: `EXISTS (SELECT 1 FROM "request_question" "b" WHERE "b"."request_id" = "r"."id" AND "b"."replied_at" IS NULL)`,
  time: `EXISTS (SELECT 1 FROM "request_due_change" "t" WHERE "t"."request_id" = "r"."id" AND "t"."outcome" IS NULL)`,
  letter: `${LAST_LETTER} IN (${NOT_ARRIVED})`,
}

/** `requestPolicy.keep` as a condition of a query. */
export const keptBy = (params: Params, actor: Actor): string =>
  `(${params.in('"r"."office_id"', officesOf(actor, 'coordinator'))}
    OR ${params.in('"r"."group_id"', groupsOf(actor, 'convener'))})`

/** How many unanswered questions of the actor's own wait for each. */
export async function awaitedCounts(ctx: Ctx): Promise<Record<Awaited, number>> {
  const p = new Params()
  const count = (kind: Awaited): string => `COUNT(CASE WHEN ${AWAITS[kind]} THEN 1 END) AS "${kind}"`
  const [row] = await ctx.sql.select<Record<Awaited, unknown>>(
    `SELECT ${count('question')}, ${count('time')}, ${count('letter')} FROM "answer_request" "r"
     WHERE "r"."state" = 'sent' AND ${keptBy(p, ctx.actor)} AND ${inCircleOf(p, ctx.actor, '"r"."deficiency_id"')}`,
    p,
  )
  return { question: asNumber(row?.question), time: asNumber(row?.time), letter: asNumber(row?.letter) }
}
