import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { daysBetween, instantAt } from '#src/kernel/days.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { linkExpiry } from './answer.rules.ts'

const DAY_MS = 86_400_000

/**
 * The request with a link that lasts `days` at least. One that has run out or soon will, or went to an address that has been
 * changed since, is replaced by one for the same: the old one is dead. The caller mails it.
 */
export async function withUsableLink(ctx: Ctx, request: AnswerRequest, days = AT_LEAST_DAYS): Promise<AnswerRequest> {
  const { email } = await ctx.rows(agencyContacts).get({ id: request.contactId })
  const old = request.linkId === null ? null : await ctx.rows(accessLinks).one({ id: request.linkId })
  const lasts =
    old !== null && old.revokedAt === null && lastsStill(old, request, new Date(ctx.now.getTime() + days * DAY_MS))
  if (lasts && old.contact === email) return request
  if (old !== null) await ctx.rows(accessLinks).change(old.id, { revokedAt: ctx.now })
  const link = await newLink(ctx, request, email, old?.purpose)
  return ctx.rows(answerRequests).update(request, { linkId: link.id })
}

/** A link to the question for an address, that lasts as long as one does from today. */
export function newLink(
  ctx: Ctx,
  { id, termDays, dueDay }: AnswerRequest,
  contact: string,
  purpose: AccessLink['purpose'] = 'answer',
): Promise<AccessLink> {
  const days = Math.max(termDays, dueDay === null ? 0 : daysBetween(ctx.today, dueDay))
  return makeLink(ctx, { purpose, subjectId: id, contact, expiresAt: linkExpiry(ctx.now, days) })
}

/** A link just mailed should not die in its receiver's hands, nor before the day to answer by. */
function lastsStill({ expiresAt }: AccessLink, { dueDay }: AnswerRequest, soon: Date): boolean {
  const due = dueDay === null ? 0 : instantAt(dueDay, '12:00').getTime() + AFTER_DUE_DAYS * DAY_MS
  return expiresAt.getTime() > Math.max(soon.getTime(), due)
}
const AT_LEAST_DAYS = 30
const AFTER_DUE_DAYS = 7
