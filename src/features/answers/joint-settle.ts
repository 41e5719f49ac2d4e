import { In, IsNull } from 'typeorm'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { enqueueMail, makeLink } from '#src/mail/enqueue.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AnswerRequest, answerRequests } from './answer.entity.ts'
import { mailWithdrawn, partiesOf, requestFacts } from './answer.mails.ts'
import { linkExpiry } from './answer.rules.ts'
import { requestLifecycle } from './answer-request.lifecycle.ts'
import { jointParts } from './joint.entity.ts'
import { type Joint, type JointParty, jointsOf } from './joint.queries.ts'
import { followed } from './joint.rules.ts'

/**
 * Brings the joint questions of a systemfel up to date with what has become of their requests, however that came about:
 * one who answers for all settles the others, or takes them along when its question is withdrawn; and each answer is told
 * to the other parties, once.
 */
export async function settleJoint(ctx: Ctx, deficiencyId: string): Promise<void> {
  for (const joint of await jointsOf(ctx, deficiencyId)) {
    if (joint.answering === 'one') await followLead(ctx, joint)
    await tellParties(ctx, joint)
  }
}

async function followLead(ctx: Ctx, { id, lead, parties }: Joint): Promise<void> {
  for (const { part, request } of parties) {
    const fate = part.leads ? null : followed(lead.request.state, request.state)
    if (fate !== null) await settleOne(ctx, request, fate, id)
  }
}

async function settleOne(
  ctx: Ctx,
  request: AnswerRequest,
  fate: 'answered' | 'revoked',
  jointId: string,
): Promise<void> {
  const { act, name } = FATES[fate]
  await ctx.rows(answerRequests).update(request, { state: requestLifecycle.next(request.state, act) })
  if (fate === 'revoked') await withdraw(ctx, request.id)
  ctx.record(name, { type: 'deficiency', id: request.deficiencyId }, { requestId: request.id, jointId })
}
const FATES = {
  answered: { act: 'answer', name: 'request.settledJointly' },
  revoked: { act: 'revoke', name: 'request.revokedJointly' },
} as const

/** Its links are dead, and who had a letter is told that no answer is needed. */
async function withdraw(ctx: Ctx, requestId: string): Promise<void> {
  const unsent = { subjectType: 'answer_request', subjectId: requestId, state: In(['held', 'waiting']) }
  const kept = await ctx.rows(outboxMails).remove({ ...unsent, leasedUntil: IsNull() })
  const request = await ctx.rows(answerRequests).get({ id: requestId })
  if (kept === 0) await mailWithdrawn(ctx, await partiesOf(ctx, request), {})
  await ctx.rows(accessLinks).changeAll({ subjectId: requestId, revokedAt: IsNull() }, { revokedAt: ctx.now })
}

async function tellParties(ctx: Ctx, { parties }: Joint): Promise<void> {
  for (const party of parties) {
    if (party.answer === null || party.part.toldAt !== null) continue
    await ctx.rows(jointParts).change(party.part.id, { toldAt: ctx.now })
    for (const other of parties) if (other !== party) await tell(ctx, other, party)
  }
}

/** A link to read what has been answered, to one of the other parties. */
async function tell(ctx: Ctx, { request, contact }: JointParty, { answer, organisation }: JointParty): Promise<void> {
  if (answer === null || request.state === 'tray' || request.state === 'revoked') return
  const link = await readingLink(ctx, request.id, contact.email, linkExpiry(ctx.now, request.termDays))
  await enqueueMail(ctx, {
    template: 'joint.answered',
    to: { address: link.contact, name: contact.function },
    facts: {
      ...(await requestFacts(ctx, await partiesOf(ctx, request))),
      organisation,
      answerKind: translate('sv', keyOf(`answerKind.${answer.kind}`)),
    },
    linkId: link.id,
    about: { type: 'answer_request', id: request.id },
  })
}

/** The one that the party has already, or its first. */
async function readingLink(ctx: Ctx, subjectId: string, contact: string, expiresAt: Date) {
  const links = ctx.rows(accessLinks)
  const [old] = await links.all({ subjectId, purpose: 'joint', contact, revokedAt: IsNull() }, { createdAt: 'DESC' }, 1)
  return old !== undefined && old.expiresAt > ctx.now
    ? old
    : makeLink(ctx, { purpose: 'joint', subjectId, contact, expiresAt })
}
