import { In } from 'typeorm'
import { hitsOf } from '#src/db/full-text.ts'
import { Params } from '#src/db/sql.ts'
import {
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { type Candidate, type Ranked, rankCandidates } from '#src/features/observations/likeness.rules.ts'
import { type Frequency, frequencyOf } from '#src/features/observations/nearest.queries.ts'
import { searchEntries } from '#src/features/search/search-entry.entity.ts'
import { termOfStem, tokenOf } from '#src/features/search/search-tokens.rules.ts'
import type { Ctx } from '#src/work/context.ts'

/** For each systemfel: how many words seek, how many hits of theirs are looked at, and how many others are compared in full. */
const FOR_ONE = { seeking: 60, looked: 6000, compared: 40 } as const
const FOR_MANY = { seeking: 12, looked: 600, compared: 16 } as const
type Effort = typeof FOR_ONE | typeof FOR_MANY

/**
 * For each systemfel up to five others that are like it, the likest first, open and closed, whoever has met them; never a
 * merged one. The work is bounded, however many systemfel there are: the rarest words seek, and what they find is compared.
 */
export async function alikeTo(ctx: Ctx, ids: readonly string[]): Promise<Map<string, readonly Ranked[]>> {
  if (ids.length === 0) return new Map()
  const own = await profilesOf(ctx, ids)
  const known = await frequencyOf(ctx, stemsIn(own))
  const near = await nearestToEach(ctx, own, known, ids.length === 1 ? FOR_ONE : FOR_MANY)
  const profiles = new Map(
    (await profilesOf(ctx, [...new Set([...near.values()].flat())])).map(each => [each.id, each]),
  )
  const others = await frequencyOf(ctx, stemsIn([...profiles.values()]))
  const frequency = new Map([...known.of, ...others.of])
  return new Map(
    own.map(profile => {
      const compared = (near.get(profile.id) ?? []).flatMap(id => profiles.get(id) ?? [])
      return [profile.id, rankCandidates(profile, compared, frequency, known.total)]
    }),
  )
}

const stemsIn = (profiles: readonly Candidate[]): string[] => [...new Set(profiles.flatMap(({ stems }) => stems))]

/** What systemfel are compared by; merged ones are left out. */
async function profilesOf(ctx: Ctx, ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return []
  const deficiencyId = In([...ids])
  const rows = await ctx.rows(deficiencies).all({ id: In([...ids]) })
  const entries = await ctx.rows(searchEntries).all({ subjectId: In([...ids]) })
  const stems = new Map(entries.map(entry => [entry.subjectId, (entry.stems ?? '').split('|').filter(Boolean)]))
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

/** Ids of those that share the rarest words with each, most first: one query for all of them. */
async function nearestToEach(
  ctx: Ctx,
  profiles: readonly Candidate[],
  { of: frequency }: Frequency,
  effort: Effort,
): Promise<Map<string, string[]>> {
  const sought = profiles.flatMap(({ id, stems }) =>
    rarest(stems, frequency, effort).map(([stem, count]) => ({ id, stem, weight: 1 / Math.log(count + 2) })),
  )
  if (sought.length === 0) return new Map()
  const p = new Params()
  const hits = [...new Set(sought.map(({ stem }) => stem))].map(stem => {
    const found = hitsOf(p, ctx.sql.dialect, [[tokenOf('deficiency', termOfStem(stem))]])
    return `SELECT ${p.add(stem)} AS "stem", "seq" FROM (${found}) "f"`
  })
  const rows = sought.map(({ id, stem, weight }) => `(${p.add(id)}, ${p.add(stem)}, CAST(${p.add(weight)} AS REAL))`)
  const found = await ctx.sql.select<{ of: string; id: string }>(
    `WITH "sought" ("of", "stem", "weight") AS (VALUES ${rows.join(', ')}),
     "hit" AS MATERIALIZED (${hits.join(' UNION ALL ')})
     SELECT "t"."of", "e"."subject_id" AS "id" FROM "sought" "t" JOIN "hit" "h" ON "h"."stem" = "t"."stem"
     JOIN "search_entry" "e" ON "e"."seq" = "h"."seq" WHERE "e"."subject_id" <> "t"."of"
     GROUP BY "t"."of", "e"."subject_id" ORDER BY "t"."of", SUM("t"."weight") DESC, "e"."subject_id"`,
    p,
  )
  const near = new Map<string, string[]>()
  for (const { of, id } of found) {
    const ids = near.get(of) ?? []
    if (ids.length < effort.compared) near.set(of, [...ids, id])
  }
  return near
}

/** Words that others have too, the rarest first, as long as not too many have them in all. */
function rarest(
  stems: readonly string[],
  frequency: ReadonlyMap<string, number>,
  { seeking, looked }: Effort,
): [string, number][] {
  const shared = stems
    .map((stem): [string, number] => [stem, frequency.get(stem) ?? 0])
    .filter(([, count]) => count > 1)
    .sort(([, one], [, other]) => one - other)
  let left = looked
  return shared.slice(0, seeking).filter(([, count]) => {
    left -= count
    return left >= 0
  })
}
