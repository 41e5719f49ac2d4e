import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import type { AnswerRequest } from './answer.entity.ts'
import { mailRequest, partiesOf } from './answer.mails.ts'
import { requestPolicy } from './answer-request.policy.ts'
import type { FoundRequest } from './find-request.ts'
import { withUsableLink } from './request-link.ts'

/**
 * Mails the link again, with the same due day. A link that has run out or soon will, or went to an address that has been
 * changed since, is replaced: the old one is dead.
 */
export async function resendRequest(ctx: Ctx, found: FoundRequest): Promise<AnswerRequest> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const { request } = found
  if (request.state !== 'sent') throw new Conflict('errors.notFromHere')
  const sent = await withUsableLink(ctx, request)
  await mailRequest(ctx, await partiesOf(ctx, sent), 'answers.resent')
  ctx.record('request.resent', { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id })
  return sent
}
