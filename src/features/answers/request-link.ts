import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { daysBetween, instantAt } from '#src/kernel/days.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { linkExpiry } from './answer.rules.ts'

const DAY_MS = 86_400_000

/**
 * The request with a link that lasts. One that has run out or soon will, or went to an address that has been changed since,
 * is replaced: the old one is dead. The caller mails it.
 */
export async function withUsableLink(ctx: Ctx, request: AnswerRequest): Promise<AnswerRequest> {
  const { email } = await ctx.rows(agencyContacts).get({ id: request.contactId })
  const old = request.linkId === null ? null : await ctx.rows(accessLinks).one({ id: request.linkId })
  if (old !== null && old.revokedAt === null && lastsStill(ctx, old, request) && old.contact === email) return request
  if (old !== null) await ctx.rows(accessLinks).change(old.id, { revokedAt: ctx.now })
  const link = await newLink(ctx, request, email)
  return ctx.rows(answerRequests).update(request, { linkId: link.id })
}

/** A link to the question for an address, that lasts as long as one does from today. */
export function newLink(ctx: Ctx, { id, termDays, dueDay }: AnswerRequest, contact: string): Promise<AccessLink> {
  const days = Math.max(termDays, dueDay === null ? 0 : daysBetween(ctx.today, dueDay))
  return makeLink(ctx, { purpose: 'answer', subjectId: id, contact, expiresAt: linkExpiry(ctx.now, days) })
}

/** A link just mailed should not die in its receiver's hands, nor before the day to answer by. */
function lastsStill(ctx: Ctx, { expiresAt }: AccessLink, { dueDay }: AnswerRequest): boolean {
  const soon = ctx.now.getTime() + AT_LEAST_DAYS * DAY_MS
  const due = dueDay === null ? 0 : instantAt(dueDay, '12:00').getTime() + AFTER_DUE_DAYS * DAY_MS
  return expiresAt.getTime() > Math.max(soon, due)
}
const AT_LEAST_DAYS = 30
const AFTER_DUE_DAYS = 7
