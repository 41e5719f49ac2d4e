import { z } from 'zod'
import { alsoCheck } from '#src/features/organisations/register-form.ts'
import { addDays, type Day } from '#src/kernel/days.ts'
import { field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { endCalendar } from './end-calendar.ts'
import { type Group, type Seat, type SeatHolder, seatHolders, seats } from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'

export const EMPTY_STATES = ['vacant', 'declined'] as const
const Vacancy = z.object({
  state: field.choice(EMPTY_STATES, 'groups.chooseState'),
  since: field.day(),
  reason: field.formal(1000, 'groups.giveReason'),
  version: field.version(),
})

export const readVacancy = (ctx: Ctx, body: Submitted, seat: Seat) =>
  alsoCheck(ctx.form(Vacancy, body), body, async ({ since, version }) => {
    // Of a seat that somebody else has changed meanwhile, `vacateSeat` tells: the day here would only puzzle.
    const left = version === seat.version ? await stillThere(ctx, seat, since) : []
    return left.some(({ fromDay }) => fromDay >= since) ? { since: ['groups.beforeHolder'] } : {}
  })

/** Holders and substitutes whose time reaches the day or later. */
async function stillThere(ctx: Ctx, seat: Seat, day: Day): Promise<SeatHolder[]> {
  const all = await ctx.rows(seatHolders).all({ seatId: seat.id })
  return all.filter(({ toDay }) => toDay === null || toDay >= day)
}

/** Says since when and why nobody is there; who still held the seat is ended the day before. */
export async function vacateSeat(
  ctx: Ctx,
  group: Group & Serving,
  seat: Seat,
  { version, ...values }: z.output<typeof Vacancy>,
): Promise<void> {
  groupPolicy.authorize(ctx.actor, 'edit', group)
  await ctx.rows(seats).update({ ...seat, version }, values)
  const toDay = addDays(values.since, -1)
  for (const holder of await stillThere(ctx, seat, values.since)) {
    await ctx.rows(seatHolders).update(holder, { toDay })
    await endCalendar(ctx, holder.id, toDay)
  }
  const { state, since } = values
  ctx.record('seat.vacated', { type: 'group', id: group.id }, { seatId: seat.id, state, since })
}
