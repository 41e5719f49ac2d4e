import { expectedAt } from '#src/features/calls/call.queries.ts'
import type { Expected } from '#src/features/calls/call.rules.ts'
import type { SeatWithHolders } from '#src/features/groups/group.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState, type Submitted } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Attendance } from './meeting.entity.ts'
import { attendanceOf, type MeetingInGroup } from './meeting.queries.ts'
import { nameField, presenceField, SEAT_PRESENCES, seatsAt } from './note-attendance.ts'
import { wasThere } from './presence.rules.ts'
import { presenceText } from './presence-text.ts'
import { whenOf } from './why-line.ts'

interface SeatRow {
  readonly label: string
  readonly holder: string
  readonly presenceName: string
  readonly nameName: string
}
/** When one of those who are there came and left. */
export interface PersonRow {
  readonly id: string
  readonly name: string
  readonly presence: string
  readonly action: string
  readonly version: number
  readonly form: FormState
  /** Given back with something to mend: its fields are what the error summary leads to. */
  readonly faulty: boolean
}
export interface AttendancePage {
  readonly title: string
  readonly fictitious: boolean
  readonly id: string
  readonly version: number
  readonly lead: string
  readonly seats: readonly SeatRow[]
  readonly presences: readonly Option[]
  readonly form: FormState
  /** Those who are there, once the meeting has been opened. */
  readonly persons: readonly PersonRow[]
  /** What somebody else has saved meanwhile, when that is why the form came back. */
  readonly stored: readonly string[] | null
  /** And whom she named herself, which is not saved. */
  readonly named: readonly string[]
}

/** Who is there: a choice for each filled seat, and guests. */
export async function attendancePage(
  ctx: Ctx,
  meeting: MeetingInGroup,
  form?: FormState,
  times?: FaultyTimes,
): Promise<AttendancePage> {
  const seats = await seatsAt(ctx, meeting)
  const noted = await attendanceOf(ctx, meeting.id)
  const conflict = form?.errors['form'] !== undefined
  return {
    title: ctx.t('meetings.attendanceTitle'),
    fictitious: meeting.group.fictitious,
    id: meeting.id,
    version: meeting.version,
    lead: `${meeting.group.name}, ${whenOf(meeting, ctx.actor.locale)}`,
    seats: seats.map(seat => rowOf(ctx, seat)),
    presences: SEAT_PRESENCES.map(value => ({ value, label: ctx.t(keyOf(`presence.${value}`)) })),
    form: form ?? emptyForm(noted.length > 0 ? valuesOf(noted) : expectedValues(await expectedAt(ctx, meeting))),
    persons: meeting.state === 'planned' ? [] : noted.filter(wasThere).map(one => personRow(ctx, one, times)),
    stored: conflict ? noted.map(one => `${one.name}: ${presenceText(one, ctx.actor.locale)}`) : null,
    named: conflict ? namesIn(form.values) : [],
  }
}

const namesIn = (values: Submitted): string[] =>
  Object.entries(values).flatMap(([field, value]) =>
    field === 'guests' || field.startsWith('name-')
      ? String(value)
          .split('\n')
          .map(name => name.trim())
          .filter(Boolean)
      : [],
  )

/** The form of one person's times, with something wrong in it. */
export interface FaultyTimes {
  readonly attendanceId: string
  readonly form: FormState
}

function personRow(ctx: Ctx, one: Attendance, times: FaultyTimes | undefined): PersonRow {
  const { id, meetingId, name, version, arrived, departed } = one
  const mine = times?.attendanceId === id ? times.form : null
  return {
    ...{ id, name, version },
    presence: presenceText(one, ctx.actor.locale),
    action: `/moten/${meetingId}/narvaro/${id}`,
    form: mine ?? emptyForm({ arrived: arrived ?? '', departed: departed ?? '' }),
    faulty: mine !== null,
  }
}

function rowOf(ctx: Ctx, { id, party, organisationName, holders }: SeatWithHolders): SeatRow {
  return {
    label: organisationName ?? ctx.t(keyOf(`party.${party}`)),
    holder: holders[0]?.name ?? ctx.t('meetings.noHolder'),
    presenceName: presenceField(id),
    nameName: nameField(id),
  }
}

/** Until somebody has noted who is there, the form says what people have answered to the call. */
function expectedValues(expected: ReadonlyMap<string, Expected>): Record<string, string> {
  const values: Record<string, string> = {}
  for (const [seatId, { presence, name }] of expected) {
    values[presenceField(seatId)] = presence
    if (name !== null) values[nameField(seatId)] = name
  }
  return values
}

function valuesOf(noted: readonly Attendance[]): Record<string, string> {
  const values: Record<string, string> = {
    guests: noted.flatMap(({ presence, name }) => (presence === 'guest' ? [name] : [])).join('\n'),
  }
  for (const { seatId, presence, name } of noted) {
    if (seatId === null) continue
    values[presenceField(seatId)] = presence
    if (presence === 'substitute') values[nameField(seatId)] = name
  }
  return values
}
