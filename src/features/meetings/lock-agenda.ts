import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaLock, agendaLocks, UNLOCK_REASONS } from './agenda.entity.ts'
import { meetings } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'

export const LockForm = z.object({ version: field.version() })
export const UnlockForm = z
  .object({
    version: field.version(),
    reason: field.choice(UNLOCK_REASONS, 'agenda.chooseReason'),
    words: field.optionalFormal(500),
  })
  .refine(({ reason, words }) => reason !== 'other' || words !== null, { path: ['words'], message: 'agenda.sayWhy' })

/** Nothing comes on the agenda, leaves it or moves from now on. */
export async function lockAgenda(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { version }: z.output<typeof LockForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'lock')
  if (meeting.lockedAt !== null) throw new Conflict('agenda.isLocked')
  await ctx.rows(meetings).update({ ...meeting, version }, { lockedAt: ctx.now, lockedById: ctx.actor.id })
  await trace(ctx, meeting, { act: 'lock', reason: null, words: null })
  ctx.record('meeting.agendaLocked', { type: 'meeting', id: meeting.id })
}

/** The agenda may be changed again. Why is kept with who and when; the log has the kind of reason. */
export async function unlockAgenda(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { version, reason, words }: z.output<typeof UnlockForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'unlock')
  if (meeting.lockedAt === null) throw new Conflict('agenda.isOpen')
  await ctx.rows(meetings).update({ ...meeting, version }, { lockedAt: null, lockedById: null })
  await trace(ctx, meeting, { act: 'unlock', reason, words })
  ctx.record('meeting.agendaUnlocked', { type: 'meeting', id: meeting.id }, { unlockReason: reason })
}

const trace = (ctx: Ctx, { id: meetingId }: MeetingInGroup, what: Pick<AgendaLock, 'act' | 'reason' | 'words'>) =>
  ctx.rows(agendaLocks).insert({ ...what, id: ctx.newId(), meetingId, personId: ctx.actor.id, at: ctx.now })
