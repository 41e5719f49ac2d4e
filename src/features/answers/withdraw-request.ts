import { In, IsNull, LessThan } from 'typeorm'
import { z } from 'zod'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { takeBackReminders } from '#src/features/reminders/reminder.mails.ts'
import { field } from '#src/kernel/forms.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { mailWithdrawn, partiesOf } from './answer.mails.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { asSeen, type FoundRequest } from './find-request.ts'
import { recountWaiting } from './waiting.ts'

export const Revocation = z.object({ version: field.version() })

/** Takes the question back: its link is dead at once, and whoever got it is told that no answer is needed. */
export async function revokeRequest(
  ctx: Ctx,
  found: FoundRequest,
  { version }: z.output<typeof Revocation>,
): Promise<AnswerRequest> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const request = asSeen(found.request, version)
  const state = requestLifecycle.next(request.state, 'revoke')
  const revoked = await ctx.rows(answerRequests).update(request, { state })
  if (request.linkId !== null) await ctx.rows(accessLinks).change(request.linkId, { revokedAt: ctx.now })
  await withdrawn(ctx, request)
  ctx.record('request.revoked', { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id })
  return revoked
}

/**
 * The group has decided and asks no more: the systemfel's requests are closed. Their links still open, to the receipt or to
 * the word that no answer is needed. With `heldByMeetingId` the mails about it lie in that meeting's tray. Gives how many.
 */
export async function closeRequests(
  ctx: Ctx,
  deficiencyId: string,
  options: { readonly heldByMeetingId?: string } = {},
): Promise<number> {
  const open = await ctx.rows(answerRequests).all({ deficiencyId, state: In(['tray', 'sent', 'answered']) })
  for (const request of open) {
    await ctx.rows(answerRequests).update(request, { state: requestLifecycle.next(request.state, 'close') })
    if (request.state !== 'answered') await withdrawn(ctx, request, options)
    ctx.record('request.closed', { type: 'deficiency', id: deficiencyId }, { requestId: request.id })
  }
  return open.length
}

/** Letters that have not left stay here; to whoever has got one, another is sent. */
async function withdrawn(ctx: Ctx, request: AnswerRequest, options: { heldByMeetingId?: string } = {}): Promise<void> {
  const unsent = { subjectType: 'answer_request', subjectId: request.id, state: In(['held', 'waiting']) }
  const mails = ctx.rows(outboxMails)
  const kept =
    (await mails.remove({ ...unsent, leasedUntil: IsNull() })) +
    (await mails.remove({ ...unsent, leasedUntil: LessThan(ctx.now) }))
  if (kept === 0 || (await hasLetter(ctx, request))) await mailWithdrawn(ctx, await partiesOf(ctx, request), options)
  await takeBackReminders(ctx, request.id)
  await recountWaiting(ctx, request.deficiencyId)
}

async function hasLetter(ctx: Ctx, request: AnswerRequest): Promise<boolean> {
  const link = request.linkId === null ? null : await ctx.rows(accessLinks).one({ id: request.linkId })
  if (link === null) return false
  const sent = { subjectType: 'answer_request', subjectId: request.id, toAddress: link.contact, state: 'sent' } as const
  return (await ctx.rows(outboxMails).count(sent)) > 0
}
