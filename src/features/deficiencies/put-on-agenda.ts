import { z } from 'zod'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { lifecycle } from './deficiency.lifecycle.ts'
import { deficiencyPolicy } from './deficiency.policy.ts'
import { meetingsToPlaceOn, type PlannedMeeting } from './deficiency.queries.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { letIn } from './let-group-in.ts'

export const Placing = z.object({ meetingId: field.id('deficiencies.chooseMeeting') })

/**
 * Puts it on the agenda of a planned meeting, of the actor's choice. Throws `Conflict` when it is closed, and `NotFound`
 * for another meeting than those of `meetingsFor`.
 */
export async function putOnAgenda(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  { meetingId }: z.output<typeof Placing>,
): Promise<void> {
  deficiencyPolicy.authorize(ctx.actor, 'place', deficiency)
  lifecycle.next(deficiency.state, 'place')
  const meeting = (await meetingsFor(ctx, deficiency)).find(({ id }) => id === meetingId)
  if (meeting === undefined) throw new NotFound('errors.notFound')
  await letIn(ctx, deficiency, meeting.groupId)
  const decided = await ctx.rows(decisions).count({ deficiencyId: deficiency.id })
  await placeOnAgenda(
    ctx,
    deficiency,
    { id: meeting.id, groupId: meeting.groupId, state: meeting.state },
    'added',
    {},
    decided > 0 ? 'follow_up' : 'new',
  )
}

/** A coordinator may turn to every group that serves her offices; a convener to her own. */
export function meetingsFor(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<PlannedMeeting[]> {
  const coordinates = deficiencyPolicy.can(ctx.actor, 'route', deficiency)
  return meetingsToPlaceOn(ctx, deficiency.id, coordinates ? null : groupsOf(ctx.actor, 'convener'))
}
