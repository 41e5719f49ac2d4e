import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { type Group, groupOffices, groups } from '#src/features/groups/group.entity.ts'
import { type SeatWithHolders, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { meetingPolicy, type OfGroup } from '#src/features/meetings/meeting.policy.ts'
import { NotFound } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Circulation, type CirculationReply, circulationReplies, circulations } from './circulation.entity.ts'
import { isAgreed } from './circulation.rules.ts'

export type GroupBetween = Group & OfGroup

/** A seat that is asked, and what it has said. */
export interface AskedSeat extends SeatWithHolders {
  readonly reply: CirculationReply | null
}
export interface FoundCirculation {
  readonly circulation: Circulation
  readonly group: GroupBetween
  readonly deficiency: DeficiencyInCircle
  /** Those with a holder today, and those that have answered. */
  readonly seats: readonly AskedSeat[]
}

/** For the group's own people. Throws `NotFound` when there is none or for others. */
export async function findCirculation(ctx: Ctx, id: string): Promise<FoundCirculation> {
  return revealed(ctx, await ctx.rows(circulations).get({ id }))
}

/** For what changes it: as `findCirculation`, and nobody else answers or records before this unit of work ends. */
export async function holdCirculation(ctx: Ctx, id: string): Promise<FoundCirculation> {
  return revealed(ctx, await ctx.rows(circulations).hold({ id }))
}

export async function groupBetween(ctx: Ctx, id: string): Promise<GroupBetween> {
  const served = await ctx.rows(groupOffices).all({ groupId: id })
  return {
    ...(await ctx.rows(groups).get({ id })),
    groupId: id,
    officeIds: served.map(({ officeId }) => officeId),
  }
}

async function revealed(ctx: Ctx, circulation: Circulation): Promise<FoundCirculation> {
  const found = await circulationFound(ctx, circulation)
  if (!meetingPolicy.can(ctx.actor, 'follow', found.group)) throw new NotFound('errors.notFound')
  return found
}

/** For those who come by a link, and for the system: the caller has shown that they may. */
export async function circulationFound(ctx: Ctx, circulation: Circulation): Promise<FoundCirculation> {
  const group = await groupBetween(ctx, circulation.groupId)
  const said = await ctx.rows(circulationReplies).all({ circulationId: circulation.id })
  const seats = (await seatsWithHolders(ctx, group.id, ctx.today)).map(seat => ({
    ...seat,
    reply: said.find(({ seatId }) => seatId === seat.id) ?? null,
  }))
  return {
    circulation,
    group,
    deficiency: await deficiencyById(ctx, circulation.deficiencyId),
    seats: seats.filter(({ holders, reply }) => holders.length > 0 || reply !== null),
  }
}

/** The seats that the actor holds today. */
export const ownSeats = ({ actor }: Ctx, seats: readonly AskedSeat[]): AskedSeat[] =>
  seats.filter(({ holders }) => holders.some(({ personId }) => personId === actor.id))

export const allAgree = (seats: readonly AskedSeat[]): boolean =>
  isAgreed(seats.map(({ reply }) => reply?.answer ?? null))
