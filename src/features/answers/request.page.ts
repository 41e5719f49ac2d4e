import { countDays } from '#src/features/actions/count-days.ts'
import { type RemindersShown, remindersShown } from '#src/features/reminders/reminders-shown.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { dayOf } from '#src/kernel/days.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { type LetterLine, lettersOf } from '#src/mail/letters.queries.ts'
import type { Fact, TimelineEvent, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answers } from './answer.entity.ts'
import { askerOf, partiesOf } from './answer.mails.ts'
import { answerFacts } from './answer.page.ts'
import { daysWithout } from './answer.queries.ts'
import { type RequestState, requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { questionsOf } from './ask-back.ts'
import { enteredMark } from './entered-mark.ts'
import type { RequestQuestion } from './exchange.entity.ts'
import { exchangeShown } from './exchange.page.ts'
import type { FoundRequest } from './find-request.ts'
import { openDueChange } from './more-time.ts'
import { otherBodyOf } from './propose-other-body.ts'

export interface RequestPage {
  readonly title: string
  readonly fictitious: boolean
  readonly href: string
  readonly badge: { readonly text: string; readonly tone: Tone }
  readonly facts: readonly Fact[]
  readonly question: string
  readonly undelivered: boolean
  readonly letters: readonly LetterLine[]
  readonly version: number
  readonly exchange: readonly TimelineEvent[]
  /** What the contact waits to be told. */
  readonly time: TimeAsked | null
  readonly back: AskedBack | null
  /** An answer that came another way may be written down. */
  readonly mayEnter: boolean
  readonly answer: AnswerShown | null
  readonly other: OtherShown | null
  readonly mayResend: boolean
  readonly mayRevoke: boolean
  /** Null until it has been sent. */
  readonly reminders: RemindersShown | null
}
interface Waiting {
  /** The page that it stands on. */
  readonly href: string
  readonly id: string
  readonly version: number
  readonly form: FormState
}
export interface TimeAsked extends Waiting {
  readonly line: string
  readonly reason: string
}
export interface AskedBack extends Waiting {
  readonly question: string
}
export interface AnswerShown {
  readonly facts: readonly Fact[]
  readonly text: string
}
export interface OtherShown {
  readonly href: string
  readonly line: string
  /** What the button does; null where it cannot be done now. */
  readonly agenda: string | null
}
/** Forms of the page with something wrong in them. */
export interface Forms {
  readonly time?: FormState
  readonly back?: FormState
}

const hrefOf = ({ id }: Pick<AnswerRequest, 'id'>): string => `/obesvarade/${id}`

const TONES: Readonly<Record<RequestState, Tone>> = {
  tray: 'waiting',
  sent: 'waiting',
  answered: 'good',
  closed: 'closed',
  revoked: 'closed',
}

/** One question to an agency: what was asked, by whom, since when; its asker may mail it again or take it back. */
export async function requestPage(ctx: Ctx, found: FoundRequest, forms: Forms = {}): Promise<RequestPage> {
  const { request, deficiency } = found
  const keeps = requestPolicy.can(ctx.actor, 'keep', found)
  const parties = await partiesOf(ctx, request)
  const letters = await lettersOf(ctx, request)
  return {
    title: parties.organisation.name,
    fictitious: deficiency.fictitious,
    href: hrefOf(request),
    badge: { text: ctx.t(keyOf(`requestState.${request.state}`)), tone: TONES[request.state] },
    facts: factsOf(ctx, found, parties.contact.function, askerOf(parties).name),
    question: request.question,
    undelivered: letters.at(-1)?.delivery === 'failed',
    letters,
    version: request.version,
    exchange: await exchangeShown(ctx, request),
    ...(keeps && request.state === 'sent' ? await waitingOf(ctx, request, forms) : { time: null, back: null }),
    mayEnter: keeps && requestLifecycle.allows(request.state, 'enter', ['asker']),
    answer: await answerShown(ctx, request),
    other: await otherShown(ctx, found),
    mayResend: keeps && request.state === 'sent',
    mayRevoke: keeps && requestLifecycle.allows(request.state, 'revoke', ['asker']),
    reminders: await remindersShown(ctx, found),
  }
}

function factsOf(ctx: Ctx, { request, deficiency }: FoundRequest, contact: string, asker: string): Fact[] {
  const { day } = dates[ctx.actor.locale]
  const days = daysWithout(ctx, request)
  const fact = (label: string, text: string | null): Fact[] => (text === null ? [] : [{ label, text }])
  return [
    {
      label: ctx.t('answers.deficiency'),
      text: `${deficiency.number} ${deficiency.title}`,
      href: `/systemfel/${deficiency.number}`,
    },
    ...fact(ctx.t('answers.contact'), contact),
    ...fact(ctx.t('answers.asker'), asker),
    ...fact(ctx.t('answers.sentAt'), request.sentAt && day(dayOf(request.sentAt))),
    ...fact(ctx.t('answers.due'), request.dueDay && day(request.dueDay)),
    ...fact(ctx.t('answers.without'), days === null ? null : countDays(ctx, 'answers.days', days)),
  ]
}

async function waitingOf(ctx: Ctx, request: AnswerRequest, forms: Forms): Promise<Pick<RequestPage, 'time' | 'back'>> {
  const change = await openDueChange(ctx, request.id)
  const asked = (await questionsOf(ctx, request.id)).find(({ repliedAt }) => repliedAt === null)
  const { day } = dates[ctx.actor.locale]
  return {
    time: change && {
      ...{ href: hrefOf(request), id: change.id, version: change.version, form: forms.time ?? emptyForm() },
      reason: change.reason,
      line: ctx.t('answerActs.timeAskedFor', { from: day(change.fromDay), to: day(change.toDay) }),
    },
    back: asked === undefined ? null : backOf(request, asked, forms.back),
  }
}

const backOf = (request: AnswerRequest, { id, version, question }: RequestQuestion, form = emptyForm()): AskedBack => ({
  ...{ href: hrefOf(request), id, version, question, form },
})

async function answerShown(ctx: Ctx, { id: requestId }: AnswerRequest): Promise<AnswerShown | null> {
  const answer = await ctx.rows(answers).one({ requestId })
  if (answer === null) return null
  const way = enteredMark(ctx.actor.locale, answer)
  return {
    facts: [
      ...answerFacts(ctx, answer),
      { label: ctx.t('answers.receivedAt'), text: dates[ctx.actor.locale].time(answer.receivedAt) },
      ...(way === null ? [] : [{ label: ctx.t('answerActs.way'), text: way }]),
    ],
    text: answer.text === '' ? ctx.t('answers.noText') : answer.text,
  }
}

async function otherShown(ctx: Ctx, found: FoundRequest): Promise<OtherShown | null> {
  const other = await otherBodyOf(ctx, found)
  if (other === null) return null
  const { name: organisation, asked, meeting } = other
  return {
    href: hrefOf(found.request),
    line: ctx.t(asked ? 'answerActs.otherAskable' : 'answerActs.otherUnknown', { organisation }),
    agenda:
      meeting &&
      ctx.t('answerActs.toAgenda', { group: meeting.groupName, day: dates[ctx.actor.locale].day(meeting.day) }),
  }
}
