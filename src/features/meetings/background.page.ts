import { actionsOf, type OwnedAction } from '#src/features/actions/action.queries.ts'
import { type RequestWithAnswer, requestsOf } from '#src/features/answers/answer.queries.ts'
import { enteredMark } from '#src/features/answers/entered-mark.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { reportsShown } from '#src/features/deficiencies/disclosure.rules.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import type { Month } from '#src/kernel/days.ts'
import type { HalfYear } from '#src/kernel/half-years.ts'
import type { BadgeModel, Fact, ListCell, TableListModel, TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type SeenByOffice, seenByOffices, themesOf } from './item.queries.ts'
import { organisationIdsOf } from './matter.ts'
import { type DecisionOfGroup, decisionsOf } from './meeting.queries.ts'
import { paragraphLabel } from './wording.ts'

/** What the group needs to know of a systemfel to decide on it. */
export interface Background {
  readonly number: string
  readonly href: string
  readonly badge: BadgeModel
  /** Kort sagt: what, for whom, what we want. */
  readonly short: readonly Fact[]
  readonly description: string
  readonly facts: readonly Fact[]
  readonly actions: TableListModel | null
  readonly exchange: readonly TimelineEvent[]
  readonly decisions: readonly TimelineEvent[]
}

export async function backgroundOf(ctx: Ctx, deficiency: Deficiency, itemId: string): Promise<Background> {
  const { id, number, state } = deficiency
  const earlier = (await decisionsOf(ctx, id)).filter(({ agendaItemId }) => agendaItemId !== itemId)
  const owned = await actionsOf(ctx, id)
  return {
    number,
    href: `/systemfel/${number}`,
    badge: { text: ctx.t(keyOf(`state.${state}`)), tone: isOpen(state) ? 'ongoing' : 'closed' },
    short: shortOf(ctx, deficiency),
    description: deficiency.description,
    facts: await factsOf(ctx, deficiency),
    actions: owned.length === 0 ? null : actionTable(ctx, owned),
    exchange: (await requestsOf(ctx, id)).flatMap(request => exchangeOf(ctx, request)),
    decisions: earlier.map(decision => decisionEvent(ctx, decision)),
  }
}

/** Kort sagt, as far as it is written. */
export const shortOf = (ctx: Ctx, { what, forWhom, wanted }: Deficiency): Fact[] =>
  [
    { label: ctx.t('meetings.what'), text: what },
    { label: ctx.t('meetings.forWhom'), text: forWhom },
    { label: ctx.t('meetings.wanted'), text: wanted },
  ].flatMap(({ label, text }) => (text === null ? [] : [{ label, text }]))

async function factsOf(ctx: Ctx, deficiency: Deficiency): Promise<Fact[]> {
  const { id, level } = deficiency
  // Items are read outside the offices.
  const { count } = reportsShown(deficiency, false)
  const bodies = [...(await organisationNames(ctx, await organisationIdsOf(ctx, id))).values()]
  const themes = (await themesOf(ctx, id)).map(theme => ctx.t(keyOf(`theme.${theme}`)))
  return [
    { label: ctx.t('meetings.level'), text: ctx.t(keyOf(`level.${level}`)) },
    { label: ctx.t('meetings.organisations'), text: listed(bodies) },
    { label: ctx.t('meetings.themes'), text: listed(themes) },
    { label: ctx.t('meetings.reports'), text: count === null ? ctx.t('band.few') : String(count) },
    ...(await seenByOffices(ctx, id)).map(seen => ({ label: seen.officeName, text: seenText(ctx, seen) })),
  ]
}

const listed = (names: readonly string[]): string => (names.length === 0 ? '–' : names.join(', '))

function seenText(ctx: Ctx, { band, from, to }: SeenByOffice): string {
  const clients = ctx.t('meetings.seenBand', { band: ctx.t(keyOf(`band.${band}`)) })
  const period = [...new Set([from, to].flatMap(one => (one === null ? [] : [periodText(ctx, one)])))]
  return [clients, period.join(' – ')].filter(part => part !== '').join(', ')
}

const periodText = (ctx: Ctx, period: Month | HalfYear): string =>
  typeof period === 'string'
    ? dates[ctx.actor.locale].month(period)
    : ctx.t('meetings.halfYear', { half: ctx.t(keyOf(`half.${period.half}`)), year: period.year })

const actionTable = (ctx: Ctx, owned: readonly OwnedAction[]): TableListModel => ({
  caption: ctx.t('meetings.actions'),
  columns: [
    { label: ctx.t('meetings.task') },
    { label: ctx.t('meetings.taker') },
    { label: ctx.t('meetings.due') },
    { label: ctx.t('meetings.state') },
  ],
  rows: owned.map(({ description, ownerName, ownerFunction, dueDay, state }) => [
    { text: description },
    { text: [ownerName, ownerFunction].filter(Boolean).join(', ') || '–' },
    dueCell(ctx, state, dueDay),
    { badge: { text: ctx.t(keyOf(`actionState.${state}`)), tone: ACTION_TONES[state] } },
  ]),
})

const ACTION_TONES = {
  proposed: 'new',
  accepted: 'ongoing',
  done: 'good',
  cancelled: 'closed',
  declined: 'late',
} as const

function dueCell(ctx: Ctx, state: OwnedAction['state'], dueDay: string | null): ListCell {
  if (dueDay === null) return { text: '–' }
  const late = (state === 'proposed' || state === 'accepted') && dueDay < ctx.today
  const badge = late ? { badge: { text: ctx.t('meetings.late'), tone: 'late' } as const } : {}
  return { text: dates[ctx.actor.locale].day(dueDay), ...badge }
}

/** The question, and above it the answer when there is one. */
function exchangeOf(ctx: Ctx, request: RequestWithAnswer): TimelineEvent[] {
  const { organisationName: organisation, question, sentAt, state, answer } = request
  const show = dates[ctx.actor.locale]
  const asked: TimelineEvent = {
    when: sentAt === null ? ctx.t(keyOf(`requestState.${state}`)) : show.date(sentAt),
    title: ctx.t('meetings.asked', { organisation }),
    text: question,
    tone: isLate(ctx, request) ? 'late' : 'waiting',
  }
  if (answer === null) return [asked]
  const kind = ctx.t(keyOf(`answerKind.${answer.kind}`))
  const way = enteredMark(ctx.actor.locale, answer)
  const text = [answer.text, answer.otherBody, way].filter(part => part !== null).join('\n')
  return [
    {
      when: show.date(answer.receivedAt),
      title: ctx.t('meetings.answered', { organisation, kind }),
      text,
      tone: 'good',
    },
    { ...asked, tone: 'neutral' },
  ]
}

const isLate = ({ today }: Ctx, { state, dueDay }: RequestWithAnswer): boolean =>
  state === 'sent' && dueDay !== null && dueDay < today

const decisionEvent = (ctx: Ctx, decision: DecisionOfGroup): TimelineEvent => ({
  when: dates[ctx.actor.locale].day(decision.meetingDay),
  by: decision.groupName,
  title: `${paragraphLabel(decision.paragraph, decision.year)} ${ctx.t(keyOf(`decision.${decision.type}`))}`,
  text:
    decision.reason === null
      ? decision.text
      : `${decision.text} ${ctx.t('meetings.reasonIs', { reason: decision.reason })}`,
})
