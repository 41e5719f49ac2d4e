import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { mailRequest, partiesOf } from './answer.mails.ts'
import { linkExpiry } from './answer.rules.ts'
import { requestPolicy } from './answer-request.policy.ts'
import type { FoundRequest } from './find-request.ts'

/**
 * Mails the link again, with the same due day. A link that has run out or soon will, or went to an address that has been
 * changed since, is replaced: the old one is dead.
 */
export async function resendRequest(ctx: Ctx, found: FoundRequest): Promise<AnswerRequest> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const { request } = found
  if (request.state !== 'sent') throw new Conflict('errors.notFromHere')
  const sent = await withUsableLink(ctx, request, AT_LEAST_DAYS)
  await mailRequest(ctx, await partiesOf(ctx, sent), 'answers.resent')
  ctx.record('request.resent', { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id })
  return sent
}
/** A link just mailed should not die in its receiver's hands. */
const AT_LEAST_DAYS = 30

/** The request with a link that goes to where its contact is reached now, and lasts so many days still; one that does not is dead. */
export async function withUsableLink(ctx: Ctx, request: AnswerRequest, days: number): Promise<AnswerRequest> {
  const link = await usableLink(ctx, request, days)
  return link.id === request.linkId ? request : ctx.rows(answerRequests).update(request, { linkId: link.id })
}

async function usableLink(
  ctx: Ctx,
  { id, linkId, contactId, termDays }: AnswerRequest,
  days: number,
): Promise<AccessLink> {
  const { email } = await ctx.rows(agencyContacts).get({ id: contactId })
  const old = linkId === null ? null : await ctx.rows(accessLinks).one({ id: linkId })
  if (old !== null && old.revokedAt === null && lastsFor(old, ctx.now, days) && old.contact === email) return old
  if (old !== null) await ctx.rows(accessLinks).change(old.id, { revokedAt: ctx.now })
  const purpose = old?.purpose ?? 'answer'
  return makeLink(ctx, { purpose, subjectId: id, contact: email, expiresAt: linkExpiry(ctx.now, termDays) })
}

const lastsFor = ({ expiresAt }: AccessLink, now: Date, days: number): boolean =>
  expiresAt.getTime() - now.getTime() > days * 86_400_000
