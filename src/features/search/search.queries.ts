import { type Newest, newestHits, type Sought } from '#src/db/full-text.ts'
import { asInstant, asNumber, Params } from '#src/db/sql.ts'
import { visibleTo } from '#src/features/deficiencies/deficiency-parts.ts'
import { type Actor, circleOf, officesOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { SearchEntry, SearchKind } from './search-entry.entity.ts'
import { soughtOf, type Unit } from './search-query.rules.ts'
import { inOrder } from './search-score.rules.ts'
import { withLonger } from './search-terms.queries.ts'
import { readerToken } from './search-tokens.rules.ts'

/** So many of the newest hits are put in order; what is older comes after them. */
const MOST_ORDERED = 100
/** Hits are counted so far; beyond it there are "more than". */
export const MOST_COUNTED = 1_000
/** Where fewer are found, words that begin so are sought as well. */
const FEW = 20
/** Who stands in more circles than this sees most of what there is: then each hit is tried, rather than sought by reader. */
const MOST_SCOPES = 50

export type Entry = Pick<SearchEntry, 'kind' | 'subjectId' | 'at' | 'seq' | 'head' | 'tokens'>
export interface Found {
  /** Those that fit best first. */
  readonly entries: readonly Entry[]
  /** At most `MOST_COUNTED` + 1. */
  readonly total: number
  /** What was sought in the end. */
  readonly units: readonly Unit[]
  /** The hits after these begin before this entry; null where there are none. */
  readonly older: number | null
}

/** What the reader may find: systemfel, decisions and answers of her circles, reports of her offices. Nothing for `admin`. */
export async function search(
  ctx: Ctx,
  units: readonly Unit[],
  kinds: readonly SearchKind[],
  before: number | null,
): Promise<Found> {
  const exact = await find(ctx, soughtOf(units, kinds), before)
  if (exact.rows.length >= FEW || before !== null) return found(ctx, exact, units)
  const wider = await withLonger(ctx, units)
  if (wider.every(({ longer }) => longer.length === 0)) return found(ctx, exact, units)
  const more = await find(ctx, soughtOf(wider, kinds), null)
  // Older pages would have to seek the same beginnings, which may be others by then.
  return { ...found(ctx, more, wider), older: null }
}

/** How many there are, at most one more than `most`. */
export const countHits = async (ctx: Ctx, units: readonly Unit[], kinds: readonly SearchKind[]): Promise<number> =>
  (await find(ctx, soughtOf(units, kinds), null)).total

/** Those of them that the reader may see: asked of the circles themselves, whatever the index says. */
export async function visible(ctx: Ctx, entries: readonly Entry[]): Promise<Entry[]> {
  const ids = entries.map(({ subjectId }) => subjectId)
  const seen = new Set((await entriesOf(ctx, p => p.in('"e"."subject_id"', ids))).map(({ subjectId }) => subjectId))
  return entries.filter(({ subjectId }) => seen.has(subjectId))
}

/** The entries that the condition on "e" chooses, as far as the reader may see them. */
export async function entriesOf(ctx: Ctx, where: (p: Params) => string): Promise<Entry[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Entry>(
    `SELECT ${COLUMNS} FROM "search_entry" "e" WHERE ${where(p)} AND ${allowedTo(p, ctx.actor)}
     ORDER BY "e"."seq" DESC`,
    p,
  )
  return rows.map(entryOf)
}

const COLUMNS = '"e"."kind", "e"."subject_id" AS "subjectId", "e"."at", "e"."seq", "e"."head", "e"."tokens"'

function find(ctx: Ctx, sought: Sought, before: number | null): Promise<Newest<Entry>> {
  const readers = circleOf(ctx.actor).map(readerToken)
  const scoped = readers.length <= MOST_SCOPES && readsAlike(ctx.actor)
  return newestHits<Entry>(ctx.sql, scoped && sought.length > 0 ? [...sought, readers] : sought, {
    ...{ columns: COLUMNS, before, within: null, most: MOST_ORDERED, counted: MOST_COUNTED + 1 },
    allowed: scoped ? null : p => allowedTo(p, ctx.actor),
  })
}

const reportOffices = (actor: Actor): string[] => officesOf(actor, 'ombud', 'coordinator')

/** Reads the reports of every office that she stands for in circles: for both, one token says so. */
const readsAlike = (actor: Actor): boolean => officesOf(actor).length === reportOffices(actor).length

/** The rules of the pages, `deficiencyPolicy.view` and `observationPolicy.view`, as a condition on the entry "e". */
const allowedTo = (p: Params, actor: Actor): string =>
  `(${visibleTo(p, actor, '"e"."deficiency_id"')} OR ${p.in('"e"."office_id"', reportOffices(actor))})`

function found(ctx: Ctx, { rows, total }: Newest<Entry>, units: readonly Unit[]): Found {
  const entries = rows.map(entryOf)
  const own = reportOffices(ctx.actor).map(readerToken)
  return {
    entries: inOrder(entries, units, own),
    total,
    units,
    older: total > entries.length ? (entries.at(-1)?.seq ?? null) : null,
  }
}

const entryOf = (row: Entry): Entry => ({
  ...row,
  at: asInstant(row.at),
  seq: asNumber(row.seq),
  head: asNumber(row.head),
})
