import { z } from 'zod'
import { tellChange } from '#src/features/calls/tell-change.ts'
import { placeWaitingQuestions } from '#src/features/forums/place-question.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import { addMonths, type Day } from '#src/kernel/days.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { addStanding } from './add-standing.ts'
import { type Meeting, meetings, OPEN_AGENDA } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { findMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { proposeAgenda } from './propose-agenda.ts'

/** People also write 13.00. */
const clock = () =>
  z
    .string('meetings.badTime')
    .trim()
    .transform(time => time.replace('.', ':'))
const CLOCK = /^([01]\d|2[0-3]):[0-5]\d$/
const When = z.object({
  day: field.day(),
  time: clock().pipe(z.string().regex(CLOCK, 'meetings.badTime')),
  endTime: clock()
    .pipe(z.union([z.literal(''), z.string().regex(CLOCK, 'meetings.badTime')], 'meetings.badTime'))
    .optional()
    .transform(time => time || null),
  place: field.place(160),
})
export const MeetingForm = When.extend({ groupId: field.id(), standing: field.flag() })
export const MeetingChange = When.extend({ version: field.version() })

const MONTHS_BACK = 12
const MONTHS_AHEAD = 36

/** A year typed wrong. */
export const isFar = (today: Day, day: Day): boolean =>
  day < addMonths(today, -MONTHS_BACK) || day > addMonths(today, MONTHS_AHEAD)

/** A year typed wrong, or an end before the beginning. Meetings that were held before they were entered are fine. */
export function timeErrors(
  { today }: Pick<Ctx, 'today'>,
  { day, time, endTime }: Pick<z.output<typeof When>, 'day' | 'time' | 'endTime'>,
): FieldErrors | null {
  if (isFar(today, day)) return { day: ['meetings.dayFar'] }
  return endTime !== null && endTime <= time ? { endTime: ['agenda.endBeforeStart'] } : null
}

type Optional = 'endTime' | 'standing'
type Plan = Omit<z.output<typeof MeetingForm>, Optional> & Partial<Pick<z.output<typeof MeetingForm>, Optional>>

/**
 * Plans a meeting of a group that the actor convenes and fills its agenda with what waits; with `standing`, also with its
 * opening and the notes of the meeting before.
 */
export async function planMeeting(ctx: Ctx, { standing = false, endTime = null, ...plan }: Plan): Promise<Meeting> {
  if (!groupsOf(ctx.actor, 'convener').includes(plan.groupId)) throw new NotFound('errors.notFound')
  const { id } = await ctx.rows(meetings).insert({
    ...OPEN_AGENDA,
    ...plan,
    endTime,
    id: ctx.newId(),
    state: 'planned',
    startedAt: null,
    endedAt: null,
    notesDoneAt: null,
    perCapsulam: null,
    version: 1,
  })
  ctx.record('meeting.planned', { type: 'meeting', id }, { groupId: plan.groupId, day: plan.day })
  const meeting = await findMeeting(ctx, id)
  if (standing) await addStanding(ctx, meeting)
  await proposeAgenda(ctx, meeting)
  await placeWaitingQuestions(ctx, meeting)
  return meeting
}

export async function changeMeeting(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { version, ...changes }: z.output<typeof MeetingChange>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'change')
  const changed = await ctx.rows(meetings).update({ ...meeting, version }, changes)
  ctx.record('meeting.changed', { type: 'meeting', id: meeting.id }, { from: meeting.day, to: changes.day })
  await tellChange(ctx, meeting, { ...meeting, ...changed })
}
