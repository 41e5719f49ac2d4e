import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { partiesOf } from './answer.mails.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { DUE_OUTCOMES, type RequestDueChange, requestDueChanges } from './exchange.entity.ts'
import { mailAsker, mailContact } from './exchange.mails.ts'
import { type FoundRequest, holdWaiting } from './find-request.ts'
import { withUsableLink } from './request-link.ts'

export const MoreTime = z.object({ newDay: field.day(), reason: field.formal(1000, 'answerActs.giveReason') })
export const TimeDecision = z.object({
  change: field.id('errors.form'),
  version: field.version(),
  outcome: field.choice(DUE_OUTCOMES),
})

/** What the contact has asked for and nobody has said yes or no to; null when there is nothing. */
export const openDueChange = async (ctx: Ctx, requestId: string): Promise<RequestDueChange | null> =>
  (await ctx.rows(requestDueChanges).all({ requestId }, { askedAt: 'DESC', id: 'DESC' }, 1)).find(
    ({ outcome }) => outcome === null,
  ) ?? null

/**
 * The contact asks for a later day. Nothing changes until whoever asked says so. The caller has seen to `newDayFaults`. Null
 * when the question waits no more, or when more time has been asked for already.
 */
export async function askMoreTime(
  ctx: Ctx,
  opened: AnswerRequest,
  { newDay, reason }: z.output<typeof MoreTime>,
): Promise<RequestDueChange | null> {
  const request = await holdWaiting(ctx, opened, 'askMore')
  if (request === null || request.dueDay === null || (await openDueChange(ctx, request.id)) !== null) return null
  const change = await ctx.rows(requestDueChanges).insert({
    id: ctx.newId(),
    requestId: request.id,
    fromDay: request.dueDay,
    toDay: newDay,
    reason,
    askedAt: ctx.now,
    outcome: null,
    decidedAt: null,
    version: 1,
  })
  const { fromDay: from, toDay: to } = change
  ctx.record('request.timeAsked', { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id, from, to })
  await mailAsker(ctx, await partiesOf(ctx, request), 'answers.moreTime', { day: newDay })
  return change
}

/** Whoever asked grants the later day, or refuses it. The contact is told, and the old day is kept with the reason. */
export async function decideMoreTime(
  ctx: Ctx,
  found: FoundRequest,
  { change: id, version, outcome }: z.output<typeof TimeDecision>,
): Promise<AnswerRequest> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const request = await ctx.rows(answerRequests).hold({ id: found.request.id })
  const state = requestLifecycle.next(request.state, 'decideMore')
  const change = await ctx.rows(requestDueChanges).get({ id, requestId: request.id })
  if (change.outcome !== null) throw new Conflict('answerActs.timeDecided')
  await ctx.rows(requestDueChanges).update({ ...change, version }, { outcome, decidedAt: ctx.now })
  const granted = outcome === 'granted'
  const decided = granted ? await ctx.rows(answerRequests).update(request, { state, dueDay: change.toDay }) : request
  // The day lies further on: the link must last till then.
  const kept = await withUsableLink(ctx, decided)
  ctx.record(
    granted ? 'request.timeGranted' : 'request.timeRefused',
    { type: 'deficiency', id: request.deficiencyId },
    { requestId: request.id, from: change.fromDay, to: change.toDay },
  )
  await mailContact(ctx, await partiesOf(ctx, kept), granted ? 'answers.timeGranted' : 'answers.timeRefused')
  return kept
}
