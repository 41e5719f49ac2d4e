import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { paragraphLabel } from '#src/features/meetings/wording.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, Fact, ListCell, TableListModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { CirculationState } from './circulation.entity.ts'
import { type AskedSeat, allAgree, type FoundCirculation, ownSeats } from './find-circulation.ts'

interface AnswerForm {
  readonly form: FormState
  readonly seats: readonly Option[]
}
export interface CirculationPage {
  readonly title: string
  readonly fictitious: boolean
  readonly path: string
  readonly version: number
  readonly badge: BadgeModel
  readonly lead: string
  readonly back: { readonly text: string; readonly href: string }
  readonly facts: readonly Fact[]
  readonly seats: TableListModel
  readonly answers: readonly Option[]
  /** For who holds a seat that has not answered. */
  readonly own: AnswerForm | null
  /** For the convener, while some seat has not answered. */
  readonly noted: AnswerForm | null
  readonly records: boolean
  readonly withdraws: boolean
  readonly decisionHref: string | null
}
interface Typed {
  readonly own?: FormState
  readonly noted?: FormState
}

const TONES: Readonly<Record<CirculationState, Tone>> = {
  asking: 'waiting',
  recorded: 'good',
  objected: 'late',
  withdrawn: 'closed',
}

/** A decision proposed between meetings: what it says, what each seat has answered, and what can be done now. */
export async function circulationPage(ctx: Ctx, found: FoundCirculation, typed: Typed = {}): Promise<CirculationPage> {
  const { circulation, group, deficiency, seats } = found
  const leads = meetingPolicy.can(ctx.actor, 'lead', group)
  const asking = circulation.state === 'asking'
  const silent = seats.filter(({ reply }) => reply === null)
  const own = ownSeats(ctx, silent)
  return {
    title: ctx.t('decisions.circulationTitle', { decision: ctx.t(keyOf(`decision.${circulation.type}`)) }),
    fictitious: deficiency.fictitious,
    path: `/beslut/mellan-moten/${circulation.id}`,
    version: circulation.version,
    badge: { text: ctx.t(keyOf(`circulation.${circulation.state}`)), tone: TONES[circulation.state] },
    lead: ctx.t(keyOf(`decisions.lead.${circulation.state}`), {
      group: group.name,
      day: dates[ctx.actor.locale].date(circulation.proposedAt),
    }),
    back: backOf(ctx, found),
    facts: await factsOf(ctx, found),
    seats: seatTable(ctx, seats),
    answers: ['agree', 'object'].map(value => ({ value, label: ctx.t(keyOf(`decisions.answer.${value}`)) })),
    own: asking && own.length > 0 ? answerForm(ctx, own, typed.own) : null,
    // One form at a time: her own answer first.
    noted: asking && leads && own.length === 0 && silent.length > 0 ? answerForm(ctx, silent, typed.noted) : null,
    records: asking && leads && allAgree(seats),
    withdraws: asking && leads,
    decisionHref: circulation.decisionId === null ? null : `/beslut/${circulation.decisionId}`,
  }
}

const answerForm = (ctx: Ctx, seats: readonly AskedSeat[], typed?: FormState): AnswerForm => ({
  form: typed ?? emptyForm({ ...(seats.length === 1 ? { seat: seats[0]?.id ?? '' } : {}), day: ctx.today }),
  seats: seats.map(seat => ({ value: seat.id, label: seatName(ctx, seat) })),
})

const seatName = (ctx: Ctx, { party, organisationName }: AskedSeat): string =>
  organisationName ?? ctx.t(keyOf(`party.${party}`))

function backOf(ctx: Ctx, { deficiency }: FoundCirculation): CirculationPage['back'] {
  return deficiencyPolicy.can(ctx.actor, 'view', deficiency)
    ? { text: deficiency.number, href: `/systemfel/${deficiency.number}` }
    : { text: ctx.t('decisions.title'), href: '/beslut' }
}

async function factsOf(ctx: Ctx, { circulation, deficiency, group }: FoundCirculation): Promise<Fact[]> {
  const { text, reason, question, description, coveringText, acceptedBy, correctsId } = circulation
  const corrected = correctsId === null ? null : await ctx.rows(decisions).get({ id: correctsId })
  const replaces =
    corrected === null ? null : { id: corrected.id, label: paragraphLabel(corrected.paragraph, corrected.year) }
  const rows: readonly (readonly [string, string | null])[] = [
    ['decisions.group', group.name],
    ['decisions.about', `${deficiency.number} ${deficiency.title}`],
    ['decisions.what', deficiency.what],
    ['decisions.forWhom', deficiency.forWhom],
    ['decisions.wanted', deficiency.wanted],
    ['decisions.text', text],
    ['decisions.reason', reason],
    ['meetings.question', question],
    ['meetings.taskText', description],
    ['decisions.covering', coveringText],
    ['decisions.acceptedBy', acceptedBy],
  ]
  return [
    ...rows.flatMap(([key, value]) => (value ? [{ label: ctx.t(keyOf(key)), text: value }] : [])),
    ...(replaces === null
      ? []
      : [{ label: ctx.t('decisions.correctsColumn'), text: replaces.label, href: `/beslut/${replaces.id}` }]),
  ]
}

const seatTable = (ctx: Ctx, seats: readonly AskedSeat[]): TableListModel => ({
  caption: ctx.t('decisions.seats'),
  captionShown: true,
  columns: [
    { label: ctx.t('meetings.seat') },
    { label: ctx.t('groups.holder') },
    { label: ctx.t('decisions.answerColumn') },
    { label: ctx.t('decisions.wayColumn') },
  ],
  rows: seats.map(seat => seatCells(ctx, seat)),
})

function seatCells(ctx: Ctx, seat: AskedSeat): ListCell[] {
  const { holders, reply } = seat
  const name = [{ text: seatName(ctx, seat) }, { text: holders.map(holder => holder.name).join(', ') || '–' }]
  if (reply === null)
    return [...name, { badge: { text: ctx.t('decisions.notAnswered'), tone: 'waiting' } }, { text: '–' }]
  const answer: ListCell = {
    badge: { text: ctx.t(keyOf(`decisions.said.${reply.answer}`)), tone: reply.answer === 'agree' ? 'good' : 'late' },
    ...(reply.reason === null ? {} : { note: reply.reason }),
  }
  const day = dates[ctx.actor.locale].day(reply.day)
  return [...name, answer, { text: `${day}, ${reply.way ?? ctx.t('decisions.byPage')}` }]
}
