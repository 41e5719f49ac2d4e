import type { Block, Fact } from '#src/documents/document.ts'
import { type SeatWithHolders, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { dayOf, daysBetween, yearOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaRow, agendaRows } from './agenda-rows.ts'
import type { Attendance } from './meeting.entity.ts'
import { attendanceOf, type DecisionOfGroup, decisionsOfMeeting, type MeetingInGroup } from './meeting.queries.ts'
import { presenceText } from './presence-text.ts'
import { namesOf, recusedBy } from './recusal.queries.ts'
import { whenOf, whyLine } from './why-line.ts'
import { inSwedish, paragraphLabel, swedishDay } from './wording.ts'

/** A part of the notes as it is generated: time, place and attendance, and then each § by itself. */
export interface GeneratedPart {
  /** Null for the first part, which is about the meeting itself. */
  readonly row: AgendaRow | null
  /** "§ 3/2026 Långa köer"; the first part is not headed. */
  readonly heading: string | null
  readonly blocks: readonly Block[]
}

/** What is known of a meeting, as its notes tell it. Swedish, whoever reads them. */
export async function generatedParts(ctx: Ctx, meeting: MeetingInGroup): Promise<GeneratedPart[]> {
  const rows = await agendaRows(ctx, meeting)
  const made = await decisionsOfMeeting(ctx, meeting.id)
  const noted = await attendanceOf(ctx, meeting.id)
  const recused = await recusedBy(ctx, noted)
  const start: Block = {
    kind: 'facts',
    rows: [
      { label: inSwedish('meetings.time'), value: whenOf(meeting, 'sv') },
      { label: inSwedish('meetings.place'), value: meeting.place },
    ],
  }
  const seats = await seatsWithHolders(ctx, meeting.groupId, meeting.day)
  const attendance = attendanceBlocks(noted, seats)
  const paragraphs = rows.map(row => {
    const decision = made.find(({ agendaItemId }) => agendaItemId === row.item.id)
    return {
      row,
      heading: headingOf(meeting, row),
      blocks: itemBlocks(meeting, row, decision, namesOf(recused.get(row.item.id))),
    }
  })
  return [{ row: null, heading: null, blocks: [start, ...attendance] }, ...paragraphs]
}

function attendanceBlocks(noted: readonly Attendance[], seats: readonly SeatWithHolders[]): Block[] {
  const heading: Block = { kind: 'heading', level: 2, text: inSwedish('meetings.attendance') }
  if (noted.length === 0) return [heading, { kind: 'paragraph', text: inSwedish('meetings.nobodyNoted') }]
  const columns = ['meetings.seat', 'meetings.name', 'meetings.presence'].map(key => ({ label: inSwedish(key) }))
  const order = (one: Attendance): number => seats.findIndex(({ id }) => id === one.seatId)
  const seated = noted.filter(({ seatId }) => seatId !== null).sort((one, other) => order(one) - order(other))
  const rows = [...seated, ...noted.filter(({ seatId }) => seatId === null)].map(one => [
    seatLabel(seats.find(({ id }) => id === one.seatId)),
    one.name,
    presenceText(one, 'sv'),
  ])
  return [heading, { kind: 'table', caption: inSwedish('meetings.attendance'), columns, rows }]
}

const seatLabel = (seat: SeatWithHolders | undefined): string =>
  seat === undefined ? inSwedish('presence.guest') : (seat.organisationName ?? inSwedish(`party.${seat.party}`))

function headingOf(meeting: MeetingInGroup, { item, nr }: AgendaRow): string {
  const label = item.paragraph === null ? `${nr}.` : paragraphLabel(item.paragraph, yearOf(meeting.day))
  return `${label} ${item.title}`
}

function itemBlocks(
  meeting: MeetingInGroup,
  row: AgendaRow,
  decision: DecisionOfGroup | undefined,
  recused: string | null,
): Block[] {
  const { item, number } = row
  return [
    { kind: 'paragraph', text: [number, whyLine(item, 'sv', meeting.day)].filter(Boolean).join('. ') },
    ...(item.paragraph === null
      ? [{ kind: 'paragraph', text: inSwedish('meetings.notDecided') } as const]
      : [{ kind: 'facts', rows: outcomeRows(item.note, decision) } as const]),
    ...(recused === null
      ? []
      : [{ kind: 'facts', rows: [{ label: inSwedish('live.recused'), value: recused }] } as const]),
  ]
}

function outcomeRows(note: string | null, decision: DecisionOfGroup | undefined): Fact[] {
  const rows: (readonly [string, string | null | undefined])[] = [
    ['meetings.decision', decision === undefined ? undefined : inSwedish(`decision.${decision.type}`)],
    ['meetings.text', decision?.text],
    ['meetings.reason', decision?.reason],
    ['meetings.taker', decision?.organisationName ?? decision?.officeName],
    ['meetings.acceptedBy', decision?.acceptedBy],
    ['meetings.due', decision === undefined ? null : dueText(decision)],
    ['meetings.note', note],
  ]
  return rows.flatMap(([key, value]) => (value ? [{ label: inSwedish(key), value }] : []))
}

/** A request's days count from its sending, which is after the meeting. */
function dueText({ type, dueDay, at }: DecisionOfGroup): string | null {
  if (dueDay === null) return null
  return type === 'ask'
    ? inSwedish('meetings.daysFromSending', { days: daysBetween(dayOf(at), dueDay) })
    : swedishDay(dueDay)
}
