import { In, IsNull, LessThan } from 'typeorm'
import type { AgencyContact } from '#src/features/organisations/organisation.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { hasRole } from '#src/kernel/actor.ts'
import { enqueueMail, makeLink } from '#src/mail/enqueue.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { mailRequest, partiesOf, requestFacts } from './answer.mails.ts'
import { linkExpiry } from './answer.rules.ts'
import { requestPolicy } from './answer-request.policy.ts'
import { requestReroutings } from './joint.entity.ts'

const OPEN = ['tray', 'sent'] as const

/** Whether questions wait at a contact, whoever asked them. */
export const waitsAt = async (ctx: Ctx, contactId: string): Promise<boolean> =>
  (await ctx.rows(answerRequests).count({ contactId, state: In(OPEN) })) > 0

/**
 * The questions that wait at a contact and that the actor may send on: her own, and for the administrator all, who sends
 * them without reading them. Others' words would otherwise go to whomever a stranger names (decision 28).
 */
export async function requestsToSendOn(ctx: Ctx, contactId: string): Promise<AnswerRequest[]> {
  const open = await ctx.rows(answerRequests).all({ contactId, state: In(OPEN) }, { createdAt: 'ASC', id: 'ASC' })
  const may = (request: AnswerRequest): boolean =>
    hasRole(ctx.actor, 'admin') ||
    requestPolicy.can(ctx.actor, 'keep', { request, deficiency: { circle: [], officeId: request.officeId } })
  return open.filter(may)
}

/**
 * Sends what waits at one contact on to another: the old link is dead, and a new letter leaves with a new one, or lies in
 * the tray where the old one lay. The due day stays, and the days without answer run on. Gives how many went on.
 */
export async function rerouteRequests(ctx: Ctx, from: AgencyContact, to: AgencyContact): Promise<number> {
  const requests = await requestsToSendOn(ctx, from.id)
  for (const request of requests) await rerouteRequest(ctx, request, to)
  return requests.length
}

async function rerouteRequest(ctx: Ctx, request: AnswerRequest, to: AgencyContact): Promise<void> {
  const { id, contactId: fromContactId, deficiencyId } = request
  const unsent = await takeBackLetters(ctx, id)
  const link = await replaceLinks(ctx, request, to.email)
  const rerouted = await ctx.rows(answerRequests).update(request, { contactId: to.id, linkId: link.id })
  await ctx
    .rows(requestReroutings)
    .insert({ id: ctx.newId(), requestId: id, fromContactId, toContactId: to.id, at: ctx.now })
  await mailRerouted(ctx, rerouted, link, unsent)
  ctx.record(
    'request.rerouted',
    { type: 'deficiency', id: deficiencyId },
    { requestId: id, fromContactId, contactId: to.id, state: request.state },
  )
}

/** Letters that have not left never do. Tells whether there were any. */
async function takeBackLetters(ctx: Ctx, requestId: string): Promise<boolean> {
  const mails = ctx.rows(outboxMails)
  const unsent = { subjectType: 'answer_request', subjectId: requestId, state: In(['held', 'waiting']) }
  const taken =
    (await mails.remove({ ...unsent, leasedUntil: IsNull() })) +
    (await mails.remove({ ...unsent, leasedUntil: LessThan(ctx.now) }))
  return taken > 0
}

/** Every link to the question that went to the old address is dead. */
async function replaceLinks(ctx: Ctx, { id, linkId, termDays }: AnswerRequest, contact: string): Promise<AccessLink> {
  const links = ctx.rows(accessLinks)
  const old = linkId === null ? null : await links.one({ id: linkId })
  await links.changeAll({ subjectId: id, revokedAt: IsNull() }, { revokedAt: ctx.now })
  const purpose = old?.purpose ?? 'answer'
  return makeLink(ctx, { purpose, subjectId: id, contact, expiresAt: linkExpiry(ctx.now, termDays) })
}

/** The first letter of the question where none had left; else one that says that the question was asked before. */
async function mailRerouted(ctx: Ctx, request: AnswerRequest, link: AccessLink, unsent: boolean): Promise<void> {
  const parties = await partiesOf(ctx, request)
  if (request.state === 'tray' || unsent || link.purpose === 'joint') return mailRequest(ctx, parties)
  await enqueueMail(ctx, {
    template: 'contacts.rerouted',
    to: { address: link.contact, name: parties.contact.function },
    facts: await requestFacts(ctx, parties),
    linkId: link.id,
    about: { type: 'answer_request', id: request.id },
  })
}
