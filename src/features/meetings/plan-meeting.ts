import { z } from 'zod'
import { tellChange } from '#src/features/calls/tell-change.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import { addMonths, type Day } from '#src/kernel/days.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Meeting, meetings } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { findMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { proposeAgenda } from './propose-agenda.ts'

const When = z.object({
  day: field.day(),
  /** People also write 13.00. */
  time: z
    .string('meetings.badTime')
    .trim()
    .transform(time => time.replace('.', ':'))
    .pipe(z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'meetings.badTime')),
  place: field.place(160),
})
export const MeetingForm = When.extend({ groupId: field.id() })
export const MeetingChange = When.extend({ version: field.version() })

const MONTHS_BACK = 12
const MONTHS_AHEAD = 36

/** A year typed wrong. Meetings that were held before they were entered are fine. */
export const dayErrors = ({ today }: Pick<Ctx, 'today'>, day: Day): FieldErrors | null =>
  day < addMonths(today, -MONTHS_BACK) || day > addMonths(today, MONTHS_AHEAD) ? { day: ['meetings.dayFar'] } : null

/** Plans a meeting of a group that the actor convenes and fills its agenda with what waits. */
export async function planMeeting(ctx: Ctx, plan: z.output<typeof MeetingForm>): Promise<Meeting> {
  if (!groupsOf(ctx.actor, 'convener').includes(plan.groupId)) throw new NotFound('errors.notFound')
  const { id } = await ctx.rows(meetings).insert({
    ...plan,
    id: ctx.newId(),
    state: 'planned',
    startedAt: null,
    endedAt: null,
    notesDoneAt: null,
    version: 1,
  })
  ctx.record('meeting.planned', { type: 'meeting', id }, { groupId: plan.groupId, day: plan.day })
  const meeting = await findMeeting(ctx, id)
  await proposeAgenda(ctx, meeting)
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
