import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { mailCall, withUsableLink } from './call.mails.ts'
import { type Called, calledTo, editionOf } from './call.queries.ts'
import { takesAnswers } from './call.rules.ts'
import { changeEdition } from './edition.ts'

/** Has been called and has not answered. */
export const isSilent = ({ invitation }: Called): boolean => invitation !== null && invitation.answer === null

/** Reminds whoever has been called and has not answered, once a day at most. Gives how many they are. */
export async function remindSilent(ctx: Ctx, meeting: MeetingInGroup): Promise<number> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  if (!takesAnswers(meeting, ctx.today)) throw new Conflict('calls.tooLate')
  const before = await editionOf(ctx, meeting.id)
  if (before?.remindedDay === ctx.today) throw new Conflict('calls.remindedAlready')
  const silent = (await calledTo(ctx, meeting)).filter(isSilent)
  const { sequence } = await changeEdition(ctx, meeting.id, () => ({ remindedDay: ctx.today }))
  for (const { seat, holder, invitation } of silent) {
    if (invitation === null || holder.email === null) continue
    const usable = await withUsableLink(ctx, meeting, invitation, holder.email)
    await mailCall(ctx, { meeting, sequence }, { seat, holder, invitation: usable }, 'reminder')
  }
  ctx.record('meeting.reminded', { type: 'meeting', id: meeting.id }, { letters: silent.length })
  return silent.length
}
