import { z } from 'zod'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { takeBackReminders } from '#src/features/reminders/reminder.mails.ts'
import { indexAnswer } from '#src/features/search/findable.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { ANSWER_KINDS, type Answer, type AnswerRequest, answerRequests, answers, BY_LINK } from './answer.entity.ts'
import { mailAnswer, partiesOf } from './answer.mails.ts'
import { type AnswerWords, answerFaults, settled } from './answer.rules.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { holdWaiting } from './find-request.ts'
import { bodyFaults, named } from './other-body.ts'
import { recountWaiting } from './waiting.ts'

export const AnswerForm = z.object({
  kind: field.choice(ANSWER_KINDS, 'answers.chooseKind'),
  text: field.optionalFormal(4000),
  changeDay: field.optionalDay(),
  otherOrganisationId: field.optionalId(),
  otherBody: field.optionalFormal(200),
})
/** The last step: the same words and a tick, so that no machine that follows links can answer. */
export const CheckedAnswer = z.object({ ...AnswerForm.shape, checked: z.literal('ja', 'answers.needTick') })

/** What an answer lacks by its kind, and whether whose it is can be chosen. */
export const faultsOf = async (ctx: Ctx, request: AnswerRequest, words: AnswerWords): Promise<FieldErrors> => ({
  ...answerFaults(words, ctx.today),
  ...(await bodyFaults(ctx, request, words)),
})

/**
 * Takes in what an agency answered: once, also when two tabs send at the same time. Gives null when the request has been
 * answered or passed on already. The systemfel keeps its state until the group decides; the answer is on its next agenda by rule.
 */
export async function receiveAnswer(ctx: Ctx, opened: AnswerRequest, words: AnswerWords): Promise<Answer | null> {
  const request = await holdWaiting(ctx, opened, 'answer')
  return request === null ? null : keepAnswer(ctx, request, 'answer', { ...words, ...BY_LINK_WAY })
}
const { otherOrganisationId: _chosen, ...BY_LINK_WAY } = BY_LINK

/** How an answer came. */
export type Way = Pick<Answer, 'source' | 'sourceDay' | 'sourceFunction' | 'enteredBy'>

/**
 * Keeps the answer to a request that is held and waits for one, and tells all who are to know. The words have been found
 * without faults.
 */
export async function keepAnswer(
  ctx: Ctx,
  request: AnswerRequest,
  act: 'answer' | 'enter',
  said: AnswerWords & Way,
): Promise<Answer> {
  const words = await named(ctx, settled(said))
  const answer = await ctx.rows(answers).insert(answerOf(ctx, request, { ...words, ...wayOf(said) }))
  await indexAnswer(ctx, answer)
  const answered = await ctx.rows(answerRequests).update(request, { state: requestLifecycle.next(request.state, act) })
  if (answered.linkId !== null) await ctx.rows(accessLinks).change(answered.linkId, { usedAt: ctx.now })
  await takeBackReminders(ctx, request.id)
  await recountWaiting(ctx, answered.deficiencyId)
  const parties = await partiesOf(ctx, answered)
  const { organisation, contact } = parties
  ctx.record(
    act === 'answer' ? 'answer.received' : 'answer.entered',
    { type: 'deficiency', id: answered.deficiencyId },
    {
      requestId: request.id,
      contactId: contact.id,
      organisation: organisation.name,
      kind: answer.kind,
      ...(answer.source === null ? {} : { source: answer.source }),
    },
  )
  await mailAnswer(ctx, parties, answer)
  return answer
}

const wayOf = ({ source, sourceDay, sourceFunction, enteredBy }: Way): Way => ({
  ...{ source, sourceDay, sourceFunction, enteredBy },
})

const answerOf = (ctx: Ctx, request: AnswerRequest, words: Required<AnswerWords> & Way): Answer => ({
  id: ctx.newId(),
  requestId: request.id,
  deficiencyId: request.deficiencyId,
  ...words,
  text: words.text ?? '',
  receivedAt: ctx.now,
  notedAt: null,
})
