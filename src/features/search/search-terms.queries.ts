import { Params } from '#src/db/sql.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Unit } from './search-query.rules.ts'
import { literalTerm } from './search-tokens.rules.ts'

/** A shorter beginning begins too much. */
const SHORTEST_BEGINNING = 4
/** So many words with the same beginning are looked at, and of them the ones that most systemfel have are sought. */
const LOOKED_AT = 300
const MOST_LONGER = 20

/**
 * The same with the words that begin as what was typed: "handläggn" also finds "handläggningstid". They are looked up among
 * the words that there are, so that the index itself is asked for whole words only.
 */
export function withLonger(ctx: Ctx, units: readonly Unit[]): Promise<Unit[]> {
  return Promise.all(units.map(async unit => ({ ...unit, longer: await longerThan(ctx, unit) })))
}

async function longerThan(ctx: Ctx, { typed, literals }: Unit): Promise<string[]> {
  if (typed.length < SHORTEST_BEGINNING || typed.includes(' ') || /\p{N}/u.test(typed)) return []
  const beginning = literalTerm(typed)
  const p = new Params()
  const [from, to] = [p.add(beginning), p.add(`${beginning}\u{10ffff}`)]
  const longer = (term: string): string =>
    `SELECT "term" FROM (SELECT "term", "count" FROM "search_term" WHERE ${term} >= ${from} AND ${term} < ${to}
       ORDER BY ${term} LIMIT ${LOOKED_AT}) "t" ORDER BY "count" DESC, ${term} LIMIT ${MOST_LONGER}`
  const rows = await ctx.sql.select<{ term: string }>(
    { sqlite: longer('"term"'), postgres: longer('"term" COLLATE "C"') },
    p,
  )
  return rows.map(({ term }) => term).filter(term => !literals.includes(term))
}

/** Of what was typed, that which stands in no text at all. */
export async function unknownWords(ctx: Ctx, units: readonly Unit[]): Promise<string[]> {
  const p = new Params()
  const literals = units.flatMap(unit => unit.literals)
  const rows = await ctx.sql.select<{ term: string }>(
    `SELECT "term" FROM "search_term" WHERE ${p.in('"term"', literals)}`,
    p,
  )
  const known = new Set(rows.map(({ term }) => term))
  return units.filter(unit => !unit.literals.some(literal => known.has(literal))).map(({ typed }) => typed)
}
