import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { mailCall, withUsableLink } from './call.mails.ts'
import { type Called, calledTo } from './call.queries.ts'
import { takesAnswers } from './call.rules.ts'
import { changeEdition } from './edition.ts'
import { invite } from './invite.ts'
import { withdrawLeavers } from './tell-change.ts'

/** Has an address, and has not been called, or cannot have got the letter. */
export const isUnreached = ({ holder, invitation, delivery }: Called): boolean =>
  holder.email !== null && (invitation === null || delivery === 'failed')

/**
 * Calls everybody who has a place on the day of the meeting and has not been reached: at first all of them, later whoever
 * has come since, or whose letter was refused. Gives how many letters that is.
 */
export async function callMeeting(ctx: Ctx, meeting: MeetingInGroup): Promise<number> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  if (!takesAnswers(meeting, ctx.today)) throw new Conflict('calls.tooLate')
  const unreached = (await calledTo(ctx, meeting)).filter(isUnreached)
  const { sequence } = await changeEdition(ctx, meeting.id, () => ({ calledAt: ctx.now }))
  const edition = { meeting, sequence }
  for (const { seat, holder, invitation } of unreached) {
    if (invitation === null) await invite(ctx, edition, { seat, holder }, 'call')
    else {
      const usable = await withUsableLink(ctx, meeting, invitation, holder.email ?? '')
      await mailCall(ctx, edition, { seat, holder, invitation: usable }, holder.substitute ? 'substitute' : 'call')
    }
  }
  await withdrawLeavers(ctx, edition)
  ctx.record('meeting.called', { type: 'meeting', id: meeting.id }, { letters: unreached.length, sequence })
  return unreached.length
}
