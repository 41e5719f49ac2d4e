import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { type RequestAct, requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { type RequestPassing, requestPassings } from './exchange.entity.ts'

export interface FoundRequest {
  readonly request: AnswerRequest
  readonly deficiency: DeficiencyInCircle
}

export interface PassedRequest {
  readonly request: AnswerRequest
  readonly passing: RequestPassing
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

/**
 * For whoever passed the question on: the link of then. It answers nothing, and opens the receipt only. Throws the same
 * `NotFound` as `requestByLink` for every other link.
 */
export async function passedByLink(ctx: Ctx, token: string | null): Promise<PassedRequest> {
  if (token === null) throw new NotFound('errors.notFound')
  const link = await findLink(ctx, token, 'answer')
  const passing = await ctx.rows(requestPassings).get({ requestId: link.subjectId, linkId: link.id })
  const request = await ctx.rows(answerRequests).get({ id: passing.requestId })
  if (request.state === 'revoked') throw new NotFound('errors.notFound')
  return { request, passing }
}

/**
 * The request of a link, held so that nobody else changes it meanwhile. Null when it waits no more, or when the link has
 * been replaced since it was opened: what the contact wanted to do is then shown as done.
 */
export async function holdWaiting(ctx: Ctx, opened: AnswerRequest, act: RequestAct): Promise<AnswerRequest | null> {
  const request = await ctx.rows(answerRequests).hold({ id: opened.id })
  const waits = requestLifecycle.allows(request.state, act, ['contact']) && request.linkId === opened.linkId
  return waits ? request : null
}

/** The request as its reader saw it. Throws `Conflict` when it has been changed since. */
export function asSeen(request: AnswerRequest, version: number): AnswerRequest {
  if (version !== request.version) throw new Conflict('errors.conflict', { table: answerRequests.name, id: request.id })
  return request
}
