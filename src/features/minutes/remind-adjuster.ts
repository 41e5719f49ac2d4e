import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { dayOf } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { isLocked, renewLink } from './adjuster-link.ts'
import { type Minutes, type MinutesAdjuster, minutesAdjusters } from './minutes.entity.ts'
import { mailLink } from './minutes.mails.ts'
import { adjustersOf, minutesOf } from './minutes.queries.ts'

/** The day she was last written to about the minutes as such. */
export const lastAsked = ({ remindedAt }: MinutesAdjuster, { sentAt }: Minutes): Date =>
  remindedAt !== null && remindedAt > sentAt ? remindedAt : sentAt

/** Asks her again, once a day at most. Where her link has expired, or has met too many wrong codes, she gets a new one. */
export async function remindAdjuster(ctx: Ctx, meeting: MeetingInGroup, id: unknown): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'withdraw')
  const adjuster = (await adjustersOf(ctx, meeting.id)).find(one => one.id === id)
  const kept = await minutesOf(ctx, meeting.id)
  if (adjuster === undefined || kept === null) throw new Conflict('errors.notFromHere')
  if (dayOf(lastAsked(adjuster, kept)) === ctx.today) throw new Conflict('minutes.remindedToday')
  const reminded = await ctx.rows(minutesAdjusters).update(adjuster, { remindedAt: ctx.now })
  const reachable = (await isAlive(ctx, reminded)) ? reminded : await renewLink(ctx, reminded)
  await mailLink(ctx, meeting, reachable, 'minutes.reminder')
  ctx.record('minutes.reminded', { type: 'meeting', id: meeting.id }, { adjusterId: adjuster.id })
}

async function isAlive(ctx: Ctx, adjuster: MinutesAdjuster): Promise<boolean> {
  const link = adjuster.linkId === null ? null : await ctx.rows(accessLinks).one({ id: adjuster.linkId })
  return link !== null && link.expiresAt > ctx.now && !isLocked(adjuster)
}
