import { z } from 'zod'
import { type SeatWithHolders, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { recusals } from './live.entity.ts'
import { type Attendance, attendances, meetings } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { attendanceOf, type MeetingInGroup } from './meeting.queries.ts'
import { type Change, changeOf, type Noted, wasThere } from './presence.rules.ts'

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
  const change = changeOf(await attendanceOf(ctx, meeting.id), [
    ...seated(seats, value),
    ...guestsOf(value['guests'] ?? null).map(guest),
  ])
  const recused = await recusedOf(ctx, change)
  if (recused !== null) return faulty(body, { [recused]: ['live.stillRecused'] })
  await ctx.rows(meetings).update(meeting, { place: meeting.place })
  await carryOut(ctx, meeting.id, change)
  ctx.record('meeting.attendanceNoted', { type: 'meeting', id: meeting.id })
  return null
}

const guest = (name: string): Noted => ({ seatId: null, name, presence: 'guest' })

/** The field of somebody who is no longer there, though it is noted that she took no part in an item; null when none is. */
async function recusedOf(ctx: Ctx, { kept, gone }: Change<Attendance>): Promise<string | null> {
  const away = kept.filter(({ noted }) => !wasThere(noted)).map(({ row }) => row)
  for (const { id, seatId } of [...gone, ...away])
    if ((await ctx.rows(recusals).count({ attendanceId: id })) > 0)
      return seatId === null ? 'guests' : presenceField(seatId)
  return null
}

function seated(seats: readonly SeatWithHolders[], value: Readonly<Record<string, string | number | null>>): Noted[] {
  return seats.flatMap(({ id, holders }) => {
    const presence = value[presenceField(id)] as Attendance['presence'] | null
    if (presence === null || presence === undefined) return []
    const holder = holders[0]?.name ?? ''
    const name = presence === 'substitute' ? String(value[nameField(id)]) : holder
    return [{ seatId: id, name, presence }]
  })
}

async function carryOut(ctx: Ctx, meetingId: string, { kept, added, gone }: Change<Attendance>): Promise<void> {
  const rows = ctx.rows(attendances)
  for (const { id } of gone) await rows.remove({ id })
  for (const { row, noted } of kept)
    if (row.presence !== noted.presence)
      await rows.update(row, { presence: noted.presence, ...(wasThere(noted) ? {} : NO_TIMES) })
  for (const one of added) await rows.insert({ ...one, ...NO_TIMES, id: ctx.newId(), meetingId, version: 1 })
}
const NO_TIMES = { arrived: null, departed: null }
