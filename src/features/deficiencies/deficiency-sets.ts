import { Params } from '#src/db/sql.ts'
import { circleOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { STATES } from './deficiency.entity.ts'
import { type Chosen, column, linked, members, moreParts, type Part, worded } from './deficiency-parts.ts'

/** How the rows of a query are come by: from a set that is gathered first, or in the order of an index of everything. */
export type Way = 'gather' | 'walk'
export interface Reading {
  readonly way: Way
  /** The systemfel as "d", for a query with the parameters; `positive` where an index by state serves it. */
  readonly rows: (p: Params, states: 'positive' | 'negative') => Rows
  /** The same to be counted; of a large set no more than the first of it. */
  readonly counted: (p: Params) => Rows
  /** There are more than those that are counted. */
  readonly cut: boolean
  readonly circleIsSmall: boolean
}
interface Rows {
  readonly before: string
  readonly from: string
  readonly where: readonly string[]
}

/** So far are sets measured. */
const MOST_MEASURED = 10_000
/** Fetching one systemfel by its id costs as much as passing this many in an index. */
const LOOKUP = 6
const SMALL_CIRCLE = 2_000

/**
 * Decides how the chosen systemfel are read: gathered from the smallest set that they must all stand in, or, where that
 * is a good part of everything, in the order of an index, each row tried. `forced` is for tests.
 */
export async function readingOf(ctx: Ctx, chosen: Chosen, forced?: Way): Promise<Reading> {
  const parts = partsOf(ctx, chosen)
  const { sizes, all } = await sizesOf(ctx, parts)
  const least = Math.min(...sizes)
  const way = forced ?? (least <= MOST_MEASURED && least * LOOKUP < all ? 'gather' : 'walk')
  const rows = way === 'gather' ? gather(parts, sizes.indexOf(least), chosen) : walk(parts, chosen)
  return {
    way,
    rows,
    ...countingOf(parts, sizes, chosen, way === 'gather' ? rows : null),
    circleIsSmall: (sizes[0] ?? 0) <= SMALL_CIRCLE,
  }
}

/**
 * What is walked is counted by the index of the states, or by the least of the sets that this index knows nothing of: row
 * by row, everything would have to be passed to find that few are chosen.
 */
function countingOf(
  parts: readonly Part[],
  sizes: readonly number[],
  chosen: Chosen,
  gathered: Reading['rows'] | null,
): Pick<Reading, 'counted' | 'cut'> {
  if (gathered !== null) return { counted: p => gathered(p, 'positive'), cut: false }
  const leading = sizes.map((size, at) => (parts[at]?.byState === true ? Number.POSITIVE_INFINITY : size))
  const least = Math.min(...leading)
  const led = Number.isFinite(least)
  const by = led ? gather(parts, leading.indexOf(least), chosen, MOST_MEASURED + 1) : walk(parts, chosen)
  return { counted: p => by(p, 'positive'), cut: led && least > MOST_MEASURED }
}

/** The circle first. */
function partsOf({ actor, sql }: Ctx, chosen: Chosen): Part[] {
  const { theme, organisationIds, municipalityId, sought, numbers, states } = chosen
  return [
    { ...members(circleOf(actor)), byState: true },
    ...(organisationIds === null ? [] : [linked('deficiency_organisation', 'organisation_id', organisationIds)]),
    ...(theme === null ? [] : [linked('deficiency_theme', 'theme', [theme])]),
    ...(municipalityId === null ? [] : [members([municipalityId])]),
    ...(sought === null ? [] : [worded(sql.dialect, sought)]),
    ...(numbers === null ? [] : [column('number', numbers)]),
    ...(states.length === 1 ? [{ ...column('state', states), byState: true }] : []),
    ...moreParts(actor, chosen),
  ]
}

/** The sets' sizes, as far as they are measured, and about how many systemfel there are in all. */
async function sizesOf(ctx: Ctx, parts: readonly Part[]): Promise<{ sizes: number[]; all: number }> {
  const p = new Params()
  const counts = parts.map(
    ({ ids }, at) => `(SELECT COUNT(*) FROM (${ids(p)} LIMIT ${MOST_MEASURED + 1}) "x${at}") AS "n${at}"`,
  )
  const ask = (estimate: string): string => `SELECT ${counts.join(', ')}, (${estimate}) AS "all"`
  const [row] = await ctx.sql.select<Record<string, unknown>>(
    {
      sqlite: ask('SELECT MAX("rowid") FROM "deficiency"'),
      postgres: ask(`SELECT "reltuples" FROM "pg_class" WHERE "oid" = '"deficiency"'::regclass`),
    },
    p,
  )
  return { sizes: parts.map((_, at) => Number(row?.[`n${at}`])), all: Number(row?.['all'] ?? 0) }
}

/** `most`: of the set that leads, no more than so many, in the order in which the systemfel lie. */
function gather(parts: readonly Part[], at: number, chosen: Chosen, most?: number): Reading['rows'] {
  const rest = parts.filter((part, nth) => nth !== at || part.wider === true)
  return p => {
    const ids = `SELECT DISTINCT "id" FROM (${parts[at]?.ids(p)}) "i"`
    const first = most === undefined ? ids : `SELECT "id" FROM (${ids} LIMIT ${most}) "f" ORDER BY "id"`
    return {
      before: `WITH "s" AS MATERIALIZED (${first})`,
      // CROSS JOIN: SQLite then reads the small set first.
      from: '"s" CROSS JOIN "deficiency" "d"',
      where: ['"d"."id" = "s"."id"', withStates(p, chosen), ...conditions(p, rest, chosen, 'positive')],
    }
  }
}

const walk =
  (parts: readonly Part[], chosen: Chosen): Reading['rows'] =>
  (p, states) => ({
    before: '',
    from: '"deficiency" "d"',
    where: [
      states === 'positive' ? withStates(p, chosen) : withoutStates(p, chosen),
      ...conditions(p, parts, chosen, states),
    ],
  })

const withStates = (p: Params, { states }: Chosen): string => p.in('"d"."state"', states)
/** As those left out: by those wanted, SQLite would leave the index of the order for one by state. */
const withoutStates = (p: Params, { states }: Chosen): string =>
  p.notIn(
    '"d"."state"',
    STATES.filter(state => !states.includes(state)),
  )

const conditions = (
  p: Params,
  parts: readonly Part[],
  { level }: Chosen,
  states: 'positive' | 'negative',
): string[] => [
  ...(level === null ? [] : [`"d"."level" = ${p.add(level)}`]),
  ...parts.map(({ holds, counts }) => (states === 'positive' && counts !== undefined ? counts(p) : holds(p))),
]
