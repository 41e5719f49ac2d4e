import { z } from 'zod'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import { addDays, type Day } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { endCalendar } from './end-calendar.ts'
import { type Group, type Seat, type SeatHolder, seatHolders, seats } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'

const Filling = z.object({
  name: field.name(120, 'organisations.giveName'),
  email: field.optionalEmail(),
  fromDay: field.day(),
  substitute: field.flag(),
  shared: field.flag(),
  version: field.version(),
})
type Values = z.output<typeof Filling>

export const readFilling = (ctx: Ctx, body: Submitted, seat: Seat) =>
  alsoCheck(ctx.form(Filling, body), body, async ({ fromDay, substitute, shared, version }) => {
    // Of a seat that somebody else has changed meanwhile, `fillSeat` tells: what is said here would only puzzle.
    if (version !== seat.version) return {}
    if (substitute && shared) return { shared: ['groups.sharedOrSubstitute'] }
    const left = substitute || shared ? [] : await heldFrom(ctx, seat, fromDay)
    return left.some(holder => holder.fromDay >= fromDay) ? { fromDay: ['groups.beforeHolder'] } : {}
  })

/** Ordinary holders whose time reaches the day or later. */
async function heldFrom(ctx: Ctx, seat: Seat, day: Day): Promise<SeatHolder[]> {
  const all = await ctx.rows(seatHolders).all({ seatId: seat.id, substitute: false })
  return all.filter(({ toDay }) => toDay === null || toDay >= day)
}

/**
 * Gives the seat a holder, or a substitute beside one. The ordinary holder before is ended the day before: a seat has one
 * at a time, unless the new one shares it and they take turns. Throws `Conflict` when somebody else has changed the seat.
 */
export async function fillSeat(ctx: Ctx, group: Group & Serving, seat: Seat, filling: Values): Promise<SeatHolder> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  const { version: _, ...values } = filling
  const left = values.substitute || values.shared ? [] : await heldFrom(ctx, seat, values.fromDay)
  await takeSeat(ctx, seat, filling)
  const toDay = addDays(values.fromDay, -1)
  for (const holder of left) {
    await ctx.rows(seatHolders).update(holder, { toDay })
    await endCalendar(ctx, holder.id, toDay)
  }
  const added = { id: ctx.newId(), seatId: seat.id, ...values, personId: null, toDay: null, version: 1 }
  await ctx.rows(seatHolders).insert(added)
  const { substitute, shared, fromDay: from } = added
  const facts = { seatId: seat.id, holderId: added.id, substitute, shared, from }
  ctx.record('seat.filled', { type: 'group', id: group.id }, facts)
  return added
}

/** A substitute, and one who shares a filled seat, changes nothing in it but its version. */
async function takeSeat(ctx: Ctx, seat: Seat, { version, substitute, shared, fromDay }: Values): Promise<void> {
  const held = await ctx.rows(seats).hold({ id: seat.id })
  if (held.version !== version) throw new Conflict('errors.conflict', await newestHolder(ctx, seat))
  const stays = substitute || (shared && held.state === 'filled')
  const { state, reason, since } = stays ? held : { state: 'filled' as const, reason: null, since: fromDay }
  await ctx.rows(seats).update(held, { state, reason, since })
}

/** What somebody else most likely did meanwhile: the page shows it beside what was typed. */
async function newestHolder(ctx: Ctx, seat: Seat): Promise<{ table: string; id: string }> {
  const [newest] = await ctx.rows(seatHolders).all({ seatId: seat.id }, { id: 'DESC' }, 1)
  return { table: seatHolders.name, id: newest?.id ?? '' }
}
