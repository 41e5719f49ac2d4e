import { IsNull } from 'typeorm'
import { z } from 'zod'
import { type AgencyContact, agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { aboutRequest, addressee, linkOf, mailRequest, type Parties, partiesOf, requestFacts } from './answer.mails.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { requestPassings } from './exchange.entity.ts'
import { mailAsker } from './exchange.mails.ts'
import { MOST_PASSINGS, receiverFaults } from './exchange.rules.ts'
import { holdWaiting } from './find-request.ts'
import { newLink } from './request-link.ts'

/** A function, not a person: the guard asks about names. */
export const RightReceiver = z.object({
  function: field.formal(120, 'answerActs.giveFunction'),
  email: field.email(),
  checked: z.literal('ja', 'answerActs.needTickPass'),
})
type Receiver = Pick<z.output<typeof RightReceiver>, 'function' | 'email'>

/** The question may be passed on once more. */
export const mayPass = async (ctx: Ctx, { id }: Pick<AnswerRequest, 'id'>): Promise<boolean> =>
  (await ctx.rows(requestPassings).count({ requestId: id })) < MOST_PASSINGS

/** What is wrong with a receiver: the same address again, or one outside the organisation's own domain. */
export async function passFaults(ctx: Ctx, request: AnswerRequest, { email }: Receiver): Promise<FieldErrors> {
  if (!(await mayPass(ctx, request))) return { email: ['answerActs.passedOften'] }
  return receiverFaults(email, (await linkOf(ctx, request)).contact)
}

/**
 * Passes the question on to the right function at the same organisation: it answers from now on, by a link of its own, and
 * the link that was used opens a receipt only. The due day stays. The caller has seen to `passFaults`. Null when the
 * question waits no more.
 */
export async function passRequest(ctx: Ctx, opened: AnswerRequest, receiver: Receiver): Promise<AnswerRequest | null> {
  const request = await holdWaiting(ctx, opened, 'pass')
  if (request === null || !(await mayPass(ctx, request))) return null
  const before = await partiesOf(ctx, request)
  const oldLink = await linkOf(ctx, request)
  const contact = await contactFor(ctx, before.organisation.id, receiver)
  const link = await newLink(ctx, request, contact.email)
  const passed = await ctx.rows(answerRequests).update(request, {
    state: requestLifecycle.next(request.state, 'pass'),
    contactId: contact.id,
    linkId: link.id,
  })
  await keepPassing(ctx, before, contact, oldLink)
  const parties = await partiesOf(ctx, passed)
  await mailRequest(ctx, parties, 'answers.forwarded')
  await mailPassedOn(ctx, before, oldLink)
  await mailAsker(ctx, parties, 'answers.passed')
  return passed
}

/** The register's own, or one that is not in use there until somebody who keeps the register says so. */
async function contactFor(ctx: Ctx, organisationId: string, receiver: Receiver): Promise<AgencyContact> {
  const wanted = { organisationId, email: receiver.email, closedDay: IsNull() }
  const [known] = await ctx.rows(agencyContacts).all(wanted, { active: 'DESC' }, 1)
  return (
    known ??
    ctx.rows(agencyContacts).insert({
      id: ctx.newId(),
      organisationId,
      function: receiver.function,
      email: receiver.email,
      phone: null,
      active: false,
      ...{ verifiedDay: null, managerId: null, managerFunction: null, managerEmail: null },
      ...{ closedDay: null, successorId: null },
      version: 1,
    })
  )
}

async function keepPassing(ctx: Ctx, { request, deficiency, contact }: Parties, to: AgencyContact, link: AccessLink) {
  await ctx.rows(accessLinks).change(link.id, { usedAt: ctx.now })
  await ctx.rows(requestPassings).insert({
    id: ctx.newId(),
    requestId: request.id,
    fromContactId: contact.id,
    toContactId: to.id,
    linkId: link.id,
    at: ctx.now,
  })
  const details = { requestId: request.id, fromContactId: contact.id, contactId: to.id }
  ctx.record('request.passed', { type: 'deficiency', id: deficiency.id }, details)
}

/** So that whoever was asked sees it, also when somebody else used the link. */
async function mailPassedOn(ctx: Ctx, before: Parties, link: AccessLink): Promise<void> {
  await enqueueMail(ctx, {
    template: 'answers.passedReceipt',
    to: addressee(link, before.contact),
    facts: { ...(await requestFacts(ctx, before)), day: ctx.today },
    linkId: link.id,
    about: aboutRequest(before.request),
  })
}
