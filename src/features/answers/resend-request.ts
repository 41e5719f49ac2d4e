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
  const link = await usableLink(ctx, request)
  const sent =
    link.id === request.linkId ? request : await ctx.rows(answerRequests).update(request, { linkId: link.id })
  await mailRequest(ctx, await partiesOf(ctx, sent), 'answers.resent')
  ctx.record('request.resent', { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id })
  return sent
}

async function usableLink(ctx: Ctx, { id, linkId, contactId, termDays }: AnswerRequest): Promise<AccessLink> {
  const { email } = await ctx.rows(agencyContacts).get({ id: contactId })
  const old = linkId === null ? null : await ctx.rows(accessLinks).one({ id: linkId })
  if (old !== null && old.revokedAt === null && lastsStill(old, ctx.now) && old.contact === email) return old
  if (old !== null) await ctx.rows(accessLinks).change(old.id, { revokedAt: ctx.now })
  const purpose = old?.purpose ?? 'answer'
  return makeLink(ctx, { purpose, subjectId: id, contact: email, expiresAt: linkExpiry(ctx.now, termDays) })
}

/** A link just mailed should not die in its receiver's hands. */
const lastsStill = ({ expiresAt }: AccessLink, now: Date): boolean =>
  expiresAt.getTime() - now.getTime() > AT_LEAST_DAYS * 86_400_000
const AT_LEAST_DAYS = 30
