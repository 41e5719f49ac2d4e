import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { placeLast } from '#src/features/meetings/place-on-agenda.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { decidedBetween, objectedBetween } from './between.queries.ts'

/**
 * Puts on the agenda what the group has decided since its last meeting, for information, and what somebody objected to,
 * to be decided. Gives how many were added.
 */
export async function bringFromBetween(ctx: Ctx, meeting: Meeting): Promise<number> {
  const decided = await decidedBetween(ctx, meeting.groupId)
  for (const { deficiencyId, day, paragraph, year } of decided) {
    const deficiency = await ctx.rows(deficiencies).get({ id: deficiencyId })
    const facts = { variant: 'between', day, paragraph: paragraphLabel(paragraph, year) }
    await placeLast(ctx, deficiency, meeting, { why: 'taken_directly', facts, section: 'information' })
  }
  let objected = 0
  for (const { deficiencyId, closedAt } of await objectedBetween(ctx, meeting.groupId)) {
    const deficiency = await ctx.rows(deficiencies).get({ id: deficiencyId })
    if (!lifecycle.allows(deficiency.state, 'place')) continue
    const facts = { variant: 'objection', day: dayOf(closedAt) }
    await placeLast(ctx, deficiency, meeting, { why: 'added', facts, section: 'follow_up' })
    objected += 1
  }
  return decided.length + objected
}
