import { z } from 'zod'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { itemsOf, type MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { mailCall } from './call.mails.ts'
import { calledTo } from './call.queries.ts'
import { changeEdition } from './edition.ts'

export const CancelForm = z.object({ reason: field.formal(1000), version: field.version() })

/**
 * The meeting will not be held. Whoever has been called is told, once, and calendars drop it; what stood on its agenda
 * waits for the group's next one.
 */
export async function cancelMeeting(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { reason, version }: z.output<typeof CancelForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  const state = meetingLifecycle.next(meeting.state, 'cancel')
  await ctx.rows(meetings).update({ ...meeting, version }, { state })
  const { sequence } = await changeEdition(ctx, meeting.id, edition => ({
    ...{ sequence: edition.sequence + 1, cancelledAt: ctx.now, cancelReason: reason },
  }))
  const told = meeting.day < ctx.today ? [] : await calledTo(ctx, meeting)
  for (const { seat, holder, invitation } of told)
    if (invitation !== null) await mailCall(ctx, { meeting, sequence }, { seat, holder, invitation }, 'cancelled')
  ctx.record('meeting.cancelled', { type: 'meeting', id: meeting.id }, { from: meeting.state, to: state, sequence })
  await freeItems(ctx, meeting)
}

/** The history of each systemfel tells that it stands on no agenda any more. */
async function freeItems(ctx: Ctx, meeting: MeetingInGroup): Promise<void> {
  const details = { meetingId: meeting.id, groupId: meeting.groupId }
  for (const { deficiencyId } of await itemsOf(ctx, meeting.id))
    if (deficiencyId !== null) ctx.record('deficiency.unplaced', { type: 'deficiency', id: deficiencyId }, details)
}
