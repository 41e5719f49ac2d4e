import { z } from 'zod'
import { type SeatWithHolders, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Attendance, attendances, meetings } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { attendanceOf, type MeetingInGroup } from './meeting.queries.ts'

export const SEAT_PRESENCES = ['present', 'substitute', 'absent'] as const
const MOST_GUESTS = 30
const LONGEST_NAME = 120

export const presenceField = (seatId: string): string => `presence-${seatId}`
export const nameField = (seatId: string): string => `name-${seatId}`
export const guestsOf = (text: string | null): string[] =>
  (text ?? '')
    .split('\n')
    .map(name => name.trim())
    .filter(name => name !== '')

const Guests = z.object({
  version: field.version(),
  guests: field
    .optionalName(2000)
    .refine(text => guestsOf(text).length <= MOST_GUESTS, 'meetings.tooManyGuests')
    .refine(text => guestsOf(text).every(name => name.length <= LONGEST_NAME), 'errors.tooLong')
    .meta({ guard: 'name' }),
})

/** One choice and one name for each filled seat, and the guests, one on each line. */
function attendanceForm(seats: readonly SeatWithHolders[]): z.ZodObject {
  const fields = seats.flatMap(({ id }) => [
    [presenceField(id), field.optionalChoice(SEAT_PRESENCES)],
    [nameField(id), field.optionalName(LONGEST_NAME)],
  ])
  return Guests.extend(Object.fromEntries(fields))
}

/** The seats that somebody held on the day of the meeting. */
export const seatsAt = async (ctx: Ctx, { groupId, day }: Pick<MeetingInGroup, 'groupId' | 'day'>) =>
  (await seatsWithHolders(ctx, groupId, day)).filter(({ state }) => state === 'filled')

/** Notes who is there. Gives the form back when something is wrong with it. */
export async function noteAttendance(ctx: Ctx, meeting: MeetingInGroup, body: Submitted): Promise<Faulty | null> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'attend')
  const seats = await seatsAt(ctx, meeting)
  const form = ctx.form(attendanceForm(seats), body)
  if (!form.ok) return form
  const value = form.value as Readonly<Record<string, string | null>> & { readonly version: number }
  const missing = seats.filter(({ id }) => value[presenceField(id)] === 'substitute' && !value[nameField(id)])
  if (missing.length > 0) {
    const errors = Object.fromEntries(missing.map(({ id }) => [nameField(id), ['meetings.substituteName']]))
    return faulty(body, errors)
  }
  // Attendance is one form over many rows: the meeting's own version tells two secretaries apart.
  if (value.version !== meeting.version) return faulty(body, { form: ['meetings.attendanceConflict'] })
  await ctx.rows(meetings).update(meeting, { place: meeting.place })
  await replace(ctx, meeting.id, [...seated(seats, value), ...guestsOf(value['guests'] ?? null).map(guest)])
  ctx.record('meeting.attendanceNoted', { type: 'meeting', id: meeting.id })
  return null
}

type Noted = Pick<Attendance, 'seatId' | 'name' | 'presence'>
const guest = (name: string): Noted => ({ seatId: null, name, presence: 'guest' })

function seated(seats: readonly SeatWithHolders[], value: Readonly<Record<string, string | number | null>>): Noted[] {
  return seats.flatMap(({ id, holders }) => {
    const presence = value[presenceField(id)] as Attendance['presence'] | null
    if (presence === null || presence === undefined) return []
    const holder = holders[0]?.name ?? ''
    const name = presence === 'substitute' ? String(value[nameField(id)]) : holder
    return [{ seatId: id, name, presence }]
  })
}

async function replace(ctx: Ctx, meetingId: string, noted: readonly Noted[]): Promise<void> {
  for (const { id } of await attendanceOf(ctx, meetingId)) await ctx.rows(attendances).remove({ id })
  for (const one of noted) await ctx.rows(attendances).insert({ ...one, id: ctx.newId(), meetingId, version: 1 })
}
