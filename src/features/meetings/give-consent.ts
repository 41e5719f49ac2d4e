import { z } from 'zod'
import { Conflict, Forbidden, NotFound } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { CONSENT_ANSWERS, type ConsentReply, consentReplies } from './agenda.entity.ts'
import { mayArrange, undecided } from './arrange-agenda.ts'
import { ownSeatIds } from './consent.queries.ts'
import type { Matter } from './matter.ts'
import { type AgendaItem, agendaItems } from './meeting.entity.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { itemsOf, type MeetingInGroup } from './meeting.queries.ts'
import { seatsAt } from './note-attendance.ts'
import { proposalOf } from './proposal.queries.ts'
import { keepProposal, readTerms } from './set-proposal.ts'

export const MarkForm = z.object({ item: field.id('errors.form'), consent: field.flag() })
export const ReplyForm = z.object({ item: field.id('errors.form'), answer: field.choice(CONSENT_ANSWERS) })
export const NotingForm = ReplyForm.extend({
  seat: field.id('errors.form'),
  answer: field.choice([...CONSENT_ANSWERS, 'none']),
})

/**
 * Marks an item as one that all are thought to agree on: its proposal is kept as it stands, so that all agree to the same.
 * Gives the key of what hinders it, or null. Throws `Conflict` while the agenda is locked or once the meeting runs.
 */
export async function markConsent(ctx: Ctx, matter: Matter): Promise<string | null> {
  mayMark(ctx, matter)
  const proposal = await proposalOf(ctx, matter)
  if (proposal === null) return 'agenda.noProposal'
  const body = { ...proposal.values, item: matter.item.id }
  const read = await readTerms(ctx, matter, proposal.type, body)
  if (!read.ok) return 'agenda.proposalUnclear'
  const item = proposal.set ? matter.item : await keepProposal(ctx, matter, proposal.type, body, read.terms)
  await ctx.rows(agendaItems).update(item, { consentAt: ctx.now })
  ctx.record('meeting.consentMarked', { type: 'meeting', id: matter.meeting.id }, { itemId: item.id })
  return null
}

/** It is taken up like any other. What the seats have said of it is forgotten. */
export async function unmarkConsent(ctx: Ctx, matter: Matter): Promise<void> {
  mayMark(ctx, matter)
  await ctx.rows(consentReplies).remove({ itemId: matter.item.id })
  await ctx.rows(agendaItems).update(matter.item, { consentAt: null })
  ctx.record('meeting.consentUnmarked', { type: 'meeting', id: matter.meeting.id }, { itemId: matter.item.id })
}

function mayMark(ctx: Ctx, { meeting, item }: Matter): void {
  mayArrange(ctx, meeting)
  if (meeting.state !== 'planned' || item.paragraph !== null) throw new Conflict('errors.notFromHere')
}

/** Who holds a seat agrees or objects, until the meeting is opened. */
export async function replyConsent(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { item: itemId, answer }: z.output<typeof ReplyForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'follow', meeting)
  if (meeting.state !== 'planned') throw new Conflict('agenda.consentOver')
  const item = await consentItem(ctx, meeting, itemId)
  const own = await ownSeatIds(ctx, await seatsAt(ctx, meeting))
  if (own.length === 0) throw new Forbidden('agenda.noSeat')
  for (const seatId of own) await keepReply(ctx, { itemId: item.id, seatId, answer, noted: false })
  ctx.record('meeting.consentGiven', { type: 'meeting', id: meeting.id }, { itemId, consentAnswer: answer })
}

/** The convener notes what somebody without an account has said. What a seat's holder said herself stands. */
export async function noteConsent(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { item: itemId, seat: seatId, answer }: z.output<typeof NotingForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  if (meeting.state !== 'planned' && meeting.state !== 'running') throw new Conflict('agenda.consentOver')
  const item = await consentItem(ctx, meeting, itemId)
  if (!(await seatsAt(ctx, meeting)).some(({ id }) => id === seatId)) throw new NotFound('errors.notFound')
  const before = await ctx.rows(consentReplies).one({ itemId, seatId })
  if (before?.noted === false) throw new Conflict('agenda.saidHerself')
  if (answer === 'none') await ctx.rows(consentReplies).remove({ itemId, seatId })
  else await keepReply(ctx, { itemId: item.id, seatId, answer, noted: true })
  ctx.record('meeting.consentNoted', { type: 'meeting', id: meeting.id }, { itemId, seatId, consentAnswer: answer })
}

/** Held, so that two replies of one seat come one after the other. */
async function consentItem(ctx: Ctx, meeting: MeetingInGroup, itemId: string): Promise<AgendaItem> {
  undecided(await itemsOf(ctx, meeting.id), itemId)
  const item = await ctx.rows(agendaItems).hold({ id: itemId })
  if (item.consentAt === null) throw new Conflict('agenda.noConsentItem')
  return item
}

async function keepReply(ctx: Ctx, reply: Pick<ConsentReply, 'itemId' | 'seatId' | 'answer' | 'noted'>): Promise<void> {
  const { itemId, seatId } = reply
  await ctx.rows(consentReplies).remove({ itemId, seatId })
  await ctx.rows(consentReplies).insert({ ...reply, id: ctx.newId(), personId: ctx.actor.id, at: ctx.now })
}
