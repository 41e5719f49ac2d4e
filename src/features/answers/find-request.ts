import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { requestPolicy } from './answer-request.policy.ts'

export interface FoundRequest {
  readonly request: AnswerRequest
  readonly deficiency: DeficiencyInCircle
}

/** For those who asked and their circle. Throws `NotFound` when there is none or the actor stands outside the circle. */
export async function findRequest(ctx: Ctx, id: string): Promise<FoundRequest> {
  const request = await ctx.rows(answerRequests).get({ id })
  const found: FoundRequest = { request, deficiency: await deficiencyById(ctx, request.deficiencyId) }
  requestPolicy.reveal(ctx.actor, found)
  return found
}

/** For the holder of the mailed link, who needs no account. Throws one and the same `NotFound` for every dead link. */
export async function requestByLink(ctx: Ctx, token: string | null): Promise<AnswerRequest> {
  if (token === null) throw new NotFound('errors.notFound')
  const link = await findLink(ctx, token, 'answer')
  const request = await ctx.rows(answerRequests).one({ id: link.subjectId, linkId: link.id })
  if (request === null || request.state === 'tray' || request.state === 'revoked') throw new NotFound('errors.notFound')
  return request
}

/** The request as its reader saw it. Throws `Conflict` when it has been changed since. */
export function asSeen(request: AnswerRequest, version: number): AnswerRequest {
  if (version !== request.version) throw new Conflict('errors.conflict', { table: answerRequests.name, id: request.id })
  return request
}
