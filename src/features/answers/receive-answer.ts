import { z } from 'zod'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { takeBackReminders } from '#src/features/reminders/reminder.mails.ts'
import { indexAnswer } from '#src/features/search/findable.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { ANSWER_KINDS, type Answer, type AnswerRequest, answerRequests, answers } from './answer.entity.ts'
import { mailAnswer, partiesOf } from './answer.mails.ts'
import { type AnswerWords, settled } from './answer.rules.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { recountWaiting } from './waiting.ts'

export const AnswerForm = z.object({
  kind: field.choice(ANSWER_KINDS, 'answers.chooseKind'),
  text: field.optionalFormal(4000),
  changeDay: field.optionalDay(),
  otherBody: field.optionalFormal(200),
})
/** The last step: the same words and a tick, so that no machine that follows links can answer. */
export const CheckedAnswer = z.object({ ...AnswerForm.shape, checked: z.literal('ja', 'answers.needTick') })

/**
 * Takes in what an agency answered: once, also when two tabs send at the same time. Gives null when the request has been
 * answered already. The systemfel keeps its state until the group decides; the answer is on its next agenda by rule.
 */
export async function receiveAnswer(ctx: Ctx, { id }: AnswerRequest, words: AnswerWords): Promise<Answer | null> {
  const request = await ctx.rows(answerRequests).hold({ id })
  if (!requestLifecycle.allows(request.state, 'answer', ['contact'])) return null
  const answer = await ctx.rows(answers).insert(answerOf(ctx, request, settled(words)))
  await indexAnswer(ctx, answer)
  const answered = await ctx
    .rows(answerRequests)
    .update(request, { state: requestLifecycle.next(request.state, 'answer') })
  if (answered.linkId !== null) await ctx.rows(accessLinks).change(answered.linkId, { usedAt: ctx.now })
  await takeBackReminders(ctx, id)
  await recountWaiting(ctx, answered.deficiencyId)
  const parties = await partiesOf(ctx, answered)
  const { organisation, contact } = parties
  ctx.record(
    'answer.received',
    { type: 'deficiency', id: answered.deficiencyId },
    {
      requestId: id,
      contactId: contact.id,
      organisation: organisation.name,
      kind: answer.kind,
    },
  )
  await mailAnswer(ctx, parties, answer)
  return answer
}

const answerOf = (ctx: Ctx, request: AnswerRequest, words: AnswerWords): Answer => ({
  id: ctx.newId(),
  requestId: request.id,
  deficiencyId: request.deficiencyId,
  kind: words.kind,
  text: words.text ?? '',
  changeDay: words.changeDay,
  otherBody: words.otherBody,
  receivedAt: ctx.now,
  notedAt: null,
})
