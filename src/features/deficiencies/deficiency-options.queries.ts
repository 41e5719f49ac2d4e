import { Params } from '#src/db/sql.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { soughtOf } from '#src/features/search/search-query.rules.ts'
import { withLonger } from '#src/features/search/search-terms.queries.ts'
import { circleOf } from '#src/kernel/actor.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { DeficiencyFilter } from './deficiency-filter.rules.ts'
import type { Chosen } from './deficiency-sets.ts'

/** What the address chooses, with slugs as ids. A slug that is no longer there chooses nothing. */
export async function chosenBy(ctx: Ctx, filter: DeficiencyFilter): Promise<Chosen> {
  const { states, level, theme, words, organisation, municipality } = filter
  const units = words !== null && 'units' in words ? words.units : null
  // Words that say nothing find nothing.
  const none = units?.length === 0
  return {
    states: none ? [] : states,
    level,
    theme,
    sought: units === null ? null : soughtOf(await withLonger(ctx, units), ['deficiency']),
    numbers: words !== null && 'numbers' in words ? words.numbers : null,
    organisationIds: organisation === null ? null : await withUnits(ctx, organisation),
    municipalityId: municipality === null ? null : await municipalityId(ctx, municipality),
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

async function municipalityId(ctx: Ctx, slug: string): Promise<string | null> {
  const [row] = await ctx.sql.select<{ id: string }>('SELECT "id" FROM "municipality" WHERE "slug" = $1', [slug])
  return row?.id ?? null
}

/** Those that stand on a systemfel of the actor's; in a large circle all there are. */
export const organisationsNamed = (ctx: Ctx, circleIsSmall: boolean): Promise<Option[]> =>
  options(ctx, 'organisation', circleIsSmall ? ['deficiency_organisation', 'organisation_id'] : null)

/** Those that a systemfel of the actor's is met in; in a large circle all there are. */
export const municipalitiesMet = (ctx: Ctx, circleIsSmall: boolean): Promise<Option[]> =>
  options(ctx, 'municipality', circleIsSmall ? ['circle_member', 'member_id'] : null)

/** By way of the table and column that link them to a systemfel, when only those linked are wanted. */
async function options(ctx: Ctx, table: string, by: readonly [string, string] | null): Promise<Option[]> {
  const p = new Params()
  const linked =
    by === null
      ? ''
      : ` WHERE "id" IN (SELECT "x"."${by[1]}" FROM "circle_member" "c" CROSS JOIN "${by[0]}" "x"
          WHERE "x"."deficiency_id" = "c"."deficiency_id" AND ${p.in('"c"."member_id"', circleOf(ctx.actor))})`
  const rows = await ctx.sql.select<{ slug: string; name: string }>(`SELECT "slug", "name" FROM "${table}"${linked}`, p)
  return byName(rows).map(({ slug, name }) => ({ value: slug, label: name }))
}
