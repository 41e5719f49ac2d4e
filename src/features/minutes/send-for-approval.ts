import { z } from 'zod'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { endLink, renewLink } from './adjuster-link.ts'
import { lockWhenApproved } from './lock-minutes.ts'
import { minutes } from './minutes.entity.ts'
import { mailLink } from './minutes.mails.ts'
import { adjustersOf, minutesOf } from './minutes.queries.ts'

export const SendForm = z.object({ version: field.version() })
export const WithdrawForm = z.object({
  reason: field.formal(1000, 'minutes.withdrawReasonMissing'),
  version: field.version(),
})

/**
 * The minutes go to those who are to approve them, each by a link of her own. Approvals of an earlier round stand where
 * the text is the same: when nothing is left to approve, they are locked at once.
 */
export async function sendForApproval(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { version }: z.output<typeof SendForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  const state = meetingLifecycle.next(meeting.state, 'send')
  if (meeting.group.minutesKind !== 'minutes') throw new Conflict('minutes.notMinutes')
  const adjusters = await adjustersOf(ctx, meeting.id)
  if (adjusters.length === 0) throw new Conflict('minutes.noAdjusters')
  const sent = await ctx.rows(meetings).update({ ...meeting, version }, { state })
  const round = await nextRound(ctx, meeting.id)
  ctx.record('minutes.sent', { type: 'meeting', id: meeting.id }, { from: meeting.state, to: state, round })
  const now = { ...meeting, ...sent }
  if (await lockWhenApproved(ctx, now)) return
  for (const adjuster of adjusters) await mailLink(ctx, now, await renewLink(ctx, adjuster), 'minutes.request')
}

async function nextRound(ctx: Ctx, meetingId: string): Promise<number> {
  const kept = await minutesOf(ctx, meetingId)
  const sent = { sentAt: ctx.now, withdrawnAt: null, withdrawnReason: null }
  if (kept !== null) return (await ctx.rows(minutes).update(kept, { ...sent, round: kept.round + 1 })).round
  const blank = { model: null, sha256: null, approvedAt: null, version: 1 }
  await ctx.rows(minutes).insert({ ...blank, ...sent, id: ctx.newId(), meetingId, round: 1 })
  return 1
}

/** Takes the minutes back to be written on. The links that were mailed are dead; what was said of them stays. */
export async function withdrawMinutes(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { reason, version }: z.output<typeof WithdrawForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  const state = meetingLifecycle.next(meeting.state, 'withdraw')
  await ctx.rows(meetings).update({ ...meeting, version }, { state })
  const kept = await ctx.rows(minutes).get({ meetingId: meeting.id })
  await ctx.rows(minutes).update(kept, { withdrawnAt: ctx.now, withdrawnReason: reason })
  for (const adjuster of await adjustersOf(ctx, meeting.id)) await endLink(ctx, adjuster)
  const facts = { from: meeting.state, to: state, round: kept.round }
  ctx.record('minutes.withdrawn', { type: 'meeting', id: meeting.id }, facts)
}
