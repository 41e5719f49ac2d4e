import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { BadgeModel, Fact, TableListModel, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { seatsToAskAgain } from './ask-seats.ts'
import { CIRCULATION_ANSWERS, type CirculationState } from './circulation.entity.ts'
import { takesReplies } from './circulation.rules.ts'
import { circulationFacts } from './circulation-facts.ts'
import { circulationSeats } from './circulation-seats.page.ts'
import { type AskedSeat, allAgree, type FoundCirculation, ownSeats } from './find-circulation.ts'
import { seatName } from './seat-name.ts'

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
  /** For who holds a seat, while it may answer. */
  readonly own: (AnswerForm & { readonly send: string }) | null
  /** For the convener, while some seat has not answered. */
  readonly noted: AnswerForm | null
  /** What the button says, for the convener, while some seat has not been reached. */
  readonly askAgain: string | null
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
  const own = takesReplies(circulation, ctx.today) ? ownSeats(ctx, seats) : []
  const again = asking && leads ? await seatsToAskAgain(ctx, found) : []
  return {
    title: ctx.t('decisions.circulationTitle', { decision: ctx.t(keyOf(`decision.${circulation.type}`)) }),
    fictitious: deficiency.fictitious,
    path: `/beslut/mellan-moten/${circulation.id}`,
    version: circulation.version,
    badge: { text: ctx.t(keyOf(`circulation.${circulation.state}`)), tone: TONES[circulation.state] },
    lead: leadOf(ctx, found, silent.length),
    back: backOf(ctx, found),
    facts: await circulationFacts(ctx, found, true),
    seats: await circulationSeats(ctx, found, leads),
    answers: CIRCULATION_ANSWERS.map(value => ({ value, label: ctx.t(keyOf(`decisions.answer.${value}`)) })),
    own: own.length > 0 ? ownForm(ctx, own, typed.own) : null,
    // One form at a time: her own answer first.
    noted:
      asking && leads && own.every(({ reply }) => reply !== null) && silent.length > 0
        ? answerForm(ctx, silent, typed.noted)
        : null,
    askAgain: again.length === 0 ? null : ctx.t('decisions.askAgain', { count: again.length }),
    records: asking && leads && allAgree(seats),
    withdraws: asking && leads,
    decisionHref: circulation.decisionId === null ? null : `/beslut/${circulation.decisionId}`,
  }
}

/** Her only seat's answer stands there to be changed. */
function ownForm(ctx: Ctx, own: readonly AskedSeat[], typed?: FormState): CirculationPage['own'] {
  const reply = own.length === 1 ? (own[0]?.reply ?? null) : null
  const before = emptyForm({ seat: own[0]?.id ?? '', answer: reply?.answer ?? '', reason: reply?.reason ?? '' })
  const send = ctx.t(reply === null ? 'decisions.sendAnswer' : 'decisions.changeAnswer')
  return { ...answerForm(ctx, own, typed ?? (reply === null ? undefined : before)), send }
}

function leadOf(ctx: Ctx, { circulation, group }: FoundCirculation, silent: number): string {
  const { state, lastDay, proposedAt } = circulation
  const { day, date } = dates[ctx.actor.locale]
  if (state === 'asking' && lastDay !== null && !takesReplies(circulation, ctx.today))
    return ctx.t('decisions.timeOver', { day: day(lastDay), count: silent })
  return ctx.t(keyOf(`decisions.lead.${state}`), { group: group.name, day: date(proposedAt) })
}

const answerForm = (ctx: Ctx, seats: readonly AskedSeat[], typed?: FormState): AnswerForm => ({
  form: typed ?? emptyForm({ ...(seats.length === 1 ? { seat: seats[0]?.id ?? '' } : {}), day: ctx.today }),
  seats: seats.map(seat => ({ value: seat.id, label: seatName(ctx, seat) })),
})

function backOf(ctx: Ctx, { deficiency }: FoundCirculation): CirculationPage['back'] {
  return deficiencyPolicy.can(ctx.actor, 'view', deficiency)
    ? { text: deficiency.number, href: `/systemfel/${deficiency.number}` }
    : { text: ctx.t('decisions.title'), href: '/beslut' }
}
