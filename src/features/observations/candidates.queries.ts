import { In } from 'typeorm'
import { Params } from '#src/db/sql.ts'
import { ACTION_KINDS, type Action, actions } from '#src/features/actions/action.entity.ts'
import {
  type Deficiency,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { solutions } from '#src/features/effects/effect.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { stemsOf } from '#src/kernel/swedish-words.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Candidate, rankCandidates, readForgivingly, type Wanted } from './likeness.rules.ts'
import { type Frequency, frequencyOf, nearest } from './nearest.queries.ts'
import type { Observation } from './observation.entity.ts'
import { NO_PROGRESS, type Progress, progressOf } from './progress.queries.ts'

/** A systemfel as it is shown also outside its circle (product §10). */
export interface Shown
  extends Pick<Deficiency, 'id' | 'number' | 'title' | 'level' | 'facets' | 'state' | 'closedAt' | 'fictitious'> {
  /** Names, in Swedish order. */
  readonly organisations: readonly string[]
  readonly progress: Progress
  /** What kinds of action resolved it; none while it is not. */
  readonly solution: readonly Action['kind'][]
  /** What was done, as it is told to everybody; null while nobody has written it. */
  readonly solved: string | null
}

/** Up to five systemfel that a report may be about, the likest first, whoever has met them. */
export async function candidatesFor(
  ctx: Ctx,
  report: Pick<Observation, 'whatHappened' | 'organisationIds' | 'themes' | 'level'>,
): Promise<Shown[]> {
  const { stems, known } = await readStems(ctx, report.whatHappened)
  const wanted: Wanted = {
    stems,
    organisationIds: report.organisationIds,
    themes: report.themes,
    level: report.level === 'unsure' ? null : report.level,
  }
  const candidates = await compared(ctx, await nearest(ctx, known), wanted)
  const others = await frequencyOf(
    ctx,
    candidates.flatMap(({ stems }) => stems),
  )
  const ranked = rankCandidates(wanted, candidates, new Map([...known.of, ...others.of]), known.total)
  return shownByIds(
    ctx,
    ranked.map(({ id }) => id),
  )
}

/** What a text is about, words that nobody else has used read as what they may mean. */
async function readStems(ctx: Ctx, text: string): Promise<{ stems: string[]; known: Frequency }> {
  const written = stemsOf(text)
  const known = await frequencyOf(ctx, written)
  const stems = readForgivingly(written, stem => known.of.has(stem))
  const meant = stems.filter(stem => !known.of.has(stem))
  const others = meant.length === 0 ? known : await frequencyOf(ctx, meant)
  return { stems, known: { of: new Map([...known.of, ...others.of]), total: known.total } }
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
  const kinds = await solutionsOf(ctx, rows)
  const told = new Map(
    (await ctx.rows(solutions).all({ deficiencyId: In([...ids]) })).map(one => [one.deficiencyId, one]),
  )
  const byId = new Map(rows.map(row => [row.id, row]))
  return ids.flatMap(id => {
    const row = byId.get(id)
    if (row === undefined) return []
    const of = new Set(bodies.filter(body => body.deficiencyId === id).map(body => body.organisationId))
    const organisations = [...names].filter(([organisationId]) => of.has(organisationId)).map(([, name]) => name)
    return [
      {
        ...facts(row),
        organisations,
        progress: progress.get(id) ?? NO_PROGRESS,
        solution: kinds.get(id) ?? [],
        solved: row.state === 'resolved' ? (told.get(id)?.done ?? null) : null,
      },
    ]
  })
}

/** Nothing else of the row goes along. */
const facts = (row: Deficiency): Omit<Shown, 'organisations' | 'progress' | 'solution' | 'solved'> => ({
  id: row.id,
  number: row.number,
  title: row.title,
  level: row.level,
  facets: row.facets,
  state: row.state,
  closedAt: row.closedAt,
  fictitious: row.fictitious,
})

async function solutionsOf(ctx: Ctx, rows: readonly Deficiency[]): Promise<Map<string, Action['kind'][]>> {
  const resolved = rows.filter(({ state }) => state === 'resolved').map(({ id }) => id)
  if (resolved.length === 0) return new Map()
  const done = await ctx.rows(actions).all({ deficiencyId: In(resolved), state: 'done' })
  const kindsOf = (id: string): Action['kind'][] =>
    ACTION_KINDS.filter(kind => done.some(action => action.deficiencyId === id && action.kind === kind))
  return new Map(resolved.map(id => [id, kindsOf(id)]))
}

type Compared = Pick<Deficiency, 'id' | 'level' | 'state' | 'mergedIntoId'> & { readonly stems: string | null }

/** A merged systemfel is no candidate: the one it lives on in is. */
async function compared(ctx: Ctx, seqs: readonly number[], wanted: Wanted): Promise<Candidate[]> {
  if (seqs.length === 0) return []
  const p = new Params()
  const rows = await ctx.sql.select<Compared>(
    `SELECT "d"."id", "d"."level", "d"."state", "d"."merged_into_id" AS "mergedIntoId", "e"."stems"
     FROM "search_entry" "e" JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id" WHERE ${p.in('"e"."seq"', seqs)}`,
    p,
  )
  const where = { deficiencyId: In(rows.map(({ id }) => id)) }
  const themes = wanted.themes.length === 0 ? [] : await ctx.rows(deficiencyThemes).all(where)
  const bodies = wanted.organisationIds.length === 0 ? [] : await ctx.rows(deficiencyOrganisations).all(where)
  const living = await livingOn(ctx, rows)
  return rows.map(({ id, level, state, mergedIntoId, stems }) => ({
    id: mergedIntoId === null ? id : (living.get(mergedIntoId) ?? mergedIntoId),
    level,
    confirmed: state === 'resolved',
    stems: stems === null || stems === '' ? [] : stems.split('|'),
    themes: themes.flatMap(({ deficiencyId, theme }) => (deficiencyId === id ? [theme] : [])),
    organisationIds: bodies.flatMap(({ deficiencyId, organisationId }) =>
      deficiencyId === id ? [organisationId] : [],
    ),
  }))
}

/** Of those that others were merged into and that were merged in turn: where they ended. */
async function livingOn(ctx: Ctx, rows: readonly Compared[]): Promise<ReadonlyMap<string, string>> {
  const ends = new Map(rows.flatMap(({ mergedIntoId: id }) => (id === null ? [] : [[id, id] as const])))
  for (let moved = ends.size > 0; moved; ) {
    const targets = await ctx.rows(deficiencies).all({ id: In([...new Set(ends.values())]) })
    const next = new Map(targets.flatMap(({ id, mergedIntoId: to }) => (to === null ? [] : [[id, to] as const])))
    for (const [from, to] of ends) ends.set(from, next.get(to) ?? to)
    moved = next.size > 0
  }
  return ends
}
