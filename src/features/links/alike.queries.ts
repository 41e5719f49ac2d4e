import { In } from 'typeorm'
import { asNumber, Params } from '#src/db/sql.ts'
import {
  deficiencies,
  deficiencyOrganisations,
  deficiencyStems,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { type Candidate, type Ranked, rankCandidates } from '#src/features/observations/likeness.rules.ts'
import type { Ctx } from '#src/work/context.ts'

/** A word that so many systemfel have is counted no further: it is taken to be in a quarter of them all. */
const COUNTED = 2000
/** So many words of one systemfel seek. */
const SOUGHT = 60
/** For each of several systemfel: how many rows of the word index are looked at, and how many others are compared in full. */
const FOR_ONE = { looked: 6000, compared: 40 } as const
const FOR_MANY = { looked: 600, compared: 16 } as const

/**
 * For each systemfel up to five others that are like it, the likest first, open and closed, whoever has met them; never a
 * merged one. The work is bounded, however many systemfel there are: the rarest words seek, and what they find is compared.
 */
export async function alikeTo(ctx: Ctx, ids: readonly string[]): Promise<Map<string, readonly Ranked[]>> {
  if (ids.length === 0) return new Map()
  const total = await ctx.rows(deficiencies).count()
  const own = await profilesOf(ctx, ids)
  const known = await frequencies(ctx, ids, total)
  const near = await nearest(ctx, own, known, ids.length === 1 ? FOR_ONE : FOR_MANY)
  const others = [...new Set([...near.values()].flat())]
  const profiles = new Map((await profilesOf(ctx, others)).map(profile => [profile.id, profile]))
  const frequency = await frequencies(ctx, [...ids, ...others], total)
  return new Map(
    own.map(profile => {
      const compared = (near.get(profile.id) ?? []).flatMap(id => profiles.get(id) ?? [])
      return [profile.id, rankCandidates(profile, compared, frequency, total)]
    }),
  )
}

/** What systemfel are compared by; merged ones are left out. */
async function profilesOf(ctx: Ctx, ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return []
  const deficiencyId = In([...ids])
  const rows = await ctx.rows(deficiencies).all({ id: In([...ids]) })
  const stems = gathered(await ctx.rows(deficiencyStems).all({ deficiencyId }), ({ stem }) => stem)
  const themes = gathered(await ctx.rows(deficiencyThemes).all({ deficiencyId }), ({ theme }) => theme)
  const bodies = gathered(await ctx.rows(deficiencyOrganisations).all({ deficiencyId }), row => row.organisationId)
  return rows
    .filter(({ state }) => state !== 'merged')
    .map(({ id, level }) => ({
      id,
      level,
      stems: stems.get(id) ?? [],
      themes: themes.get(id) ?? [],
      organisationIds: bodies.get(id) ?? [],
    }))
}

function gathered<T extends { deficiencyId: string }>(rows: readonly T[], read: (row: T) => string) {
  const all = new Map<string, string[]>()
  for (const row of rows) {
    const known = all.get(row.deficiencyId)
    if (known === undefined) all.set(row.deficiencyId, [read(row)])
    else known.push(read(row))
  }
  return all
}

/** How many systemfel have each word of some. */
async function frequencies(ctx: Ctx, ids: readonly string[], total: number): Promise<Map<string, number>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ stem: string; count: unknown }>(
    `SELECT "s"."stem", (SELECT COUNT(*) FROM (SELECT 1 AS "one" FROM "deficiency_stem" "x"
       WHERE "x"."stem" = "s"."stem" LIMIT ${COUNTED}) "counted") AS "count"
     FROM (SELECT DISTINCT "stem" FROM "deficiency_stem" WHERE ${p.in('"deficiency_id"', ids)}) "s"`,
    p,
  )
  const known = (count: number): number => (count < COUNTED ? count : Math.max(COUNTED, total / 4))
  return new Map(rows.map(({ stem, count }) => [stem, known(asNumber(count))]))
}

/** Ids of those that share the rarest words with each, most first. */
async function nearest(
  ctx: Ctx,
  profiles: readonly Candidate[],
  frequency: ReadonlyMap<string, number>,
  { looked, compared }: typeof FOR_ONE | typeof FOR_MANY,
): Promise<Map<string, string[]>> {
  const sought = profiles.flatMap(({ id, stems }) =>
    rarest(stems, frequency, looked).map(([stem, count]) => ({ id, stem, weight: 1 / Math.log(count + 2) })),
  )
  if (sought.length === 0) return new Map()
  const p = new Params()
  const rows = sought.map(({ id, stem, weight }) => `(${p.add(id)}, ${p.add(stem)}, CAST(${p.add(weight)} AS REAL))`)
  const found = await ctx.sql.select<{ of: string; id: string }>(
    `WITH "sought" ("of", "stem", "weight") AS (VALUES ${rows.join(', ')})
     SELECT "t"."of", "x"."deficiency_id" AS "id" FROM "sought" "t" CROSS JOIN "deficiency_stem" "x"
     WHERE "x"."stem" = "t"."stem" AND "x"."deficiency_id" <> "t"."of"
     GROUP BY "t"."of", "x"."deficiency_id" ORDER BY "t"."of", SUM("t"."weight") DESC, "x"."deficiency_id"`,
    p,
  )
  const near = new Map<string, string[]>()
  for (const { of, id } of found) {
    const ids = near.get(of) ?? []
    if (ids.length < compared) near.set(of, [...ids, id])
  }
  return near
}

/** Words that others have too, the rarest first, as long as not too many have them in all. */
function rarest(stems: readonly string[], frequency: ReadonlyMap<string, number>, most: number): [string, number][] {
  const shared = stems
    .map((stem): [string, number] => [stem, frequency.get(stem) ?? 0])
    .filter(([, count]) => count > 1 && count < COUNTED)
    .sort(([, one], [, other]) => one - other)
  let left = most
  return shared.slice(0, SOUGHT).filter(([, count]) => {
    left -= count
    return left >= 0
  })
}
