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
  readonly stems: readonly string[]
  readonly numbers: readonly string[] | null
}

/** A set of systemfel, as a query for their ids and as a condition on "d". */
interface Part {
  readonly ids: (p: Params) => string
  readonly holds: (p: Params) => string
}

/** `small`: a set cheaper to fetch and sort than an index of everything is to walk. `large`: so far are sets measured. */
export const LIMITS = { small: 2_000, large: 10_000 }

/** Where rows are read from, for a query with the parameters. */
export type Source = (p: Params) => { readonly before: string; readonly from: string; readonly where: string[] }
export interface Sources {
  readonly forCount: Source
  /** Given how many there are. */
  readonly forPage: (total: number) => Source
  readonly circleIsSmall: boolean
}

/**
 * Decides how the chosen systemfel are read: from the smallest set that they must all stand in, or in the order of an
 * index, each row tried. Where there are few hits among many, only the former finds them soon.
 */
export async function sourcesOf(ctx: Ctx, chosen: Chosen, { small, large } = LIMITS): Promise<Sources> {
  const parts = partsOf(ctx.actor, chosen)
  const sizes = await sizesOf(ctx, parts, large)
  const least = Math.min(...sizes)
  const gathered = gather(parts, sizes.indexOf(least), chosen)
  const few = (total: number): boolean => least <= small || (least <= large && total < small)
  return {
    forCount: least <= large ? gathered : tally(parts, chosen),
    forPage: total => (few(total) ? gathered : walk(parts, chosen)),
    circleIsSmall: (sizes[0] ?? 0) <= small,
  }
}

/** The circle first. */
function partsOf(actor: Actor, { theme, organisationIds, municipalityId, stems, numbers, states }: Chosen): Part[] {
  return [
    members(circleOf(actor)),
    ...(organisationIds === null ? [] : [linked('deficiency_organisation', 'organisation_id', organisationIds)]),
    ...(theme === null ? [] : [linked('deficiency_theme', 'theme', [theme])]),
    ...(municipalityId === null ? [] : [members([municipalityId])]),
    ...stems.map(stem => linked('deficiency_stem', 'stem', [stem])),
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
const column = (name: string, values: readonly string[]): Part => ({
  ids: p => `SELECT "id" FROM "deficiency" WHERE ${p.in(`"${name}"`, values)}`,
  holds: p => p.in(`"d"."${name}"`, values),
})

async function sizesOf(ctx: Ctx, parts: readonly Part[], most: number): Promise<number[]> {
  const p = new Params()
  const counts = parts.map(({ ids }, at) => `(SELECT COUNT(*) FROM (${ids(p)} LIMIT ${most + 1}) "x${at}") AS "n${at}"`)
  const [row] = await ctx.sql.select<Record<string, unknown>>(`SELECT ${counts.join(', ')}`, p)
  return parts.map((_, at) => Number(row?.[`n${at}`]))
}

function gather(parts: readonly Part[], at: number, chosen: Chosen): Source {
  const rest = parts.filter((_, nth) => nth !== at)
  return p => ({
    before: `WITH "s" AS MATERIALIZED (SELECT DISTINCT "id" FROM (${parts[at]?.ids(p)}) "i")`,
    // CROSS JOIN: SQLite then reads the small set first.
    from: '"s" CROSS JOIN "deficiency" "d"',
    where: ['"d"."id" = "s"."id"', withStates(p, chosen), ...conditions(p, rest, chosen)],
  })
}

/** From an index that holds all that is asked of the systemfel itself. */
const tally =
  (parts: readonly Part[], chosen: Chosen): Source =>
  p => ({ before: '', from: '"deficiency" "d"', where: [withStates(p, chosen), ...conditions(p, parts, chosen)] })

/** In the order asked for: states are those left out, since SQLite would else leave that order's index for one by state. */
const walk =
  (parts: readonly Part[], chosen: Chosen): Source =>
  p => ({ before: '', from: '"deficiency" "d"', where: [withoutStates(p, chosen), ...conditions(p, parts, chosen)] })

const withStates = (p: Params, { states }: Chosen): string => p.in('"d"."state"', states)
const withoutStates = (p: Params, { states }: Chosen): string =>
  p.notIn(
    '"d"."state"',
    STATES.filter(state => !states.includes(state)),
  )

const conditions = (p: Params, parts: readonly Part[], { level }: Chosen): string[] => [
  ...(level === null ? [] : [`"d"."level" = ${p.add(level)}`]),
  ...parts.map(({ holds }) => holds(p)),
]
