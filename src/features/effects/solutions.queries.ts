import { In } from 'typeorm'
import { Params } from '#src/db/sql.ts'
import { type Action, actions, STRENGTHS } from '#src/features/actions/action.entity.ts'
import { type Answer, answers } from '#src/features/answers/answer.entity.ts'
import {
  circleMembers,
  type Deficiency,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { visibleTo } from '#src/features/deficiencies/deficiency-parts.ts'
import type { Theme } from '#src/features/deficiencies/words.ts'
import { type Group, groups } from '#src/features/groups/group.entity.ts'
import { type Candidate, rankCandidates } from '#src/features/observations/likeness.rules.ts'
import { frequencyOf, nearest } from '#src/features/observations/nearest.queries.ts'
import { type Office, offices } from '#src/features/organisations/office.entity.ts'
import { municipalitiesOf } from '#src/features/organisations/office.queries.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { byName } from '#src/features/organisations/swedish-order.ts'
import { searchEntries } from '#src/features/search/search-entry.entity.ts'
import { circleOf } from '#src/kernel/actor.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Solution, solutions } from './effect.entity.ts'
import type { SolutionFilter } from './solution-filter.rules.ts'

/** A systemfel that ombud have confirmed is solved, as the actor may read it: outside its circle no texts but those released. */
export interface SolutionFound
  extends Pick<Deficiency, 'id' | 'number' | 'title' | 'level' | 'facets' | 'fictitious' | 'closedAt'> {
  readonly inCircle: boolean
  /** Where: the municipalities of the office that it was made in. */
  readonly place: string
  /** Names, in Swedish order. */
  readonly organisations: readonly string[]
  /** None outside the circle, unless the sentences are written. */
  readonly themes: readonly Theme[]
  /** What was done; `description` is null outside the circle. */
  readonly actions: readonly (Pick<Action, 'kind' | 'strength'> & { readonly description: string | null })[]
  readonly strength: Action['strength']
  readonly answer: (Pick<Answer, 'kind' | 'receivedAt'> & { readonly text: string | null }) | null
  /** The three sentences; null while nobody has written them. */
  readonly told: Solution | null
  /** Whom to ask: functions, never a person. */
  readonly ask: readonly (Pick<Office, 'name' | 'email' | 'phone'> | Pick<Group, 'name' | 'email'>)[]
}

/** So many on one page. */
export const MOST_SOLUTIONS = 50
/** So many beside something else. */
const MOST_SIMILAR = 3

/** Confirmed ones, the latest first; one more than a page shows. */
export async function listSolutions(ctx: Ctx, filter: SolutionFilter): Promise<SolutionFound[]> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "d"."id" FROM "deficiency" "d" LEFT JOIN "solution" "t" ON "t"."deficiency_id" = "d"."id"
     WHERE "d"."state" = 'resolved'${conditions(ctx, p, filter)
       .map(condition => ` AND ${condition}`)
       .join('')}
     ORDER BY "d"."state_since" DESC, "d"."id" LIMIT ${MOST_SOLUTIONS + 1}`,
    p,
  )
  return solutionsByIds(
    ctx,
    rows.map(({ id }) => id),
  )
}

/** A theme is only known to the circle, or where the sentences are written: else it would be told by being sought. */
function conditions(ctx: Ctx, p: Params, { words, kind, level, theme }: SolutionFilter): string[] {
  const has = (word: string): string => {
    const like = p.add(`%${word.toLowerCase().replace(/[\\%_]/g, sign => `\\${sign}`)}%`)
    const columns = ['"d"."title"', '"d"."number"', '"t"."wrong"', '"t"."done"', '"t"."changed"']
    return `(${columns.map(column => `LOWER(${column}) LIKE ${like} ESCAPE '\\'`).join(' OR ')})`
  }
  return [
    ...words.map(has),
    ...(level === null ? [] : [`"d"."level" = ${p.add(level)}`]),
    ...(kind === null
      ? []
      : [
          `EXISTS (SELECT 1 FROM "deficiency_organisation" "x" JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id"
           WHERE "x"."deficiency_id" = "d"."id" AND "o"."kind" = ${p.add(kind)})`,
        ]),
    ...(theme === null
      ? []
      : [
          `("t"."id" IS NOT NULL OR ${visibleTo(p, ctx.actor, '"d"."id"')})`,
          `EXISTS (SELECT 1 FROM "deficiency_theme" "h" WHERE "h"."deficiency_id" = "d"."id" AND "h"."theme" = ${p.add(theme)})`,
        ]),
  ]
}

/** In the order of the ids; what is not confirmed is left out. */
export async function solutionsByIds(ctx: Ctx, ids: readonly string[]): Promise<SolutionFound[]> {
  if (ids.length === 0) return []
  const resolved = await ctx.rows(deficiencies).all({ id: In([...ids]), state: 'resolved' })
  const byId = new Map(resolved.map(row => [row.id, row]))
  const found: SolutionFound[] = []
  for (const id of ids) {
    const deficiency = byId.get(id)
    if (deficiency !== undefined) found.push(await solutionOf(ctx, deficiency))
  }
  return found
}

async function solutionOf(ctx: Ctx, deficiency: Deficiency): Promise<SolutionFound> {
  const { id: deficiencyId, officeId } = deficiency
  const own = circleOf(ctx.actor)
  const circle = await ctx.rows(circleMembers).all({ deficiencyId })
  const inCircle = circle.some(({ memberId }) => own.includes(memberId))
  const told = await ctx.rows(solutions).one({ deficiencyId })
  const themes = inCircle || told !== null ? await ctx.rows(deficiencyThemes).all({ deficiencyId }) : []
  const done = await ctx.rows(actions).all({ deficiencyId, state: 'done' }, { doneDay: 'ASC', id: 'ASC' })
  const [answer] = await ctx.rows(answers).all({ deficiencyId }, { receivedAt: 'DESC' }, 1)
  const { id, number, title, level, facets, fictitious, closedAt } = deficiency
  return {
    ...{ id, number, title, level, facets, fictitious, closedAt, inCircle, told },
    place: (await municipalitiesOf(ctx, officeId)).map(({ name }) => name).join(', '),
    organisations: await bodiesOf(ctx, deficiencyId),
    themes: themes.map(({ theme }) => theme),
    actions: done.map(action => ({ ...action, description: inCircle ? action.description : null })),
    strength: [...STRENGTHS].reverse().find(strength => done.some(action => action.strength === strength)) ?? null,
    answer: answer === undefined ? null : { ...answer, text: inCircle ? answer.text : null },
    ask: await whomToAsk(ctx, officeId, told),
  }
}

async function bodiesOf(ctx: Ctx, deficiencyId: string): Promise<string[]> {
  const rows = await ctx.rows(deficiencyOrganisations).all({ deficiencyId })
  if (rows.length === 0) return []
  const found = await ctx.rows(organisations).all({ id: In(rows.map(({ organisationId }) => organisationId)) })
  return byName(found).map(({ name }) => name)
}

async function whomToAsk(ctx: Ctx, officeId: string, told: Solution | null): Promise<SolutionFound['ask']> {
  const office = await ctx.rows(offices).get({ id: told?.officeId ?? officeId })
  const groupId = told?.groupId ?? null
  return groupId === null ? [office] : [await ctx.rows(groups).get({ id: groupId }), office]
}

/**
 * Confirmed solutions of systemfel like this one, the likest first, at most three: found by the words that they share, and
 * at organisations of the same kind where this one has any.
 */
export async function solutionsFor(ctx: Ctx, deficiencyId: string): Promise<SolutionFound[]> {
  const entry = await ctx.rows(searchEntries).one({ subjectId: deficiencyId })
  const stems = (entry?.stems ?? '').split('|').filter(Boolean)
  if (stems.length === 0) return []
  const known = await frequencyOf(ctx, stems)
  const candidates = await confirmedAmong(ctx, await nearest(ctx, known), deficiencyId)
  const others = await frequencyOf(ctx, [...new Set(candidates.flatMap(each => each.stems))])
  const wanted = { stems, organisationIds: [], themes: [], level: null }
  const ranked = rankCandidates(wanted, candidates, new Map([...known.of, ...others.of]), known.total)
  return solutionsByIds(
    ctx,
    ranked.slice(0, MOST_SIMILAR).map(({ id }) => id),
  )
}

async function confirmedAmong(ctx: Ctx, seqs: readonly number[], deficiencyId: string): Promise<Candidate[]> {
  if (seqs.length === 0) return []
  const p = new Params()
  const itself = p.add(deficiencyId)
  const kinds = `SELECT "o"."kind" FROM "deficiency_organisation" "x" JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id"
    WHERE "x"."deficiency_id" =`
  const rows = await ctx.sql.select<{ id: string; level: string; stems: string | null }>(
    `SELECT "d"."id", "d"."level", "e"."stems" FROM "search_entry" "e"
     JOIN "deficiency" "d" ON "d"."id" = "e"."subject_id" AND "d"."state" = 'resolved' AND "d"."id" <> ${itself}
     WHERE ${p.in('"e"."seq"', seqs)} AND (NOT EXISTS (${kinds} ${itself}) OR EXISTS (${kinds} "d"."id" AND "o"."kind" IN (${kinds.replaceAll('"o"', '"k"').replaceAll('"x"', '"y"')} ${itself})))`,
    p,
  )
  return rows.map(({ id, level, stems }) => ({
    ...{ id, level, organisationIds: [], themes: [] },
    stems: (stems ?? '').split('|').filter(Boolean),
  }))
}
