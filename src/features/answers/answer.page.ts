import { countDays } from '#src/features/actions/count-days.ts'
import { type SolutionHint, solutionHints } from '#src/features/effects/solution-hints.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { daysBetween } from '#src/kernel/days.ts'
import { emptyForm, type FormState, type Submitted } from '#src/kernel/forms.ts'
import { isAnswerName } from '#src/kernel/text-review.ts'
import type { Fact, TableListModel, TimelineEvent } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { ANSWER_KINDS, type Answer, type AnswerRequest, answers } from './answer.entity.ts'
import { askerOf, type Parties, partiesOf } from './answer.mails.ts'
import { type AnswerWords, settled } from './answer.rules.ts'
import { earlierShown } from './earlier.queries.ts'
import { enteredMark } from './entered-mark.ts'
import type { RequestPassing } from './exchange.entity.ts'
import { exchangeShown } from './exchange.page.ts'
import { type Matter, matterShown } from './matter-shown.ts'
import { named, otherBodies } from './other-body.ts'

/** What stands on every page of a link: who asks whom about what, and how to see that it is real. */
export interface LinkPage {
  readonly title: string
  readonly fictitious: boolean
  readonly asker: { readonly name: string; readonly office: string; readonly reach: readonly string[] }
  readonly organisation: string
  readonly contactFunction: string
  readonly reference: string
  readonly dueDay: string | null
}

export function linkPage(parties: Parties, title: string): LinkPage {
  const { request, deficiency, office, organisation, contact } = parties
  const { name, email, phone } = askerOf(parties)
  return {
    title,
    fictitious: deficiency.fictitious,
    asker: { name, office: office.name, reach: [email, phone].filter(way => way !== null) },
    organisation: organisation.name,
    contactFunction: contact.function,
    reference: deficiency.number,
    dueDay: request.dueDay,
  }
}

/** The first page of a link. It tells nothing of the matter itself, since machines open links too. */
export type OpenPage = LinkPage
export async function openPage(ctx: Ctx, request: AnswerRequest): Promise<OpenPage> {
  const parties = await partiesOf(ctx, request)
  return linkPage(parties, ctx.t('answers.openTitle', { group: askerOf(parties).name }))
}

/** The fields that every answer has, by the link or written down. */
export interface AnswerFields {
  readonly kinds: readonly Option[]
  /** Whose it may be instead. */
  readonly bodies: readonly Option[]
  readonly form: FormState
}

export interface AnswerPage extends LinkPage, Matter, AnswerFields {
  readonly requestId: string
  readonly solutions: readonly SolutionHint[]
  readonly question: string
  readonly late: string | null
  /** What the two have said to each other beside the question. */
  readonly exchange: readonly TimelineEvent[]
  readonly earlier: TableListModel | null
}

/** What ombud have met, what is asked, and the form to answer it. */
export async function answerPage(ctx: Ctx, request: AnswerRequest, form: FormState = emptyForm()): Promise<AnswerPage> {
  const parties = await partiesOf(ctx, request)
  const { deficiency } = parties
  const { dueDay } = request
  const overdue = dueDay !== null && dueDay < ctx.today
  return {
    ...linkPage(parties, deficiency.title),
    requestId: request.id,
    ...(await matterShown(ctx, request, deficiency)),
    solutions: await solutionHints(ctx, deficiency.id),
    question: request.question,
    late: overdue ? countDays(ctx, 'answers.late', daysBetween(dueDay, ctx.today)) : null,
    kinds: kindOptions(ctx),
    exchange: await exchangeShown(ctx, request),
    bodies: await otherBodies(ctx, request),
    earlier: await earlierShown(ctx, request),
    form,
  }
}

/** The six answers, each with what it asks for. */
export const kindOptions = (ctx: Ctx): Option[] =>
  ANSWER_KINDS.map(value => ({
    value,
    label: ctx.t(keyOf(`answerKind.${value}`)),
    hint: ctx.t(keyOf(`answers.hint.${value}`)),
  }))

/** The answer once more before it is sent. */
export interface CheckPage extends LinkPage {
  readonly requestId: string
  readonly facts: readonly Fact[]
  readonly text: string | null
  /** The answer as it was typed, for the forms that send or change it. */
  readonly hidden: readonly { readonly name: string; readonly value: string }[]
  readonly form: FormState
}
const FIELDS = ['kind', 'text', 'changeDay', 'otherOrganisationId', 'otherBody']

export async function checkPage(
  ctx: Ctx,
  request: AnswerRequest,
  words: AnswerWords,
  body: Submitted,
  form: FormState = emptyForm(),
): Promise<CheckPage> {
  const value = (name: string): string => (typeof body[name] === 'string' ? (body[name] as string) : '')
  const kept = await named(ctx, settled(words))
  return {
    ...linkPage(await partiesOf(ctx, request), ctx.t('answers.checkTitle')),
    requestId: request.id,
    facts: answerFacts(ctx, kept),
    text: kept.text,
    hidden: [...FIELDS, ...Object.keys(body).filter(isAnswerName)]
      .map(name => ({ name, value: value(name) }))
      .filter(field => field.value !== ''),
    form,
  }
}

/** An answer without its text. */
export function answerFacts(ctx: Ctx, { kind, changeDay, otherBody }: Omit<AnswerWords, 'text'>): Fact[] {
  const { day } = dates[ctx.actor.locale]
  const facts: Fact[] = [{ label: ctx.t('answers.answer'), text: ctx.t(keyOf(`answerKind.${kind}`)) }]
  if (changeDay !== null) facts.push({ label: ctx.t('answers.day'), text: day(changeDay) })
  if (otherBody !== null)
    facts.push({ label: ctx.t(kind === 'lift' ? 'answers.toWhom' : 'answers.whose'), text: otherBody })
  return facts
}

/** What a link shows once the question is answered, or no longer asked. */
export interface ReceiptPage extends LinkPage {
  readonly answered: boolean
  readonly facts: readonly Fact[]
  readonly text: string | null
  readonly earlier: TableListModel | null
  /** The link is in the cookie: what stands at a fixed address can be fetched. */
  readonly opened: boolean
}

export async function receiptPage(ctx: Ctx, request: AnswerRequest, opened: boolean): Promise<ReceiptPage> {
  const parties = await partiesOf(ctx, request)
  const answer = await ctx.rows(answers).one({ requestId: request.id })
  const title = ctx.t(answer === null ? 'answers.closedTitle' : 'answers.thanksTitle')
  return {
    ...linkPage(parties, title),
    answered: answer !== null,
    facts: answer === null ? [] : receiptFacts(ctx, parties, answer),
    text: answer === null || answer.text === '' ? null : answer.text,
    earlier: await earlierShown(ctx, request),
    opened,
  }
}

const receiptFacts = (ctx: Ctx, { deficiency, organisation, contact }: Parties, answer: Answer): Fact[] => [
  ...answerFacts(ctx, answer),
  ...entered(ctx, answer),
  { label: ctx.t('answers.from'), text: organisation.name, note: contact.function },
  { label: ctx.t('answers.receivedAt'), text: dates[ctx.actor.locale].time(answer.receivedAt) },
  { label: ctx.t('answers.reference'), text: deficiency.number },
]

function entered(ctx: Ctx, answer: Answer): Fact[] {
  const mark = enteredMark(ctx.actor.locale, answer)
  return mark === null ? [] : [{ label: ctx.t('answerActs.way'), text: mark }]
}

/** What the link of whoever passed the question on shows from then on: nothing of the question or its answer. */
export interface PassedOnPage extends LinkPage {
  readonly facts: readonly Fact[]
}
export async function passedOnPage(ctx: Ctx, request: AnswerRequest, passing: RequestPassing): Promise<PassedOnPage> {
  const parties = await partiesOf(ctx, request)
  const to = await ctx.rows(agencyContacts).get({ id: passing.toContactId })
  return {
    ...linkPage(parties, ctx.t('answerActs.passedTitle')),
    facts: [
      { label: ctx.t('answerActs.passedTo'), text: to.function, note: parties.organisation.name },
      { label: ctx.t('answerActs.passedAt'), text: dates[ctx.actor.locale].time(passing.at) },
      { label: ctx.t('answers.reference'), text: parties.deficiency.number },
    ],
  }
}

/** For every link that leads nowhere: never was, no longer is, or not in this browser. What was typed is given back. */
export interface GonePage {
  readonly title: string
  readonly typed: string | null
}
export const gonePage = (ctx: Ctx, body: Submitted = {}): GonePage => ({
  title: ctx.t('errors.missingTitle'),
  typed: ['text', 'reason', 'question'].map(name => String(body[name] ?? '')).find(text => text !== '') ?? null,
})
