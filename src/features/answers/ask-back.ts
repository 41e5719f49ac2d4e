import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { partiesOf } from './answer.mails.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { type RequestQuestion, requestQuestions } from './exchange.entity.ts'
import { mailAsker, mailContact } from './exchange.mails.ts'
import { MOST_QUESTIONS } from './exchange.rules.ts'
import { type FoundRequest, holdWaiting } from './find-request.ts'
import { withUsableLink } from './request-link.ts'

export const QuestionBack = z.object({ question: field.formal(1000, 'answerActs.giveQuestion') })
export const Reply = z.object({
  question: field.id('errors.form'),
  version: field.version(),
  reply: field.formal(2000, 'answerActs.giveReply'),
})

/** What the contact has asked back, oldest first. */
export const questionsOf = (ctx: Ctx, requestId: string): Promise<RequestQuestion[]> =>
  ctx.rows(requestQuestions).all({ requestId }, { askedAt: 'ASC', id: 'ASC' })

/** One at a time, and not without end. */
export const mayAskBack = (asked: readonly RequestQuestion[]): boolean =>
  asked.length < MOST_QUESTIONS && asked.every(({ repliedAt }) => repliedAt !== null)

/**
 * The contact asks something back. The days without answer count on, and the due day stays. Null when the question waits no
 * more, when another waits for its reply, or when there have been too many.
 */
export async function askBack(
  ctx: Ctx,
  opened: AnswerRequest,
  { question }: z.output<typeof QuestionBack>,
): Promise<RequestQuestion | null> {
  const request = await holdWaiting(ctx, opened, 'askBack')
  if (request === null || !mayAskBack(await questionsOf(ctx, request.id))) return null
  const asked = await ctx.rows(requestQuestions).insert({
    id: ctx.newId(),
    requestId: request.id,
    question,
    askedAt: ctx.now,
    reply: null,
    repliedAt: null,
    version: 1,
  })
  ctx.record('request.askedBack', { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id })
  await mailAsker(ctx, await partiesOf(ctx, request), 'answers.askedBack')
  return asked
}

/** Whoever asked replies. The contact is told that there is a reply, and reads it behind the link. */
export async function replyToQuestion(
  ctx: Ctx,
  found: FoundRequest,
  { question: id, version, reply }: z.output<typeof Reply>,
): Promise<RequestQuestion> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const request = await ctx.rows(answerRequests).hold({ id: found.request.id })
  requestLifecycle.next(request.state, 'reply')
  const asked = await ctx.rows(requestQuestions).get({ id, requestId: request.id })
  if (asked.repliedAt !== null) throw new Conflict('answerActs.repliedAlready')
  const replied = await ctx.rows(requestQuestions).update({ ...asked, version }, { reply, repliedAt: ctx.now })
  ctx.record('request.replied', { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id })
  await mailContact(ctx, await partiesOf(ctx, await withUsableLink(ctx, request)), 'answers.replied')
  return replied
}
