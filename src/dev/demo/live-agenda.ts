import { agendaSuggestions } from '#src/features/meetings/agenda.entity.ts'
import { takeUp } from '#src/features/meetings/answer-suggestion.ts'
import { markConsent, noteConsent, replyConsent } from '#src/features/meetings/give-consent.ts'
import { lockAgenda, unlockAgenda } from '#src/features/meetings/lock-agenda.ts'
import { matterById } from '#src/features/meetings/matter.ts'
import type { AgendaItem, Why } from '#src/features/meetings/meeting.entity.ts'
import { findMeeting, itemsOf } from '#src/features/meetings/meeting.queries.ts'
import { seatsAt } from '#src/features/meetings/note-attendance.ts'
import { minutesField, setMinutes } from '#src/features/meetings/set-minutes.ts'
import { suggestItem } from '#src/features/meetings/suggest-item.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Cast } from './cast.ts'
import { SUGGESTIONS } from './invented-meetings.ts'
import type { Moment } from './stage.ts'

interface Coming {
  readonly id: string
}
/** Nobody needs to talk about these: the first has all seats' consent but those that have not answered. */
const CONSENTED: readonly Why[] = ['taken_directly', 'answer_overdue']
const MINUTES = {
  opening: '5',
  previous_minutes: '5',
  follow_up: '15',
  new: '15',
  answers: '10',
  effect: '10',
} as const

/**
 * What is done with the coming meeting's agenda: suggested, timed, agreed to, locked and opened again. Their clock times rise,
 * since around a weekend all of it may come on one Friday, after the meeting was planned.
 */
export const agendaMoments = (cast: Cast, coming: Coming): Moment[] => [
  cast.on(-2, '13:10', cast.member, async ctx => {
    const meeting = await findMeeting(ctx, coming.id)
    for (const suggestion of [SUGGESTIONS.taken, SUGGESTIONS.open])
      await suggestItem(ctx, meeting, { ...suggestion, number: '' })
  }),
  cast.on(-2, '13:40', cast.convener, ctx => arrange(ctx, coming)),
  cast.on(-2, '14:05', cast.convener, async ctx => {
    const meeting = await findMeeting(ctx, coming.id)
    await lockAgenda(ctx, meeting, { version: meeting.version })
  }),
  cast.on(-2, '15:00', cast.member, ctx => agree(ctx, coming)),
  cast.on(-1, '16:30', cast.convener, async ctx => {
    const meeting = await findMeeting(ctx, coming.id)
    const words = 'Ett svar till väntas före mötet.'
    await noteOne(ctx, coming)
    await unlockAgenda(ctx, meeting, { version: meeting.version, reason: 'new_matter', words })
  }),
]

async function arrange(ctx: Ctx, { id }: Coming): Promise<void> {
  const meeting = await findMeeting(ctx, id)
  const [first] = await ctx.rows(agendaSuggestions).all({ meetingId: id, title: SUGGESTIONS.taken.title })
  if (first !== undefined) await takeUp(ctx, meeting, first, { ...first, suggestion: first.id, section: 'information' })
  const items = await itemsOf(ctx, id)
  const minutes = items.map(item => [minutesField(item.id), minutesFor(item)])
  const body = { version: String(meeting.version), ...Object.fromEntries(minutes) }
  if ((await setMinutes(ctx, meeting, body)) !== null) throw new Error('The demo has minutes that cannot be.')
  for (const { id: itemId } of consented(items)) {
    const hindered = await markConsent(ctx, await matterById(ctx, await findMeeting(ctx, id), itemId))
    if (hindered !== null) throw new Error(`The demo has an item that cannot be decided by consent: ${hindered}.`)
  }
}

const minutesFor = ({ section }: AgendaItem): string =>
  section === 'information' || section === 'other' ? '5' : MINUTES[section]

const consented = (items: readonly AgendaItem[]): AgendaItem[] =>
  CONSENTED.flatMap(why => items.find(item => item.why === why) ?? [])

async function agree(ctx: Ctx, { id }: Coming): Promise<void> {
  const meeting = await findMeeting(ctx, id)
  for (const { id: item } of consented(await itemsOf(ctx, id)))
    await replyConsent(ctx, meeting, { item, answer: 'agreed' })
}

/** One seat without an account said so on the telephone. */
async function noteOne(ctx: Ctx, { id }: Coming): Promise<void> {
  const meeting = await findMeeting(ctx, id)
  const [item] = consented(await itemsOf(ctx, id))
  const seat = (await seatsAt(ctx, meeting)).find(({ party }) => party === 'municipality')
  if (item !== undefined && seat !== undefined)
    await noteConsent(ctx, meeting, { item: item.id, seat: seat.id, answer: 'agreed' })
}
