import { countDays } from '#src/features/actions/count-days.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { dayOf } from '#src/kernel/days.ts'
import { type LetterLine, lettersOf } from '#src/mail/letters.queries.ts'
import type { Fact, Tone } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { askerOf, partiesOf } from './answer.mails.ts'
import { daysWithout } from './answer.queries.ts'
import { type RequestState, requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import type { FoundRequest } from './find-request.ts'

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
  readonly mayResend: boolean
  readonly mayRevoke: boolean
}
const TONES: Readonly<Record<RequestState, Tone>> = {
  tray: 'waiting',
  sent: 'waiting',
  answered: 'good',
  closed: 'closed',
  revoked: 'closed',
}

/** One question to an agency: what was asked, by whom, since when; its asker may mail it again or take it back. */
export async function requestPage(ctx: Ctx, found: FoundRequest): Promise<RequestPage> {
  const { request, deficiency } = found
  const keeps = requestPolicy.can(ctx.actor, 'keep', found)
  const parties = await partiesOf(ctx, request)
  const letters = await lettersOf(ctx, request)
  return {
    title: parties.organisation.name,
    fictitious: deficiency.fictitious,
    href: `/obesvarade/${request.id}`,
    badge: { text: ctx.t(keyOf(`requestState.${request.state}`)), tone: TONES[request.state] },
    facts: factsOf(ctx, found, parties.contact.function, askerOf(parties).name),
    question: request.question,
    undelivered: letters.at(-1)?.delivery === 'failed',
    letters,
    version: request.version,
    mayResend: keeps && request.state === 'sent',
    mayRevoke: keeps && requestLifecycle.allows(request.state, 'revoke', ['asker']),
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
