import type { Ctx } from '#src/work/context.ts'
import { type Answer, answers } from './answer.entity.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { findRequest } from './find-request.ts'

/** The asker has read the answer. Doing it again changes nothing. */
export async function noteAnswer(ctx: Ctx, answerId: string): Promise<Answer> {
  const answer = await ctx.rows(answers).get({ id: answerId })
  const found = await findRequest(ctx, answer.requestId)
  requestPolicy.authorize(ctx.actor, 'keep', found)
  if (answer.notedAt !== null) return answer
  await ctx.rows(answers).change(answerId, { notedAt: ctx.now })
  ctx.record('answer.noted', { type: 'deficiency', id: answer.deficiencyId }, { requestId: answer.requestId })
  return { ...answer, notedAt: ctx.now }
}
