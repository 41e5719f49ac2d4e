import { type Newest, newestHits, type Sought } from '#src/db/full-text.ts'
import { asInstant, asNumber, Params } from '#src/db/sql.ts'
import { visibleTo } from '#src/features/deficiencies/deficiency-sets.ts'
import { type Actor, circleOf, officesOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import type { SearchEntry, SearchKind } from './search-entry.entity.ts'
import { soughtOf, type Unit } from './search-query.rules.ts'
import { inOrder } from './search-score.rules.ts'
import { withLonger } from './search-terms.queries.ts'
import { circleToken, officeToken } from './search-tokens.rules.ts'

/** So many of the newest hits are put in order; what is older comes after them. */
const MOST_ORDERED = 200
/** Hits are counted so far; beyond it there are "more than". */
export const MOST_COUNTED = 1_000
/** Where fewer are found, words that begin so are sought as well. */
const FEW = 20
/** Who stands in more circles than this sees most of what there is: then each hit is tried, rather than sought by reader. */
const MOST_SCOPES = 50

export type Entry = Pick<SearchEntry, 'kind' | 'subjectId' | 'deficiencyId' | 'at' | 'seq' | 'head' | 'tokens'>
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
  const exact = await find(ctx, soughtOf(units, kinds), kinds, before)
  if (exact.rows.length >= FEW || before !== null) return found(ctx, exact, units)
  const wider = await withLonger(ctx, units)
  if (wider.every(({ longer }) => longer.length === 0)) return found(ctx, exact, units)
  const more = await find(ctx, soughtOf(wider, kinds), kinds, null)
  // Older pages would have to seek the same beginnings, which may be others by then.
  return { ...found(ctx, more, wider), older: null }
}

/** How many there are, at most one more than `most`. */
export const countHits = async (ctx: Ctx, units: readonly Unit[], kinds: readonly SearchKind[]): Promise<number> =>
  (await find(ctx, soughtOf(units, kinds), kinds, null)).total

/** The entries of these things, as far as the reader may see them. */
export async function entriesOf(ctx: Ctx, where: (p: Params) => string): Promise<Entry[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Entry>(
    `SELECT ${COLUMNS} FROM "search_entry" "e" WHERE "e"."subject_id" IN (${where(p)}) AND ${allowedTo(p, ctx.actor)}
     ORDER BY "e"."seq" DESC`,
    p,
  )
  return rows.map(entryOf)
}

const COLUMNS = `"e"."kind", "e"."subject_id" AS "subjectId", "e"."deficiency_id" AS "deficiencyId", "e"."at", "e"."seq",
  "e"."head", "e"."tokens"`

function find(ctx: Ctx, sought: Sought, kinds: readonly SearchKind[], before: number | null): Promise<Newest<Entry>> {
  const readers = scopesOf(ctx.actor, kinds)
  const scoped = readers.length <= MOST_SCOPES
  return newestHits<Entry>(ctx.sql, scoped && sought.length > 0 ? [...sought, readers] : sought, {
    columns: COLUMNS,
    allowed: p => allowedTo(p, ctx.actor),
    ...{ scoped, before, most: MOST_ORDERED, counted: MOST_COUNTED + 1 },
  })
}

const reportOffices = (actor: Actor): string[] => officesOf(actor, 'ombud', 'coordinator')

/** The tokens of those for whom the reader reads. */
function scopesOf(actor: Actor, kinds: readonly SearchKind[]): string[] {
  const inCircle = kinds.some(kind => kind !== 'observation') ? circleOf(actor).map(circleToken) : []
  const inOffice = kinds.includes('observation') ? reportOffices(actor).map(officeToken) : []
  return [...inCircle, ...inOffice]
}

/** The rules of the pages, `deficiencyPolicy.view` and `observationPolicy.view`, as a condition on the entry "e". */
const allowedTo = (p: Params, actor: Actor): string =>
  `(${visibleTo(p, actor, '"e"."deficiency_id"')} OR ${p.in('"e"."office_id"', reportOffices(actor))})`

function found(ctx: Ctx, { rows, total }: Newest<Entry>, units: readonly Unit[]): Found {
  const entries = rows.map(entryOf)
  const own = reportOffices(ctx.actor).flatMap(id => [circleToken(id), officeToken(id)])
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
