import { z } from 'zod'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { CONTACT_OUTCOMES, CONTACT_WAYS, type ContactAttempt, contactAttempts } from './contact-attempt.entity.ts'
import { type Group, type Seat, seats } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'
import { holdersOf } from './group.queries.ts'
import { holdsOn, stateWith } from './seat.rules.ts'

const Contact = z.object({
  day: field.day(),
  way: field.choice(CONTACT_WAYS, 'groups.chooseWay'),
  outcome: field.choice(CONTACT_OUTCOMES, 'groups.chooseOutcome'),
  note: field.optionalFormal(1000),
})

export const readContact = (ctx: Ctx, body: Submitted) =>
  alsoCheck(
    ctx.form(Contact, body),
    body,
    async ({ day }): Promise<FieldErrors> => (day > ctx.today ? { day: ['groups.notYet'] } : {}),
  )

/**
 * Notes what was done to fill a seat, and what came of it. A party that declines an empty seat has been offered it from
 * that day on.
 */
export async function noteContact(
  ctx: Ctx,
  group: Group & Serving,
  seat: Seat,
  values: z.output<typeof Contact>,
): Promise<ContactAttempt> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  const attempt = await ctx.rows(contactAttempts).insert({ id: ctx.newId(), seatId: seat.id, ...values, at: ctx.now })
  if (values.outcome === 'declined') await decline(ctx, seat, values)
  const { day, way, outcome } = values
  ctx.record('seat.contactNoted', { type: 'group', id: group.id }, { seatId: seat.id, day, way, outcome })
  return attempt
}

/** An earlier “no” that is noted late changes nothing in a later one. */
async function decline(ctx: Ctx, seat: Seat, { day, note }: z.output<typeof Contact>): Promise<void> {
  const held = await ctx.rows(seats).hold({ id: seat.id })
  const today = (await holdersOf(ctx, [seat.id])).filter(holder => holdsOn(holder, ctx.today))
  if (stateWith(held.state, today) === 'filled') return
  if (held.state === 'declined' && held.since !== null && held.since >= day) return
  await ctx.rows(seats).update(held, { state: 'declined', since: day, reason: note ?? held.reason })
}
