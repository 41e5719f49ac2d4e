import { addFreeItem } from '#src/features/meetings/arrange-agenda.ts'
import { decideItem } from '#src/features/meetings/decide-item.ts'
import { KINDS } from '#src/features/meetings/decision-kinds.ts'
import { endMeeting, openMeeting } from '#src/features/meetings/end-meeting.ts'
import { finishNotes } from '#src/features/meetings/finish-notes.ts'
import { lockAgenda } from '#src/features/meetings/lock-agenda.ts'
import { hasDeficiency, type Matter, matterById } from '#src/features/meetings/matter.ts'
import type { AgendaItem, Attendance } from '#src/features/meetings/meeting.entity.ts'
import { attendanceOf, findMeeting, itemsOf, type MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { nameField, noteAttendance, presenceField, seatsAt } from '#src/features/meetings/note-attendance.ts'
import { noteRecusal } from '#src/features/meetings/note-recusal.ts'
import { noteTimes } from '#src/features/meetings/note-times.ts'
import { planMeeting } from '#src/features/meetings/plan-meeting.ts'
import { proposeAgenda } from '#src/features/meetings/propose-agenda.ts'
import { writeNote } from '#src/features/meetings/write-note.ts'
import type { Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import { type InventedDecision, type InventedMeeting, MEETINGS, NEXT_MEETING } from './invented-meetings.ts'
import type { InventedSeat } from './invented-place.ts'
import { agendaMoments } from './live-agenda.ts'
import type { Moment } from './stage.ts'

const PLACE = 'Kommunhuset, sammanträdesrum Viken'
const TIME = '13:00'
const PLANNED_BEFORE = 12

/** The meetings that have been held, and the next one with what waits for it. */
export const meetingMoments = (cast: Cast, coming = { id: '' }): Moment[] => [
  ...MEETINGS.flatMap(meeting => ofMeeting(cast, meeting)),
  cast.on(NEXT_MEETING.planned, '10:20', cast.convener, async ctx => {
    const { id } = await plan(ctx, cast, NEXT_MEETING.day, { standing: true, endTime: NEXT_MEETING.ends })
    await addFreeItem(ctx, await findMeeting(ctx, id), { title: NEXT_MEETING.free, section: 'other' })
    coming.id = id
  }),
  ...agendaMoments(cast, coming),
]

type Arranged = Pick<Parameters<typeof planMeeting>[1], 'standing' | 'endTime'>
const plan = (ctx: Ctx, { register, stage }: Cast, day: number, arranged: Arranged = {}) =>
  planMeeting(ctx, { groupId: register.group.id, day: stage.workday(day), time: TIME, place: PLACE, ...arranged })

function ofMeeting(cast: Cast, script: InventedMeeting): Moment[] {
  const { day, notesDone, free } = script
  const { convener, stage } = cast
  let id = ''
  const meeting = (ctx: Ctx): Promise<MeetingInGroup> => findMeeting(ctx, id)
  return [
    cast.on(day - PLANNED_BEFORE, '10:20', convener, async ctx => {
      id = (await plan(ctx, cast, day)).id
    }),
    cast.on(day - 1, '09:30', convener, async ctx => {
      await proposeAgenda(ctx, await meeting(ctx))
      if (free !== undefined) await addFreeItem(ctx, await meeting(ctx), { title: free.title, section: 'information' })
    }),
    cast.on(day - 1, '10:00', convener, async ctx => {
      const { version } = await meeting(ctx)
      await lockAgenda(ctx, await meeting(ctx), { version })
    }),
    cast.on(day, TIME, convener, async ctx => {
      const { version } = await meeting(ctx)
      await openMeeting(ctx, await meeting(ctx), { version })
      await attend(ctx, await meeting(ctx), script)
      await comeLate(ctx, await meeting(ctx), script)
    }),
    cast.on(day, '13:20', convener, async ctx => decideAll(ctx, cast, await meeting(ctx), script)),
    cast.on(day, '15:00', convener, async ctx => {
      const { version } = await meeting(ctx)
      await endMeeting(ctx, await meeting(ctx), { version })
    }),
    cast.exactly(stage.day(notesDone), '15:30', convener, async ctx => {
      const { version } = await meeting(ctx)
      await finishNotes(ctx, await meeting(ctx), { version })
    }),
  ]
}

async function attend(ctx: Ctx, meeting: MeetingInGroup, { absent, substituted, guests }: InventedMeeting) {
  const body: Record<string, string> = { version: String(meeting.version), guests }
  for (const { id, party, holders } of await seatsAt(ctx, meeting)) {
    const sends = party === substituted
    body[presenceField(id)] = sends ? 'substitute' : absent.includes(party) ? 'absent' : 'present'
    body[nameField(id)] = sends ? (holders[1]?.name ?? '') : ''
  }
  if ((await noteAttendance(ctx, meeting, body)) !== null) throw new Error('The demo has attendance that cannot be.')
}

async function comeLate(ctx: Ctx, meeting: MeetingInGroup, { late }: InventedMeeting): Promise<void> {
  if (late === undefined) return
  const there = await seated(ctx, meeting, late.party)
  const body = { version: String(there.version), arrived: late.arrived, departed: '' }
  if ((await noteTimes(ctx, meeting, there, body)) !== null) throw new Error('The demo has times that cannot be.')
}

/** Whoever sits at the meeting for a party. */
async function seated(ctx: Ctx, meeting: MeetingInGroup, party: InventedSeat['party']): Promise<Attendance> {
  const seats = (await seatsAt(ctx, meeting)).filter(seat => seat.party === party)
  const there = (await attendanceOf(ctx, meeting.id)).find(one => seats.some(({ id }) => id === one.seatId))
  if (there === undefined) throw new Error(`Nobody sits for ${party} at the demo's meeting.`)
  return there
}

/** Decides every item on the agenda, as the script has it: neither more nor less stands there. */
async function decideAll(ctx: Ctx, cast: Cast, meeting: MeetingInGroup, script: InventedMeeting): Promise<void> {
  const items = await itemsOf(ctx, meeting.id)
  const expected = Object.keys(script.decisions).length + (script.free === undefined ? 0 : 1)
  if (items.length !== expected)
    throw new Error(`The demo expects ${expected} items on the agenda: ${items.map(({ title }) => title).join('; ')}.`)
  const { recused } = script
  const own = items.find(({ deficiencyId }) => recused !== undefined && cast.keyOf(deficiencyId ?? '') === recused.on)
  if (recused !== undefined && own !== undefined)
    await recuse(ctx, await matterById(ctx, meeting, own.id), recused.party)
  for (const { id } of items) await decideOne(ctx, cast, meeting, script, id)
}

async function decideOne(
  ctx: Ctx,
  cast: Cast,
  meeting: MeetingInGroup,
  script: InventedMeeting,
  itemId: string,
): Promise<void> {
  const matter = await matterById(ctx, meeting, itemId)
  if (!hasDeficiency(matter)) {
    await decided(decideItem(ctx, matter, 'note', { item: itemId, text: script.free?.text ?? '' }), matter.item)
    return
  }
  const key = cast.keyOf(matter.deficiency.id)
  const decision = key === undefined ? undefined : script.decisions[key]
  if (decision === undefined) throw new Error(`The demo decides nothing on ${matter.deficiency.title}.`)
  const { type, note } = decision
  const proposed = await KINDS[type].prefill(ctx, matter)
  const body = { ...proposed, ...fieldsOf(cast, decision), item: itemId }
  await decided(decideItem(ctx, matter, type, body), matter.item)
  if (note === undefined) return
  const now = await matterById(ctx, meeting, itemId)
  await writeNote(ctx, now, { item: itemId, note, version: now.item.version })
}

async function recuse(ctx: Ctx, matter: Matter, party: InventedSeat['party']): Promise<void> {
  const { id } = await seated(ctx, matter.meeting, party)
  const { id: item, version } = matter.item
  if ((await noteRecusal(ctx, matter, { item, version, recused: [id] }, {})) !== null)
    throw new Error('The demo has a recusal that cannot be.')
}

/** Named contacts, bodies and days as the form sends them. */
function fieldsOf(cast: Cast, decision: InventedDecision): Submitted {
  const days = Object.entries(decision.days ?? {}).map(([name, offset]) => [name, cast.stage.day(offset)])
  return {
    ...decision.fields,
    ...Object.fromEntries(days),
    ...(decision.contact === undefined ? {} : { contactId: cast.contact(decision.contact) }),
    ...(decision.body === undefined ? {} : { organisationId: cast.body(decision.body) }),
  }
}

async function decided(deciding: ReturnType<typeof decideItem>, { title }: AgendaItem): Promise<void> {
  const faulty = await deciding
  if (faulty !== null) throw new Error(`The demo's decision on "${title}" is faulty: ${JSON.stringify(faulty.errors)}`)
}
