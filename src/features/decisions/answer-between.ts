import { z } from 'zod'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import { nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { type Faulty, type FieldErrors, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  CIRCULATION_ANSWERS,
  type Circulation,
  type CirculationAnswer,
  type CirculationReply,
  circulationReplies,
  circulations,
} from './circulation.entity.ts'
import { circulationLifecycle } from './circulation.lifecycle.ts'
import { takesReplies } from './circulation.rules.ts'
import { type FoundCirculation, ownSeats } from './find-circulation.ts'

const SAID = { seat: field.id(), answer: field.choice(CIRCULATION_ANSWERS), reason: field.optionalFormal(1000) }
export const OwnAnswer = z.object(SAID)
/** What the convener notes of a seat that answered in another way. */
export const NotedAnswer = z.object({ ...SAID, day: field.day(), way: field.formal(200, 'decisions.wayMissing') })

/** Who does not agree says why. */
export const withReason = <T extends { answer: CirculationAnswer; reason: string | null }>(
  form: { readonly ok: true; readonly value: T } | Faulty,
  body: Submitted,
) =>
  !form.ok || form.value.answer === 'agree' || form.value.reason !== null
    ? form
    : faulty(body, { reason: ['decisions.reasonMissing'] })

/** The holder of a seat agrees, objects or abstains, and may change it. Throws `NotFound` for a seat that is not hers. */
export async function answerBetween(
  ctx: Ctx,
  found: FoundCirculation,
  { seat, answer, reason }: z.output<typeof OwnAnswer>,
): Promise<void> {
  if (!ownSeats(ctx, found.seats).some(({ id }) => id === seat)) throw new NotFound('errors.notFound')
  await keepOwn(ctx, found, { seatId: seat, answer, reason })
}

/** What a seat's holder says herself, signed in or by her link. Throws `Conflict` when the time to answer is over. */
export async function keepOwn(
  ctx: Ctx,
  found: FoundCirculation,
  said: Pick<CirculationReply, 'seatId' | 'answer' | 'reason'>,
): Promise<void> {
  if (!takesReplies(found.circulation, ctx.today)) throw new Conflict('decisions.closedBetween')
  await keep(ctx, found, { ...said, way: null, day: ctx.today })
}

/** The convener notes what a seat has said, and gives what is wrong with the day, or null. */
export async function noteBetween(
  ctx: Ctx,
  found: FoundCirculation,
  { seat, answer, reason, day, way }: z.output<typeof NotedAnswer>,
): Promise<FieldErrors | null> {
  meetingPolicy.authorize(ctx.actor, 'lead', found.group)
  if (day > ctx.today) return { day: ['decisions.dayAhead'] }
  await keep(ctx, found, { seatId: seat, answer, reason, way, day })
  return null
}

type Said = Pick<CirculationReply, 'seatId' | 'answer' | 'reason' | 'way' | 'day'>

async function keep(ctx: Ctx, { circulation, seats }: FoundCirculation, said: Said): Promise<void> {
  const seat = seats.find(({ id }) => id === said.seatId)
  if (seat === undefined) throw new NotFound('errors.notFound')
  const state = circulationLifecycle.next(circulation.state, said.answer)
  // Her own word goes before what the convener has noted of it, and never the other way about.
  if (seat.reply !== null && said.way !== null) throw new Conflict('decisions.answeredAlready')
  if (seat.reply !== null) await ctx.rows(circulationReplies).change(seat.reply.id, { ...said, at: ctx.now })
  else
    await ctx.rows(circulationReplies).insert({ ...said, id: ctx.newId(), circulationId: circulation.id, at: ctx.now })
  const details = {
    circulationId: circulation.id,
    seatId: seat.id,
    party: seat.party,
    from: seat.reply?.answer ?? null,
    answer: said.answer,
    day: said.day,
  }
  ctx.record('decision.answeredBetween', { type: 'deficiency', id: circulation.deficiencyId }, details)
  if (state === 'objected') await objected(ctx, circulation)
}

/** Somebody does not agree: the group takes it up at its next meeting instead. */
async function objected(ctx: Ctx, circulation: Circulation): Promise<void> {
  await ctx.rows(circulations).update(circulation, { state: 'objected', closedAt: ctx.now })
  const { deficiencyId, groupId } = circulation
  const deficiency = await ctx.rows(deficiencies).get({ id: deficiencyId })
  const next = await nextMeetingOf(ctx, groupId)
  if (next === null || !lifecycle.allows(deficiency.state, 'place')) return
  await placeOnAgenda(ctx, deficiency, next, 'added', { variant: 'objection', day: ctx.today }, 'follow_up')
}

export const Withdrawing = z.object({ version: field.version() })

/** The convener takes the proposal back. */
export async function withdrawBetween(
  ctx: Ctx,
  { circulation, group }: FoundCirculation,
  { version }: z.output<typeof Withdrawing>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', group)
  const state = circulationLifecycle.next(circulation.state, 'withdraw')
  await ctx.rows(circulations).update({ ...circulation, version }, { state, closedAt: ctx.now })
  const details = { circulationId: circulation.id }
  ctx.record('decision.withdrawnBetween', { type: 'deficiency', id: circulation.deficiencyId }, details)
}
