import { In } from 'typeorm'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import {
  type Group,
  groupOffices,
  groups,
  PARTIES,
  type Seat,
  type SeatHolder,
  seatHolders,
  seats,
} from './group.entity.ts'
import { groupPolicy, type Serving } from './group.policy.ts'

/** The groups that an office reports to, in Swedish order. */
export async function groupsServing(ctx: Ctx, officeId: string): Promise<Group[]> {
  const served = await ctx.rows(groupOffices).all({ officeId })
  return groupsByIds(
    ctx,
    served.map(({ groupId }) => groupId),
  )
}

/** In Swedish order; unknown ids are left out. */
export const groupsByIds = async (ctx: Ctx, ids: readonly string[]): Promise<Group[]> =>
  ids.length === 0 ? [] : byName(await ctx.rows(groups).all({ id: In([...new Set(ids)]) }))

/** The offices that feed a group, in Swedish order. */
export async function officesOfGroup(ctx: Ctx, groupId: string): Promise<Office[]> {
  return officesByIds(ctx, await officeIdsOf(ctx, groupId))
}

async function officeIdsOf(ctx: Ctx, groupId: string): Promise<string[]> {
  const served = await ctx.rows(groupOffices).all({ groupId })
  return served.map(({ officeId }) => officeId)
}

/** By its slug, with the ids of the offices it serves. Throws `NotFound` when there is none or the actor may not see it. */
export async function findGroup(ctx: Ctx, slug: string): Promise<Group & Serving> {
  const group = await ctx.rows(groups).get({ slug })
  const serving = { ...group, officeIds: await officeIdsOf(ctx, group.id) }
  groupPolicy.reveal(ctx.actor, serving)
  return serving
}

/** A seat with who holds it on a day: the ordinary holder first, then substitutes. */
export interface SeatWithHolders extends Seat {
  readonly organisationName: string | null
  readonly holders: readonly SeatHolder[]
}

/** Every seat of a group, in the order of the parties, with its holders on the day (both ends included). */
export async function seatsWithHolders(ctx: Ctx, groupId: string, day: Day): Promise<SeatWithHolders[]> {
  const all = await ctx.rows(seats).all({ groupId }, { id: 'ASC' })
  const held = await holdersOf(
    ctx,
    all.map(({ id }) => id),
  )
  const names = await organisationNames(
    ctx,
    all.flatMap(({ organisationId }) => organisationId ?? []),
  )
  return all
    .map(seat => ({
      ...seat,
      organisationName: names.get(seat.organisationId ?? '') ?? null,
      holders: held.filter(holder => holder.seatId === seat.id && holdsOn(holder, day)),
    }))
    .sort((one, other) => PARTIES.indexOf(one.party) - PARTIES.indexOf(other.party))
}

export const holdsOn = ({ fromDay, toDay }: SeatHolder, day: Day): boolean =>
  fromDay <= day && (toDay === null || toDay >= day)

/** Ordinary holders before substitutes, the earliest first. */
async function holdersOf(ctx: Ctx, seatIds: readonly string[]): Promise<SeatHolder[]> {
  if (seatIds.length === 0) return []
  const rows = await ctx.rows(seatHolders).all({ seatId: In([...seatIds]) }, { fromDay: 'ASC', id: 'ASC' })
  return rows.sort((one, other) => Number(one.substitute) - Number(other.substitute))
}
