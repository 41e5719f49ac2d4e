import { In } from 'typeorm'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { groupsOf, hasRole, officesOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { type ContactAttempt, contactAttempts } from './contact-attempt.entity.ts'
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
import { holdsOn, stateWith } from './seat.rules.ts'

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

/** A seat as of a day: its state follows from who holds it then, the ordinary holder before substitutes. */
export interface SeatWithHolders extends Seat {
  readonly organisationName: string | null
  readonly holders: readonly SeatHolder[]
}

/** Every seat of a group, in the order of the parties, as of the day (a holder's first and last day included). */
export const seatsWithHolders = (ctx: Ctx, groupId: string, day: Day): Promise<SeatWithHolders[]> =>
  seatsOf(ctx, [groupId], day)

/** As `seatsWithHolders`, of several groups at once. */
export async function seatsOf(ctx: Ctx, groupIds: readonly string[], day: Day): Promise<SeatWithHolders[]> {
  if (groupIds.length === 0) return []
  const all = await ctx.rows(seats).all({ groupId: In([...groupIds]) }, { id: 'ASC' })
  const held = (await holdersOf(ctx, idsOf(all))).filter(holder => holdsOn(holder, day))
  const names = await organisationNames(
    ctx,
    all.flatMap(({ organisationId }) => organisationId ?? []),
  )
  return all
    .map(seat => {
      const holders = held.filter(({ seatId }) => seatId === seat.id)
      const organisationName = names.get(seat.organisationId ?? '') ?? null
      return { ...seat, state: stateWith(seat.state, holders), organisationName, holders }
    })
    .sort((one, other) => PARTIES.indexOf(one.party) - PARTIES.indexOf(other.party))
}

const idsOf = (rows: readonly { id: string }[]): string[] => rows.map(({ id }) => id)

/** Everybody who holds, held or will hold one of the seats: ordinary before substitutes, the earliest first. */
export async function holdersOf(ctx: Ctx, seatIds: readonly string[]): Promise<SeatHolder[]> {
  if (seatIds.length === 0) return []
  const rows = await ctx.rows(seatHolders).all({ seatId: In([...seatIds]) }, { fromDay: 'ASC', id: 'ASC' })
  return rows.sort((one, other) => Number(one.substitute) - Number(other.substitute))
}

/** What was done to fill the seats, the latest first. */
export const attemptsOf = async (ctx: Ctx, seatIds: readonly string[]): Promise<ContactAttempt[]> =>
  seatIds.length === 0
    ? []
    : ctx.rows(contactAttempts).all({ seatId: In([...seatIds]) }, { day: 'DESC', at: 'DESC', id: 'DESC' })

/** The groups that the actor may see, in Swedish order: the list that goes with `groupPolicy.view`. */
export async function visibleGroups(ctx: Ctx): Promise<Group[]> {
  if (hasRole(ctx.actor, 'admin')) return byName(await ctx.rows(groups).all())
  const own = officesOf(ctx.actor)
  const served = own.length === 0 ? [] : await ctx.rows(groupOffices).all({ officeId: In(own) })
  return groupsByIds(ctx, [...groupsOf(ctx.actor), ...served.map(({ groupId }) => groupId)])
}
