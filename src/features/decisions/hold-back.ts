import { type AnswerRequest, answerRequests } from '#src/features/answers/answer.entity.ts'
import { mailReconsidered, partiesOf } from '#src/features/answers/answer.mails.ts'
import { findRequest } from '#src/features/answers/find-request.ts'
import { revokeRequest } from '#src/features/answers/withdraw-request.ts'
import type { Decision } from '#src/features/meetings/decision.entity.ts'
import type { Ctx } from '#src/work/context.ts'

/** The questions that a decision asked and that a correction of it concerns. */
export async function questionsOf(ctx: Ctx, decisionId: string) {
  const asked = await ctx.rows(answerRequests).all({ decisionId }, { createdAt: 'ASC', id: 'ASC' })
  const inState = (state: AnswerRequest['state']) => asked.filter(request => request.state === state)
  return { unsent: inState('tray'), sent: inState('sent') }
}

/** Takes back a question that has not left. One of a joint question may have gone with the one that answers for all. */
export async function takeBackUnsent(ctx: Ctx, requestId: string): Promise<void> {
  const found = await findRequest(ctx, requestId)
  const { state, version } = found.request
  if (state === 'tray') await revokeRequest(ctx, found, { version })
}

/**
 * A decision is to be corrected: its question must not leave meanwhile, so one that lies in the tray is taken back. Whoever
 * has got one is told that it is decided anew, after the meeting where one is running. The decision itself stands.
 */
export async function holdBack(ctx: Ctx, { id }: Decision, runningMeetingId: string | null): Promise<void> {
  const { unsent, sent } = await questionsOf(ctx, id)
  for (const request of unsent) await takeBackUnsent(ctx, request.id)
  const options = runningMeetingId === null ? {} : { heldByMeetingId: runningMeetingId }
  for (const request of sent) {
    await mailReconsidered(ctx, await partiesOf(ctx, request), options)
    const details = { requestId: request.id, decisionId: id }
    ctx.record('request.reconsidered', { type: 'deficiency', id: request.deficiencyId }, details)
  }
}
