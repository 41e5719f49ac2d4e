import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { TimelineEvent } from '#src/web/blocks.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { linkOf, type Parties, partiesOf } from './answer.mails.ts'
import { type LinkPage, linkPage } from './answer.page.ts'
import { mayAskBack, questionsOf } from './ask-back.ts'
import { exchangeShown } from './exchange.page.ts'
import { lastNewDay } from './exchange.rules.ts'
import { openDueChange } from './more-time.ts'
import { mayPass } from './pass-request.ts'

/** A form of the contact's own, beside the answer. */
interface ActPage extends LinkPage {
  readonly requestId: string
  readonly form: FormState
  /** Why it cannot be sent now; null when it can. */
  readonly hindrance: string | null
}
const actPage = (ctx: Ctx, parties: Parties, key: 'pass' | 'time' | 'ask', form = emptyForm()) => ({
  ...linkPage(parties, ctx.t(`answerActs.${key}Title`)),
  requestId: parties.request.id,
  form,
})

export interface PassPage extends ActPage {
  /** Where the new address must be: the domain of the one that the letter went to. */
  readonly domain: string
}
export async function passPage(ctx: Ctx, request: AnswerRequest, form?: FormState): Promise<PassPage> {
  const parties = await partiesOf(ctx, request)
  const { contact: address } = await linkOf(ctx, request)
  return {
    ...actPage(ctx, parties, 'pass', form),
    hindrance: (await mayPass(ctx, request)) ? null : ctx.t('answerActs.passedOften'),
    domain: address.slice(address.lastIndexOf('@') + 1),
  }
}

export interface TimePage extends ActPage {
  readonly last: string
}
export async function timePage(ctx: Ctx, request: AnswerRequest, form?: FormState): Promise<TimePage> {
  const waits = (await openDueChange(ctx, request.id)) !== null
  return {
    ...actPage(ctx, await partiesOf(ctx, request), 'time', form),
    hindrance: waits ? ctx.t('answerActs.timeWaits') : null,
    last: lastNewDay(request.dueDay ?? ctx.today, ctx.today),
  }
}

export interface AskBackPage extends ActPage {
  readonly exchange: readonly TimelineEvent[]
}
export async function askBackPage(ctx: Ctx, request: AnswerRequest, form?: FormState): Promise<AskBackPage> {
  const may = mayAskBack(await questionsOf(ctx, request.id))
  return {
    ...actPage(ctx, await partiesOf(ctx, request), 'ask', form),
    hindrance: may ? null : ctx.t('answerActs.noMoreQuestions'),
    exchange: await exchangeShown(ctx, request),
  }
}
