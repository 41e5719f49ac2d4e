import { Params } from '#src/db/sql.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { circleOf } from '#src/kernel/actor.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import type { DeficiencyFilter } from './deficiency-filter.rules.ts'
import type { Chosen } from './deficiency-sets.ts'

/** What the address chooses, with slugs as ids. A slug that is no longer there chooses nothing. */
export async function chosenBy(ctx: Ctx, filter: DeficiencyFilter): Promise<Chosen> {
  const { states, level, theme, words, organisation, municipality } = filter
  const stems = words !== null && 'stems' in words ? words.stems : []
  // Words that say nothing find nothing.
  const none = words !== null && 'stems' in words && stems.length === 0
  return {
    states: none ? [] : states,
    level,
    theme,
    stems,
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
  options(
    ctx,
    circleIsSmall
      ? p => `SELECT DISTINCT "o"."slug", "o"."name" FROM (${ownIds(p, ctx)}) "s"
          JOIN "deficiency_organisation" "x" ON "x"."deficiency_id" = "s"."id"
          JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id"`
      : () => 'SELECT "slug", "name" FROM "organisation"',
  )

/** Those that a systemfel of the actor's is met in; in a large circle all there are. */
export const municipalitiesMet = (ctx: Ctx, circleIsSmall: boolean): Promise<Option[]> =>
  options(
    ctx,
    circleIsSmall
      ? p => `SELECT DISTINCT "m"."slug", "m"."name" FROM (${ownIds(p, ctx)}) "s"
          JOIN "circle_member" "x" ON "x"."deficiency_id" = "s"."id" AND "x"."kind" = 'municipality'
          JOIN "municipality" "m" ON "m"."id" = "x"."member_id"`
      : () => 'SELECT "slug", "name" FROM "municipality"',
  )

const ownIds = (p: Params, { actor }: Ctx): string =>
  `SELECT DISTINCT "deficiency_id" AS "id" FROM "circle_member" WHERE ${p.in('"member_id"', circleOf(actor))}`

async function options(ctx: Ctx, query: (p: Params) => string): Promise<Option[]> {
  const p = new Params()
  const rows = await ctx.sql.select<{ slug: string; name: string }>(query(p), p)
  return byName(rows).map(({ slug, name }) => ({ value: slug, label: name }))
}
