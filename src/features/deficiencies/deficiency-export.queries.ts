import { Params } from '#src/db/sql.ts'
import type { Ctx } from '#src/work/context.ts'
import { orderOf, type Segment, segmentsOf } from './deficiency-order.ts'
import type { Chosen } from './deficiency-parts.ts'
import { type ListedDeficiency, listedByIds } from './deficiency-rows.queries.ts'
import { type Reading, readingOf } from './deficiency-sets.ts'
import type { SortChoice } from './filter-slugs.rules.ts'

/** So many systemfel go into a file. */
export const MOST_EXPORTED = 10_000
/** Others' queries get their turn in between. */
const CHUNK = 500

/** All pages of the list in its order; null where they are more than go into a file. */
export async function exportedDeficiencies(
  ctx: Ctx,
  chosen: Chosen,
  sort: SortChoice,
  most = MOST_EXPORTED,
): Promise<ListedDeficiency[] | null> {
  const reading = await readingOf(ctx, chosen)
  const ids: string[] = []
  for (const segment of segmentsOf(ctx.actor, sort))
    ids.push(...(await idsOf(ctx, reading, segment, most + 1 - ids.length)))
  if (ids.length > most) return null
  const rows: ListedDeficiency[] = []
  for (let from = 0; from < ids.length; from += CHUNK)
    rows.push(...(await listedByIds(ctx, ids.slice(from, from + CHUNK))))
  return rows
}

async function idsOf(ctx: Ctx, reading: Reading, segment: Segment, wanted: number): Promise<string[]> {
  if (wanted === 0) return []
  const p = new Params()
  const { before, from, where } = reading.rows(p, reading.way === 'gather' ? 'positive' : 'negative')
  const rows = await ctx.sql.select<{ id: string }>(
    `${before} SELECT "d"."id" FROM ${from} WHERE ${[...where, segment.where('d')].join(' AND ')}
     ORDER BY ${orderOf(segment, { edge: null, back: false, wanted }, 'd')} LIMIT ${wanted}`,
    p,
  )
  return rows.map(({ id }) => id)
}
