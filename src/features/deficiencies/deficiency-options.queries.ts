import { Params } from '#src/db/sql.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { soughtOf } from '#src/features/search/search-query.rules.ts'
import { withLonger } from '#src/features/search/search-terms.queries.ts'
import { circleOf, groupsOf, officesOf } from '#src/kernel/actor.ts'
import { addDays, startOf } from '#src/kernel/days.ts'
import { halfYearOf, readHalfYear } from '#src/kernel/half-years.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { DeficiencyFilter } from './deficiency-filter.rules.ts'
import type { Chosen } from './deficiency-parts.ts'
import { halfYearsBetween } from './marks.rules.ts'

/** What the address chooses, with slugs as ids. A slug that is no longer there chooses nothing. */
export async function chosenBy(ctx: Ctx, filter: DeficiencyFilter): Promise<Chosen> {
  const { states, level, theme, facet, period, definition, words, source, organisation } = filter
  const units = words !== null && 'units' in words ? words.units : null
  // Words that say nothing find nothing.
  const none = units?.length === 0 || source?.length === 0
  return {
    states: none ? [] : states,
    level,
    theme,
    facet,
    period,
    definition,
    sought: units === null ? null : soughtOf(await withLonger(ctx, units), ['deficiency']),
    numbers: words !== null && 'numbers' in words ? words.numbers : null,
    organisationIds: organisation === null ? null : await withUnits(ctx, organisation),
    municipalityId: await idOf(ctx, 'municipality', filter.municipality),
    officeId: await idOf(ctx, 'office', filter.office),
    groupId: await idOf(ctx, 'governance_group', filter.group),
    waitingBefore: filter.days === null ? null : startOf(addDays(ctx.today, 1 - filter.days)),
    sourceWords: source ?? [],
  }
}

/** The organisation and every unit under it. */
async function withUnits(ctx: Ctx, slug: string): Promise<string[] | null> {
  const rows = await ctx.sql.select<{ id: string }>(
    `WITH RECURSIVE "unit" ("id") AS (
       SELECT "id" FROM "organisation" WHERE "slug" = $1
       UNION SELECT "o"."id" FROM "organisation" "o" JOIN "unit" "u" ON "o"."parent_id" = "u"."id")
     SELECT "id" FROM "unit"`,
    [slug],
  )
  return rows.length === 0 ? null : rows.map(({ id }) => id)
}

async function idOf(ctx: Ctx, table: string, slug: string | null): Promise<string | null> {
  if (slug === null) return null
  const [row] = await ctx.sql.select<{ id: string }>(`SELECT "id" FROM "${table}" WHERE "slug" = $1`, [slug])
  return row?.id ?? null
}

/** What the reader may choose among, by what she may know of. */
export interface Offered {
  readonly organisations: readonly Option[]
  readonly municipalities: readonly Option[]
  readonly offices: readonly Option[]
  readonly groups: readonly Option[]
}

/**
 * Those that stand on a systemfel of the actor's. A large circle is not read through: then organisations are all there
 * are, since they are one register for all, and the others those that the registers connect with the actor.
 */
export async function offeredTo(ctx: Ctx, circleIsSmall: boolean): Promise<Offered> {
  const organisations = await options(ctx, 'organisation', circleIsSmall ? NAMED : () => '1 = 1')
  if (circleIsSmall) return { organisations, ...(await inCircle(ctx)) }
  return {
    organisations,
    offices: await options(ctx, 'office', RELATED_OFFICES),
    groups: await options(ctx, 'governance_group', RELATED_GROUPS),
    municipalities: await options(ctx, 'municipality', RELATED_MUNICIPALITIES),
  }
}

type Where = (p: Params, ctx: Ctx) => string
interface Named {
  readonly slug: string
  readonly name: string
}
const optionsOf = (rows: readonly Named[]): Option[] =>
  byName(rows).map(({ slug, name }) => ({ value: slug, label: name }))

async function options(ctx: Ctx, table: string, where: Where): Promise<Option[]> {
  const p = new Params()
  const query = `SELECT "slug", "name" FROM "${table}" WHERE ${where(p, ctx)}`
  return optionsOf(await ctx.sql.select<Named>(query, p))
}

const NAMED: Where = (p, { actor }) =>
  `"id" IN (SELECT "x"."organisation_id" FROM "circle_member" "c" CROSS JOIN "deficiency_organisation" "x"
     WHERE "x"."deficiency_id" = "c"."deficiency_id" AND ${p.in('"c"."member_id"', circleOf(actor))})`

/** Everybody who stands in the circle of a systemfel together with the actor. */
async function inCircle(ctx: Ctx): Promise<Omit<Offered, 'organisations'>> {
  const p = new Params()
  const rows = await ctx.sql.select<Named & { kind: string }>(
    `SELECT "i"."kind", COALESCE("f"."slug", "g"."slug", "m"."slug", '') AS "slug",
       COALESCE("f"."name", "g"."name", "m"."name", '') AS "name"
     FROM (SELECT DISTINCT "x"."kind", "x"."member_id" FROM "circle_member" "c" CROSS JOIN "circle_member" "x"
       WHERE "x"."deficiency_id" = "c"."deficiency_id" AND ${p.in('"c"."member_id"', circleOf(ctx.actor))}) "i"
     LEFT JOIN "office" "f" ON "f"."id" = "i"."member_id"
     LEFT JOIN "governance_group" "g" ON "g"."id" = "i"."member_id"
     LEFT JOIN "municipality" "m" ON "m"."id" = "i"."member_id"`,
    p,
  )
  const of = (kind: string): Option[] => optionsOf(rows.filter(row => row.kind === kind))
  return { offices: of('office'), groups: of('group'), municipalities: of('municipality') }
}

/** The actor's own offices, those that her groups serve, and those in an analyst's municipalities. */
const RELATED_OFFICES: Where = (p, { actor }) =>
  `(${p.in('"id"', officesOf(actor))}
    OR "id" IN (SELECT "office_id" FROM "group_office" WHERE ${p.in('"group_id"', groupsOf(actor))})
    OR "id" IN (SELECT "office_id" FROM "office_municipality" WHERE ${p.in('"municipality_id"', actor.municipalityIds)}))`
const RELATED_GROUPS: Where = (p, ctx) =>
  `(${p.in('"id"', groupsOf(ctx.actor))} OR "id" IN (SELECT "group_id" FROM "group_office" WHERE "office_id" IN
    (SELECT "id" FROM "office" WHERE ${RELATED_OFFICES(p, ctx)})))`
const RELATED_MUNICIPALITIES: Where = (p, ctx) =>
  `(${p.in('"id"', ctx.actor.municipalityIds)} OR "id" IN (SELECT "municipality_id" FROM "office_municipality"
    WHERE "office_id" IN (SELECT "id" FROM "office" WHERE ${RELATED_OFFICES(p, ctx)})))`

/** So many half-years may be chosen among, the newest first. */
const MOST_PERIODS = 40

/** From the first half-year that anything was reported in to this one. */
export async function periodsOffered(ctx: Ctx): Promise<string[]> {
  const [row] = await ctx.sql.select<{ first: string | null }>(
    'SELECT MIN("period") AS "first" FROM "deficiency_period"',
  )
  const now = halfYearOf(ctx.today)
  return halfYearsBetween(readHalfYear(row?.first ?? '') ?? now, now)
    .reverse()
    .slice(0, MOST_PERIODS)
}
