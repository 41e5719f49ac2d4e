import { emptyTray } from '#src/features/meetings/finish-notes.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { approvedDocument, draftDocument, hashOfModel } from './minutes.document.ts'
import { minutes } from './minutes.entity.ts'
import { mailConvener } from './minutes.mails.ts'
import { adjustersOf, everyAdjusterOf, saidOf } from './minutes.queries.ts'
import { partsOf } from './minutes-parts.ts'
import { isApproved } from './standing.rules.ts'

/**
 * When everybody has approved every part as it reads now: what they approved is frozen, the tray leaves, and nothing of
 * the meeting changes after it. The caller holds the meeting, so that of many last approvals one does it. Tells whether.
 */
export async function lockWhenApproved(ctx: Ctx, meeting: MeetingInGroup): Promise<boolean> {
  const parts = await partsOf(ctx, meeting)
  const said = await saidOf(ctx, meeting.id)
  const adjusters = await adjustersOf(ctx, meeting.id)
  if (!isApproved(parts, adjusters, said)) return false
  const state = meetingLifecycle.next(meeting.state, 'approve')
  const draft = draftDocument(meeting, parts, await everyAdjusterOf(ctx, meeting.id), said)
  const model = approvedDocument(draft, adjusters, said)
  const sha256 = hashOfModel(model)
  const kept = await ctx.rows(minutes).get({ meetingId: meeting.id })
  await ctx.rows(minutes).update(kept, { model, sha256, approvedAt: ctx.now })
  await ctx.rows(meetings).update(meeting, { state, notesDoneAt: ctx.now })
  const facts = { from: meeting.state, to: state, round: kept.round, sha256 }
  ctx.record('minutes.locked', { type: 'meeting', id: meeting.id }, facts)
  await emptyTray(ctx, meeting)
  await mailConvener(ctx, meeting, 'minutes.approved')
  return true
}

/** For the convener, when a text that everybody has approved stands again and nobody has anything left to say. */
export async function lockMinutes(ctx: Ctx, meeting: MeetingInGroup): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  if (meeting.state !== 'approval' || !(await lockWhenApproved(ctx, meeting))) throw new Conflict('errors.notFromHere')
}
