import type { Parties } from '#src/features/answers/answer.mails.ts'
import { groupsServing, type SeatWithHolders, seatsOf } from '#src/features/groups/group.queries.ts'
import { type Organisation, organisations } from '#src/features/organisations/organisation.entity.ts'
import type { Ctx } from '#src/work/context.ts'

/**
 * Where the holder of the asked authority's seat is reached: the ordinary one, or else a substitute. The seat is that of the
 * organisation, of one that it is a unit of, or the only one of its municipality; in the group that asks, or in those that
 * the asking office reports to. Null when nobody holds it, or holds it without an address.
 */
export async function seatHolderOf(
  ctx: Ctx,
  { group, office, organisation }: Pick<Parties, 'group' | 'office' | 'organisation'>,
): Promise<string | null> {
  const groups = group === null ? await groupsServing(ctx, office.id) : [group]
  const ids = groups.map(({ id }) => id)
  const seats = await seatsOf(ctx, ids, ctx.today)
  const own = await seatsFor(ctx, seats, organisation)
  return own.flatMap(({ holders }) => holders).find(({ email }) => email !== null)?.email ?? null
}

/** The nearest first. */
async function seatsFor(ctx: Ctx, seats: readonly SeatWithHolders[], organisation: Organisation) {
  const above = await lineOf(ctx, organisation)
  const named = above.flatMap(id => seats.filter(({ organisationId }) => organisationId === id))
  if (named.length > 0 || organisation.kind !== 'municipality') return named
  const municipal = seats.filter(({ party }) => party === 'municipality')
  return municipal.length === 1 ? municipal : []
}

/** Ids of the organisation, of the one it is a unit of, and so on. */
async function lineOf(ctx: Ctx, { id, parentId }: Organisation): Promise<string[]> {
  const line = [id]
  let next = parentId
  while (next !== null && !line.includes(next)) {
    line.push(next)
    next = (await ctx.rows(organisations).one({ id: next }))?.parentId ?? null
  }
  return line
}
