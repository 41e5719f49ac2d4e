import { In } from 'typeorm'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { addDays } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { askerOf, mailRequest, partiesOf, requestFacts } from './answer.mails.ts'
import { linkExpiry } from './answer.rules.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { recountWaiting } from './waiting.ts'

export interface Asking {
  readonly deficiency: Deficiency
  readonly contactId: string
  readonly question: string
  /** Days to answer in, counted from the sending. */
  readonly termDays: number
  /** Who asks: the group, or the office between meetings. */
  readonly groupId: string | null
  readonly officeId: string
  readonly decisionId?: string
  /** The meeting that decided it: the letter lies in its tray until `sendTrayedRequests`. */
  readonly meetingId?: string
  /** Another party answers for all: the link is to read by, not to answer. */
  readonly follows?: boolean
}

/**
 * Asks an agency contact for an answer by a mailed link. Decided at a meeting it waits in the tray; else it leaves now.
 * The caller has authorised it and takes the systemfel to its next state. Throws `NotFound` for a contact that is not
 * active, and `Conflict` when the asker has neither address nor phone for the receiver to check the letter by.
 */
export async function askAgency(ctx: Ctx, asking: Asking): Promise<AnswerRequest> {
  const contact = await ctx.rows(agencyContacts).get({ id: asking.contactId, active: true })
  const trayed = asking.meetingId !== undefined
  const id = ctx.newId()
  const link = await makeLink(ctx, {
    purpose: asking.follows === true ? 'joint' : 'answer',
    subjectId: id,
    contact: contact.email,
    expiresAt: linkExpiry(ctx.now, asking.termDays),
  })
  const request = await ctx.rows(answerRequests).insert({
    id,
    deficiencyId: asking.deficiency.id,
    decisionId: asking.decisionId ?? null,
    meetingId: asking.meetingId ?? null,
    contactId: contact.id,
    groupId: asking.groupId,
    officeId: asking.officeId,
    question: asking.question,
    termDays: asking.termDays,
    sentAt: trayed ? null : ctx.now,
    dueDay: trayed ? null : addDays(ctx.today, asking.termDays),
    linkId: link.id,
    state: trayed ? 'tray' : 'sent',
    createdAt: ctx.now,
    version: 1,
  })
  await mailNow(ctx, request)
  if (!trayed) await recountWaiting(ctx, asking.deficiency.id)
  const { termDays } = request
  ctx.record(
    'request.made',
    { type: 'deficiency', id: asking.deficiency.id },
    { requestId: id, contactId: contact.id, termDays, trayed },
  )
  return request
}

async function mailNow(ctx: Ctx, request: AnswerRequest): Promise<void> {
  const parties = await partiesOf(ctx, request)
  const { email, phone } = askerOf(parties)
  if (email === null && phone === null) throw new Conflict('answers.noFunctionAddress')
  await mailRequest(ctx, parties)
}

/**
 * The meeting's notes are done: its requests are sent. Due days, days without answer and the life of the links count
 * from now. Gives how many were sent; calling it again sends nothing more.
 */
export async function sendTrayedRequests(ctx: Ctx, meetingId: string): Promise<number> {
  const waiting = await ctx.rows(answerRequests).all({ meetingId, state: 'tray' }, { createdAt: 'ASC', id: 'ASC' })
  for (const request of waiting) await sendTrayed(ctx, request)
  return waiting.length
}

async function sendTrayed(ctx: Ctx, request: AnswerRequest): Promise<void> {
  const sent = await ctx.rows(answerRequests).update(request, {
    state: requestLifecycle.next(request.state, 'send'),
    sentAt: ctx.now,
    dueDay: addDays(ctx.today, request.termDays),
  })
  if (sent.linkId !== null)
    await ctx.rows(accessLinks).change(sent.linkId, { expiresAt: linkExpiry(ctx.now, sent.termDays) })
  const facts = await requestFacts(ctx, await partiesOf(ctx, sent))
  await ctx
    .rows(outboxMails)
    .changeAll(
      { subjectType: 'answer_request', subjectId: sent.id, state: In(['held', 'waiting']) },
      { facts: facts as never, state: 'waiting', nextAttemptAt: ctx.now },
    )
  await recountWaiting(ctx, sent.deficiencyId)
  ctx.record('request.sent', { type: 'deficiency', id: sent.deficiencyId }, { requestId: sent.id, dueDay: sent.dueDay })
}
