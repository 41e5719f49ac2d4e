import type { Block, Document, Fact } from '#src/documents/document.ts'
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

/** The meeting's notes, the same as page and as file. Swedish, whoever reads them. */
export async function notesDocument(ctx: Ctx, meeting: MeetingInGroup): Promise<Document> {
  const { group, place } = meeting
  const rows = await agendaRows(ctx, meeting)
  const made = await decisionsOfMeeting(ctx, meeting.id)
  const noted = await attendanceOf(ctx, meeting.id)
  const recused = await recusedBy(ctx, noted)
  return {
    title: inSwedish(`minutesKind.${group.minutesKind}`),
    lang: 'sv',
    subject: group.name,
    fictitious: group.fictitious,
    blocks: [
      {
        kind: 'facts',
        rows: [
          { label: inSwedish('meetings.time'), value: whenOf(meeting, 'sv') },
          { label: inSwedish('meetings.place'), value: place },
        ],
      },
      ...attendanceBlocks(noted, await seatsWithHolders(ctx, group.id, meeting.day)),
      { kind: 'heading', level: 2, text: inSwedish('meetings.items') },
      ...rows.flatMap(row =>
        itemBlocks(
          meeting,
          row,
          made.find(({ agendaItemId }) => agendaItemId === row.item.id),
          namesOf(recused.get(row.item.id)),
        ),
      ),
    ],
    footer: [`${group.name}, ${swedishDay(meeting.day)}`],
  }
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

function itemBlocks(
  meeting: MeetingInGroup,
  row: AgendaRow,
  decision: DecisionOfGroup | undefined,
  recused: string | null,
): Block[] {
  const { item, number } = row
  const label = item.paragraph === null ? `${row.nr}.` : paragraphLabel(item.paragraph, yearOf(meeting.day))
  return [
    { kind: 'heading', level: 3, text: `${label} ${item.title}` },
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
