import { Params } from '#src/db/sql.ts'
import { LIKELY } from '#src/features/observations/likeness.rules.ts'
import type { Ctx } from '#src/work/context.ts'
import { alikeTo } from './alike.queries.ts'
import { likenedTo } from './link.queries.ts'
import { type Site, sitesOf } from './site.queries.ts'
import { isElsewhere } from './site.rules.ts'

/** So many systemfel of the area are looked at for one page. */
export const PER_PAGE = 25
/** So many twins are shown of each. */
const MOST = 3

/** A systemfel of the area, and where it is likely found again. */
export interface Twinned {
  readonly own: Site
  readonly twins: readonly Site[]
}
export interface TwinPage {
  readonly found: readonly Twinned[]
  /** The id to go on from; null at the end. */
  readonly next: string | null
}

/**
 * The systemfel of an analyst's area that are likely found again in another office or municipality, newest first: those
 * among the next 25 of the area. `before`: the id that the page before ended with. Two of the area are shown once, with the newer.
 */
export async function twinsOf(ctx: Ctx, before: string | null): Promise<TwinPage> {
  const area = await areaIds(ctx, before)
  const ids = area.slice(0, PER_PAGE)
  const likely = new Map(
    [...(await alikeTo(ctx, ids))].map(([id, ranked]) => [id, ranked.filter(({ score }) => score >= LIKELY)]),
  )
  const links = await likenedTo(ctx, ids, 'similar', 'different')
  const judged = new Set(links.map(({ fromId, toId }) => pairOf(fromId, toId)))
  const sites = await sitesOf(ctx, [...new Set([...ids, ...[...likely.values()].flat().map(({ id }) => id)])])
  const found = ids.flatMap((id): Twinned[] => {
    const own = sites.get(id)
    const others = (likely.get(id) ?? []).filter(other => !judged.has(pairOf(id, other.id)))
    const twins = others
      .flatMap(other => sites.get(other.id) ?? [])
      .filter(site => own !== undefined && isTwin(own, site))
    return own === undefined || twins.length === 0 ? [] : [{ own, twins: twins.slice(0, MOST) }]
  })
  return { found, next: area.length > PER_PAGE ? (ids.at(-1) ?? null) : null }
}

const pairOf = (one: string, other: string): string => [one, other].sort().join()

/** Of two that the reader sees, the newer one tells it. */
const isTwin = (own: Site, other: Site): boolean =>
  isElsewhere(own, other) && !(other.visible && other.municipalityIds.length > 0 && other.id > own.id)

/** The next systemfel of the area and one more, newest first. */
async function areaIds(ctx: Ctx, before: string | null): Promise<string[]> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT DISTINCT "deficiency_id" AS "id" FROM "circle_member"
     WHERE ${p.in('"member_id"', ctx.actor.municipalityIds)}${before === null ? '' : ` AND "deficiency_id" < ${p.add(before)}`}
     ORDER BY "id" DESC LIMIT ${PER_PAGE + 1}`,
    p,
  )
  return rows.map(({ id }) => id)
}
