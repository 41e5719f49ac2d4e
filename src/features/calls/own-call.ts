import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CallAnswerForm, callAnswerForm } from './answer-form.ts'
import { editionOf, ownInvitation } from './call.queries.ts'
import { takesAnswers } from './call.rules.ts'
import { holderOf } from './find-call.ts'

/** What the call adds to the page of a meeting. */
export interface CallOnMeeting {
  /** Why it will not be held; null when it will. */
  readonly cancelReason: string | null
  /** For somebody who is called and signed in. */
  readonly own: CallAnswerForm | null
}

export async function callOnMeeting(ctx: Ctx, meeting: MeetingInGroup): Promise<CallOnMeeting> {
  const cancelReason = (await editionOf(ctx, meeting.id))?.cancelReason ?? null
  const open = takesAnswers(meeting, ctx.today)
  const invitation = open ? await ownInvitation(ctx, meeting.id) : null
  if (invitation === null) return { cancelReason, own: null }
  const action = `/moten/${meeting.id}/svar`
  return { cancelReason, own: callAnswerForm(ctx, invitation, await holderOf(ctx, invitation), { action }) }
}
