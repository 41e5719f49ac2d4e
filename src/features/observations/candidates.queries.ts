import { In } from 'typeorm'
import { asNumber, Params } from '#src/db/sql.ts'
import {
  type Deficiency,
  deficiencies,
  deficiencyOrganisations,
  deficiencyStems,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { stemsOf } from '#src/kernel/swedish-words.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Candidate, rankCandidates, type Wanted } from './likeness.rules.ts'
import type { Observation } from './observation.entity.ts'
import { NO_PROGRESS, type Progress, progressOf } from './progress.queries.ts'

/** So many are compared in full; the others share too little with the text. */
const COMPARED = 40
/** The words that tell the most; a long text has more than are needed to find what is like it. */
const SOUGHT = 60

/** A systemfel as it is shown also outside its circle (product §10). */
export interface Shown
  extends Pick<Deficiency, 'id' | 'number' | 'title' | 'level' | 'state' | 'closedAt' | 'fictitious'> {
  /** Names, in Swedish order. */
  readonly organisations: readonly string[]
  readonly progress: Progress
}

/** Up to five systemfel that a report may be about, the likest first, whoever has met them. */
export async function candidatesFor(
  ctx: Ctx,
  report: Pick<Observation, 'whatHappened' | 'organisationIds' | 'themes' | 'level'>,
): Promise<Shown[]> {
  const wanted: Wanted = {
    stems: stemsOf(report.whatHappened),
    organisationIds: report.organisationIds,
    themes: report.themes,
    level: report.level === 'unsure' ? null : report.level,
  }
  const total = await ctx.rows(deficiencies).count()
  const found = await documentFrequency(ctx, wanted.stems)
  const near = await nearest(ctx, found)
  const candidates = await compared(ctx, near)
  const others = [...new Set(candidates.flatMap(({ stems }) => stems))].filter(stem => !found.has(stem))
  const frequency = new Map([...found, ...(await documentFrequency(ctx, others))])
  const ranked = rankCandidates(wanted, candidates, frequency, total)
  return shownByIds(
    ctx,
    ranked.map(({ id }) => id),
  )
}

/** In the order of the ids. */
export async function shownByIds(ctx: Ctx, ids: readonly string[]): Promise<Shown[]> {
  if (ids.length === 0) return []
  const rows = await ctx.rows(deficiencies).all({ id: In([...ids]) })
  const bodies = await ctx.rows(deficiencyOrganisations).all({ deficiencyId: In([...ids]) })
  const names = await organisationNames(
    ctx,
    bodies.map(({ organisationId }) => organisationId),
  )
  const progress = await progressOf(ctx, ids)
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    if (row === undefined) return []
    const of = new Set(bodies.filter(body => body.deficiencyId === id).map(body => body.organisationId))
    const organisations = [...names].filter(([organisationId]) => of.has(organisationId)).map(([, name]) => name)
    return [shown(row, organisations, progress.get(id) ?? NO_PROGRESS)]
  })
}

/** Nothing else of the row goes along. */
const shown = (row: Deficiency, organisations: readonly string[], progress: Progress): Shown => ({
  id: row.id,
  number: row.number,
  title: row.title,
  level: row.level,
  state: row.state,
  closedAt: row.closedAt,
  fictitious: row.fictitious,
  organisations,
  progress,
})

/** How many systemfel have each stem. */
async function documentFrequency(ctx: Ctx, stems: readonly string[]): Promise<Map<string, number>> {
  if (stems.length === 0) return new Map()
  const params = new Params()
  const rows = await ctx.sql.select<{ stem: string; count: unknown }>(
    `SELECT "stem", COUNT(*) AS "count" FROM "deficiency_stem" WHERE ${params.in('"stem"', stems)} GROUP BY "stem"`,
    params,
  )
  return new Map(rows.map(({ stem, count }) => [stem, asNumber(count)]))
}

/** Ids of those that share the rarest words with the text. */
async function nearest(ctx: Ctx, found: ReadonlyMap<string, number>): Promise<string[]> {
  const sought = [...found].sort(([, one], [, other]) => one - other).slice(0, SOUGHT)
  if (sought.length === 0) return []
  const params = new Params()
  const weights = sought.map(
    ([stem, count]) => `WHEN ${params.add(stem)} THEN CAST(${params.add(1 / Math.log(count + 2))} AS REAL)`,
  )
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "deficiency_id" AS "id" FROM "deficiency_stem"
     WHERE ${params.in(
       '"stem"',
       sought.map(([stem]) => stem),
     )}
     GROUP BY "deficiency_id" ORDER BY SUM(CASE "stem" ${weights.join(' ')} END) DESC, "deficiency_id"
     LIMIT ${COMPARED}`,
    params,
  )
  return rows.map(({ id }) => id)
}

/** A merged systemfel is no candidate: the one it lives on in is. */
async function compared(ctx: Ctx, ids: readonly string[]): Promise<Candidate[]> {
  if (ids.length === 0) return []
  const where = { deficiencyId: In([...ids]) }
  const rows = await ctx.rows(deficiencies).all({ id: In([...ids]) })
  const stems = gather(await ctx.rows(deficiencyStems).all(where), 'stem')
  const themes = gather(await ctx.rows(deficiencyThemes).all(where), 'theme')
  const bodies = gather(await ctx.rows(deficiencyOrganisations).all(where), 'organisationId')
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

function gather<K extends string, T extends { deficiencyId: string } & Record<K, string>>(
  rows: readonly T[],
  key: K,
): Map<string, string[]> {
  const gathered = new Map<string, string[]>()
  for (const row of rows) {
    const known = gathered.get(row.deficiencyId)
    if (known === undefined) gathered.set(row.deficiencyId, [row[key]])
    else known.push(row[key])
  }
  return gathered
}
