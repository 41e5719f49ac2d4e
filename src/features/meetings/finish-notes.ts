import type { z } from 'zod'
import { sendTrayedRequests } from '#src/features/answers/ask-agency.ts'
import { releaseNews } from '#src/features/following/mail-news.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { StepForm } from './end-meeting.ts'
import { meetings } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'

/** Whether the convener says when they are done: minutes are approved instead. */
export const mayFinish = ({ state, group }: MeetingInGroup): boolean =>
  meetingLifecycle.allows(state, 'finish') && group.minutesKind === 'notes'

/** The notes are done: what lay in the tray leaves, and nothing of the meeting can be changed after this. */
export async function finishNotes(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { version }: z.output<typeof StepForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  const state = meetingLifecycle.next(meeting.state, 'finish')
  if (!mayFinish(meeting)) throw new Conflict('meetings.minutesNeedApproval')
  await ctx.rows(meetings).update({ ...meeting, version }, { state, notesDoneAt: ctx.now })
  ctx.record('meeting.notesDone', { type: 'meeting', id: meeting.id }, { from: meeting.state, to: state })
  await emptyTray(ctx, meeting)
}

/** "Skicka nu": what lies in the tray leaves before the notes are done. What is decided later waits again. */
export async function releaseTray(ctx: Ctx, meeting: MeetingInGroup): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'release')
  await emptyTray(ctx, meeting)
}

/** The caller has seen to that it happens once. Requests first: their letters say the due day, which counts from now. */
export async function emptyTray(ctx: Ctx, { id }: Pick<MeetingInGroup, 'id'>): Promise<void> {
  const requests = await sendTrayedRequests(ctx, id)
  await releaseNews(ctx, id)
  const mails = await ctx
    .rows(outboxMails)
    .changeAll({ heldByMeetingId: id, state: 'held' }, { state: 'waiting', nextAttemptAt: ctx.now })
  ctx.record('meeting.traySent', { type: 'meeting', id }, { requests, mails })
}
