import { z } from 'zod'
import { clockOf } from '#src/kernel/days.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Attendance, attendances } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { isBackwards, wasThere } from './presence.rules.ts'

/** People also write 13.00. */
const time = () =>
  z
    .string('meetings.badTime')
    .trim()
    .transform(text => text.replace('.', ':'))
    .refine(text => text === '' || /^([01]\d|2[0-3]):[0-5]\d$/.test(text), 'meetings.badTime')
    .transform(text => (text === '' ? null : text))

/** The error that says that somebody else was first. */
export const CONFLICT = 'form'

const Times = z.object({
  version: field.version(),
  arrived: time(),
  departed: time(),
  /** The button that says that somebody comes or goes at this moment. */
  now: field.optionalChoice(['arrived', 'departed']),
})

/** Notes when somebody came and left. Gives the form back when something is wrong with it. */
export async function noteTimes(
  ctx: Ctx,
  meeting: MeetingInGroup,
  attendance: Attendance,
  body: Submitted,
): Promise<Faulty | null> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'attend')
  const form = ctx.form(Times, body)
  if (!form.ok) return form
  const { version, now, arrived, departed } = form.value
  const times = { arrived, departed, ...(now === null ? {} : { [now]: clockOf(ctx.now) }) }
  // The row stands still with its meeting: whoever is late is told, and sees both.
  if (version !== attendance.version) return faulty(body, { [CONFLICT]: ['live.timesConflict'] })
  if (isBackwards(times) || !wasThere(attendance)) return faulty(body, { departed: ['live.backwards'] })
  await ctx.rows(attendances).update(attendance, times)
  ctx.record('meeting.timesNoted', { type: 'meeting', id: meeting.id }, { attendanceId: attendance.id })
  return null
}
