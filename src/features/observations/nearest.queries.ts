import { hitsOf, newestHits, type Sought } from '#src/db/full-text.ts'
import { asNumber, Params } from '#src/db/sql.ts'
import { EVERY_DEFICIENCY, termOfStem, tokenOf } from '#src/features/search/search-tokens.rules.ts'
import type { Ctx } from '#src/work/context.ts'

/** So many are compared in full; the others share too little with the text. */
export const COMPARED = 40
/** A long text has more words than are needed to find what is like it. */
const SOUGHT = 60
/** Words that so many systemfel have between them are looked up one by one, the rarest first … */
const LOOKED_UP = 1_500
/** … and of the others, the ones that tell the most only where several of them stand together. */
const TOGETHER = 5

/** How many systemfel are compared by each stem, and how many there are in all. */
export interface Frequency {
  readonly of: ReadonlyMap<string, number>
  readonly total: number
}

/** Costs as much as there are stems asked for, however many systemfel have them. */
export async function frequencyOf(ctx: Ctx, stems: readonly string[]): Promise<Frequency> {
  const byTerm = new Map(stems.map(stem => [termOfStem(stem), stem]))
  const p = new Params()
  const rows = await ctx.sql.select<{ term: string; count: unknown }>(
    `SELECT "term", "count" FROM "search_term" WHERE ${p.in('"term"', [...byTerm.keys(), EVERY_DEFICIENCY])}`,
    p,
  )
  const counts = new Map(rows.map(({ term, count }) => [term, asNumber(count)]))
  const of = [...byTerm].flatMap(([term, stem]) => {
    const count = counts.get(term) ?? 0
    return count > 0 ? [[stem, count] as const] : []
  })
  return { of: new Map(of), total: counts.get(EVERY_DEFICIENCY) ?? 0 }
}

/** The entries of the systemfel that share the most telling words with a text, of about 2 × `COMPARED`. */
export async function nearest(ctx: Ctx, { of }: Frequency): Promise<number[]> {
  const rarestFirst = [...of].sort(([, one], [, other]) => one - other).slice(0, SOUGHT)
  let sum = 0
  const rare = rarestFirst.filter(([, count]) => {
    sum += count
    return sum <= LOOKED_UP
  })
  const common = rarestFirst.slice(rare.length, rare.length + TOGETHER).map(([stem]) => stem)
  return [...new Set([...(await sharingRare(ctx, rare)), ...(await sharingSeveral(ctx, common))])]
}

const tokenOfStem = (stem: string): string => tokenOf('deficiency', termOfStem(stem))

async function sharingRare(ctx: Ctx, rare: readonly (readonly [string, number])[]): Promise<number[]> {
  if (rare.length === 0) return []
  const p = new Params()
  const each = rare.map(
    ([stem, count]) =>
      `SELECT "seq", CAST(${p.add(1 / Math.log(count + 2))} AS REAL) AS "weight" FROM (${hitsOf(p, ctx.sql.dialect, [[tokenOfStem(stem)]])}) "h"`,
  )
  const rows = await ctx.sql.select<{ seq: unknown }>(
    `SELECT "seq" FROM (${each.join(' UNION ALL ')}) "s" GROUP BY "seq" ORDER BY SUM("weight") DESC, "seq" DESC LIMIT ${COMPARED}`,
    p,
  )
  return rows.map(({ seq }) => asNumber(seq))
}

/** Those that share all of them; where these are few, those that share all but one, and so on down to two. */
async function sharingSeveral(ctx: Ctx, common: readonly string[]): Promise<number[]> {
  const tokens = common.map(tokenOfStem)
  const found = new Set<number>()
  for (let least = tokens.length; found.size < COMPARED && least >= Math.min(2, tokens.length) && least > 0; least--) {
    const { rows } = await newestHits<{ seq: unknown }>(ctx.sql, atLeast(least, tokens), {
      ...{ columns: '"e"."seq"', allowed: () => '1 = 1', scoped: true, before: null },
      ...{ most: COMPARED, counted: COMPARED },
    })
    for (const { seq } of rows) found.add(asNumber(seq))
  }
  return [...found]
}

/** What has `least` of the tokens has one of any so many that the others are fewer than `least`. */
const atLeast = (least: number, tokens: readonly string[]): Sought => subsets(tokens, tokens.length - least + 1)

function subsets(tokens: readonly string[], size: number): string[][] {
  if (size === 0) return [[]]
  return tokens.flatMap((token, at) => subsets(tokens.slice(at + 1), size - 1).map(rest => [token, ...rest]))
}
