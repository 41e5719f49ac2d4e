import { z } from 'zod'
import { inOffice } from '#src/kernel/actor.ts'
import { dayOf } from '#src/kernel/days.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Answer, type AnswerRequest, answerRequests, SOURCES } from './answer.entity.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { sourceDayFaults } from './exchange.rules.ts'
import type { FoundRequest } from './find-request.ts'
import { AnswerForm, faultsOf, keepAnswer } from './receive-answer.ts'

/** The answer's own form, and how it came: never from whom by name. */
export const EnteredAnswer = z.object({
  ...AnswerForm.shape,
  source: field.choice(SOURCES, 'answerActs.chooseSource'),
  sourceDay: field.day(),
  sourceFunction: field.formal(120, 'answerActs.giveFunction'),
})
type Entered = z.output<typeof EnteredAnswer>

/** The same rules as by the link, and a day on which it can have been said. */
export const enteredFaults = async (ctx: Ctx, request: AnswerRequest, entered: Entered): Promise<FieldErrors> => ({
  ...(await faultsOf(ctx, request, entered)),
  ...sourceDayFaults(entered.sourceDay, dayOf(request.sentAt ?? request.createdAt), ctx.today),
})

/**
 * Writes down an answer that came by phone, by mail or at a meeting. It counts like one by the link, is marked as entered
 * wherever it is shown, and its receipt goes to the contact, who can say that it is wrong. The caller has seen to
 * `enteredFaults`. Throws `Conflict` when the question waits no more.
 */
export async function enterAnswer(ctx: Ctx, found: FoundRequest, entered: Entered): Promise<Answer> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const request = await ctx.rows(answerRequests).hold({ id: found.request.id })
  requestLifecycle.next(request.state, 'enter')
  const enteredBy = inOffice(ctx.actor, request.officeId, 'coordinator') ? 'coordinator' : 'convener'
  return keepAnswer(ctx, request, 'enter', { ...entered, enteredBy })
}
