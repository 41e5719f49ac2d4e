import type { Dialect } from '#src/db/columns.ts'
import { deficienciesOf, isHit, type Sought } from '#src/db/full-text.ts'
import { Params } from '#src/db/sql.ts'
import { type Actor, circleOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { STATES, type State } from './deficiency.entity.ts'
import type { Level, Theme } from './words.ts'

/** `deficiencyPolicy.view` as a condition: the actor stands in the circle of the systemfel whose id the column holds. */
export const visibleTo = (p: Params, actor: Actor, deficiencyId: string): string =>
  `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = ${deficiencyId}
    AND ${p.in(`"c"."member_id" || ''`, circleOf(actor))})`
// The `|| ''` keeps to the index of the systemfel: by the members, a large circle would be sought once for each of them.

/** What is chosen, with slugs turned into ids. Null and undefined choose nothing. */
export interface Chosen {
  readonly states: readonly State[]
  readonly level: Level | null
  readonly theme: Theme | null
  readonly organisationIds: readonly string[] | null
  readonly municipalityId: string | null
  /** Words that must all be found. */
  readonly sought: Sought | null
  readonly numbers: readonly string[] | null
}

/** A set of systemfel, as a query for their ids and as a condition on "d". */
interface Part {
  readonly ids: (p: Params) => string
  readonly holds: (p: Params) => string
  /** By words: each id once. */
  readonly words?: boolean
}

/** How the rows of a query are come by: from a set that is gathered first, or in the order of an index of everything. */
export type Way = 'gather' | 'walk'
export interface Reading {
  readonly way: Way
  /** The systemfel as "d", for a query with the parameters; `positive` where an index by state serves it. */
  readonly rows: (p: Params, states: 'positive' | 'negative') => Rows
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
  return {
    way,
    rows:
      way === 'gather'
        ? gather(parts, sizes.indexOf(least), chosen)
        : walk(parts, chosen, countedByWords(parts, chosen, ctx.sql.dialect)),
    circleIsSmall: (sizes[0] ?? 0) <= SMALL_CIRCLE,
  }
}

/** The circle first. */
function partsOf({ actor, sql }: Ctx, chosen: Chosen): Part[] {
  const { theme, organisationIds, municipalityId, sought, numbers, states } = chosen
  return [
    members(circleOf(actor)),
    ...(organisationIds === null ? [] : [linked('deficiency_organisation', 'organisation_id', organisationIds)]),
    ...(theme === null ? [] : [linked('deficiency_theme', 'theme', [theme])]),
    ...(municipalityId === null ? [] : [members([municipalityId])]),
    ...(sought === null ? [] : [worded(sql.dialect, sought)]),
    ...(numbers === null ? [] : [column('number', numbers)]),
    ...(states.length === 1 ? [column('state', states)] : []),
  ]
}

const linked = (table: string, name: string, values: readonly string[]): Part => ({
  ids: p => `SELECT "deficiency_id" AS "id" FROM "${table}" WHERE ${p.in(`"${name}"`, values)}`,
  holds: p =>
    `EXISTS (SELECT 1 FROM "${table}" "x" WHERE "x"."deficiency_id" = "d"."id" AND ${p.in(`"x"."${name}"`, values)})`,
})
const members = (ids: readonly string[]): Part => ({
  ...linked('circle_member', 'member_id', ids),
  holds: p =>
    `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = "d"."id" AND ${p.in(`"c"."member_id" || ''`, ids)})`,
})
const worded = (dialect: Dialect, sought: Sought): Part => ({
  ids: p => deficienciesOf(p, dialect, sought),
  holds: p => `EXISTS (SELECT 1 FROM "search_entry" WHERE "subject_id" = "d"."id" AND ${isHit(p, dialect, sought)})`,
  words: true,
})
const column = (name: string, values: readonly string[]): Part => ({
  ids: p => `SELECT "id" FROM "deficiency" WHERE ${p.in(`"${name}"`, values)}`,
  holds: p => p.in(`"d"."${name}"`, values),
})

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

function gather(parts: readonly Part[], at: number, chosen: Chosen): Reading['rows'] {
  const rest = parts.filter((_, nth) => nth !== at)
  return p => ({
    before: `WITH "s" AS MATERIALIZED (SELECT DISTINCT "id" FROM (${parts[at]?.ids(p)}) "i")`,
    // CROSS JOIN: SQLite then reads the small set first.
    from: '"s" CROSS JOIN "deficiency" "d"',
    where: ['"d"."id" = "s"."id"', withStates(p, chosen), ...conditions(p, rest, chosen)],
  })
}

const walk =
  (parts: readonly Part[], chosen: Chosen, counted: Reading['rows'] | null): Reading['rows'] =>
  (p, states) => {
    if (states === 'positive' && counted !== null) return counted(p, states)
    const where = [states === 'positive' ? withStates(p, chosen) : withoutStates(p, chosen)]
    return { before: '', from: '"deficiency" "d"', where: [...where, ...conditions(p, parts, chosen)] }
  }

/** To count, one begins with what the words find: to try each systemfel for them costs more. SQLite stops when it has enough. */
function countedByWords(parts: readonly Part[], chosen: Chosen, dialect: Dialect): Reading['rows'] | null {
  const at = parts.findIndex(({ words }) => words)
  if (at < 0 || dialect === 'postgres') return at < 0 ? null : gather(parts, at, chosen)
  const rest = parts.filter((_, nth) => nth !== at)
  return p => ({
    before: '',
    from: `(${parts[at]?.ids(p)}) "s" CROSS JOIN "deficiency" "d"`,
    where: ['"d"."id" = "s"."id"', withStates(p, chosen), ...conditions(p, rest, chosen)],
  })
}

const withStates = (p: Params, { states }: Chosen): string => p.in('"d"."state"', states)
/** As those left out: by those wanted, SQLite would leave the index of the order for one by state. */
const withoutStates = (p: Params, { states }: Chosen): string =>
  p.notIn(
    '"d"."state"',
    STATES.filter(state => !states.includes(state)),
  )

const conditions = (p: Params, parts: readonly Part[], { level }: Chosen): string[] => [
  ...(level === null ? [] : [`"d"."level" = ${p.add(level)}`]),
  ...parts.map(({ holds }) => holds(p)),
]
