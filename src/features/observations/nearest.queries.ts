import { hitsOf, newestHits, type Sought } from '#src/db/full-text.ts'
import { asNumber, Params } from '#src/db/sql.ts'
import { EVERY_DEFICIENCY, termOfStem, tokenOf } from '#src/features/search/search-tokens.rules.ts'
import type { Ctx } from '#src/work/context.ts'
import { weigherOf } from './likeness.rules.ts'

/** So many of each kind are compared in full; the others share too little with the text. */
const COMPARED = 40
/** A long text has more words than are needed to find what is like it. */
const SOUGHT = 60
/** Words that so many systemfel have between them are looked up everywhere, the rarest first … */
const LOOKED_UP = 6_000
/** … and of the others, the ones that tell the most where they stand together: */
const COMMON = 5
/** so many of them anywhere, */
const TOGETHER = 3
/** or two of them among the newest entries, of which some ten thousand are systemfel. */
const NEWEST = 131_072

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

/** The entries of the systemfel that share the most telling words with a text: a hundred or so, however many there are. */
export async function nearest(ctx: Ctx, { of, total }: Frequency): Promise<number[]> {
  const weigh = weigherOf(of, total)
  const rarestFirst = [...of].sort(([, one], [, other]) => one - other).slice(0, SOUGHT)
  let sum = 0
  const rare = rarestFirst.filter(([, count]) => {
    sum += count
    return sum <= LOOKED_UP
  })
  const common = rarestFirst.slice(rare.length, rare.length + COMMON)
  const found = [
    ...(await sharingRare(ctx, rare, common, weigh)),
    ...(await newestWith(ctx, atLeast(Math.min(TOGETHER, common.length), tokensOf(common.slice(0, TOGETHER))), null)),
    ...(await newestWith(ctx, atLeast(Math.min(2, common.length), tokensOf(common)), NEWEST)),
  ]
  return [...new Set(found)]
}

type Counted = readonly (readonly [stem: string, count: number])[]
const tokensOf = (stems: Counted): string[] => stems.map(([stem]) => tokenOf('deficiency', termOfStem(stem)))

/** Weighed by the common words that they share as well. */
async function sharingRare(
  ctx: Ctx,
  rare: Counted,
  common: Counted,
  weigh: (stem: string) => number,
): Promise<number[]> {
  if (rare.length === 0) return []
  const p = new Params()
  const hits = (sought: Sought, stem: string): string =>
    `SELECT "seq", CAST(${p.add(weigh(stem))} AS REAL) AS "weight" FROM (${hitsOf(p, ctx.sql.dialect, sought)}) "h"`
  const each = [
    ...rare.map(stem => hits([tokensOf([stem])], stem[0])),
    ...common.map(stem => hits([tokensOf(rare), tokensOf([stem])], stem[0])),
  ]
  const rows = await ctx.sql.select<{ seq: unknown }>(
    `SELECT "seq" FROM (${each.join(' UNION ALL ')}) "s" GROUP BY "seq" ORDER BY SUM("weight") DESC, "seq" DESC LIMIT ${COMPARED}`,
    p,
  )
  return rows.map(({ seq }) => asNumber(seq))
}

async function newestWith(ctx: Ctx, sought: Sought, within: number | null): Promise<number[]> {
  const { rows } = await newestHits<{ seq: unknown }>(ctx.sql, sought, {
    ...{ columns: '"e"."seq"', allowed: null, before: null, within },
    ...{ most: COMPARED, counted: COMPARED },
  })
  return rows.map(({ seq }) => asNumber(seq))
}

/** What has `least` of the tokens has one of any so many that the others are fewer than `least`. Of none, nothing. */
const atLeast = (least: number, tokens: readonly string[]): Sought =>
  least === 0 ? [] : subsets(tokens, tokens.length - least + 1)

function subsets(tokens: readonly string[], size: number): string[][] {
  if (size === 0) return [[]]
  return tokens.flatMap((token, at) => subsets(tokens.slice(at + 1), size - 1).map(rest => [token, ...rest]))
}
