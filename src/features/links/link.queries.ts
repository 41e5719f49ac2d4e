import { In, IsNull } from 'typeorm'
import { circleMembers, type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import type { Ctx } from '#src/work/context.ts'
import { type DeficiencyLink, deficiencyLinks, type LinkKind, type Moved } from './link.entity.ts'
import { linkPolicy } from './link.policy.ts'

export type Merge = DeficiencyLink & { readonly moved: Moved }
export const isMerge = (link: DeficiencyLink): link is Merge => link.kind === 'same' && link.moved !== null

/** A link with both of its ends. */
export interface Linked {
  readonly link: DeficiencyLink
  readonly from: DeficiencyInCircle
  readonly to: DeficiencyInCircle
}
/** A standing link of one that the actor may see. Throws `NotFound`. */
export async function findLinked(ctx: Ctx, id: string): Promise<Linked> {
  const link = await ctx.rows(deficiencyLinks).get({ id })
  const from = await deficiencyById(ctx, link.fromId)
  const to = await deficiencyById(ctx, link.toId)
  linkPolicy.reveal(ctx.actor, { from, to })
  return { link, from, to }
}

/** What is said of the two, whichever way, and stands. */
export async function linkBetween(
  ctx: Ctx,
  one: string,
  other: string,
  kind: LinkKind,
): Promise<DeficiencyLink | null> {
  return ctx.rows(deficiencyLinks).one([
    { kind, fromId: one, toId: other, undoneAt: IsNull() },
    { kind, fromId: other, toId: one, undoneAt: IsNull() },
  ])
}

/** The merge by which it lives on in another; null for one that does not. */
export async function mergeOf(ctx: Ctx, { id, mergedIntoId }: Deficiency): Promise<Merge | null> {
  if (mergedIntoId === null) return null
  const link = await ctx.rows(deficiencyLinks).one({ kind: 'same', fromId: id, undoneAt: IsNull() })
  return link !== null && isMerge(link) ? link : null
}

/** What stands merged into it, oldest first. */
export async function mergesInto(ctx: Ctx, toId: string): Promise<Merge[]> {
  const links = await ctx
    .rows(deficiencyLinks)
    .all({ kind: 'same', toId, undoneAt: IsNull() }, { at: 'ASC', id: 'ASC' })
  return links.filter(isMerge)
}

/** The ids of those that are like any of the others, by their ids. */
export async function likenedTo(
  ctx: Ctx,
  ids: readonly string[],
  ...kinds: readonly LinkKind[]
): Promise<DeficiencyLink[]> {
  if (ids.length === 0) return []
  const stands = { kind: In([...kinds]), undoneAt: IsNull() }
  return ctx.rows(deficiencyLinks).all(
    [
      { ...stands, fromId: In([...ids]) },
      { ...stands, toId: In([...ids]) },
    ],
    { at: 'DESC', id: 'DESC' },
  )
}
/** The other end of a link. */
export const otherEnd = ({ fromId, toId }: DeficiencyLink, id: string): string => (fromId === id ? toId : fromId)

/** The one with the number, of whatever circle; of a merged one, the one it lives on in. Null when there is none. */
export async function livingByNumber(ctx: Ctx, number: string): Promise<DeficiencyInCircle | null> {
  const found = await ctx.rows(deficiencies).one({ number })
  if (found === null) return null
  let living = found
  while (living.mergedIntoId !== null) living = await ctx.rows(deficiencies).get({ id: living.mergedIntoId })
  return deficiencyById(ctx, living.id)
}

/** The numbers of the systemfel that a question was about before they were merged, where it went along. */
export async function askedOnOf(
  ctx: Ctx,
  { id, deficiencyId }: { readonly id: string; readonly deficiencyId: string },
): Promise<string[]> {
  const merges = (await mergesInto(ctx, deficiencyId)).filter(({ moved }) => moved.requests.includes(id))
  const numbers: string[] = []
  for (const { fromId } of merges) {
    numbers.push((await ctx.rows(deficiencies).get({ id: fromId })).number)
    numbers.push(...(await askedOnOf(ctx, { id, deficiencyId: fromId })))
  }
  return numbers
}

/** The ids of who stands in the circle of each. */
export async function circlesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const members = ids.length === 0 ? [] : await ctx.rows(circleMembers).all({ deficiencyId: In([...ids]) })
  const circles = new Map<string, string[]>()
  for (const { deficiencyId, memberId } of members)
    circles.set(deficiencyId, [...(circles.get(deficiencyId) ?? []), memberId])
  return circles
}
