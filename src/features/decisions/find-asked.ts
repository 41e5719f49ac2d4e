import { seatHolders } from '#src/features/groups/group.entity.ts'
import { isReachedAt } from '#src/features/groups/seat.rules.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CirculationAsk, circulationAsks, circulations } from './circulation.entity.ts'
import { type AskedSeat, circulationFound, type FoundCirculation } from './find-circulation.ts'

/** A proposal as its link opens it, for one seat. */
export interface Asked {
  readonly ask: CirculationAsk
  readonly found: FoundCirculation
  readonly seat: AskedSeat
}

/**
 * For the holder of a mailed link, who needs no account. Throws one and the same `NotFound` for every dead link: also when
 * the seat is not hers any more, or is reached elsewhere.
 */
export async function askedByLink(ctx: Ctx, token: string): Promise<Asked> {
  const link = await findLink(ctx, token, 'circulation')
  const ask = await ctx.rows(circulationAsks).one({ id: link.subjectId, linkId: link.id })
  if (ask === null) throw new NotFound('errors.notFound')
  const holder = await ctx.rows(seatHolders).get({ id: ask.holderId })
  if (!isReachedAt(holder, link.contact, ctx.today)) throw new NotFound('errors.notFound')
  return askedIn(await circulationFound(ctx, await ctx.rows(circulations).get({ id: ask.circulationId })), ask)
}

/** For what changes it: nobody else answers or records before this unit of work ends. */
export async function holdAsked(ctx: Ctx, { ask }: Asked): Promise<Asked> {
  return askedIn(await circulationFound(ctx, await ctx.rows(circulations).hold({ id: ask.circulationId })), ask)
}

function askedIn(found: FoundCirculation, ask: CirculationAsk): Asked {
  const seat = found.seats.find(({ id }) => id === ask.seatId)
  if (seat === undefined) throw new NotFound('errors.notFound')
  return { ask, found, seat }
}
