import { groupsServing } from '#src/features/groups/group.queries.ts'
import { offices } from '#src/features/organisations/office.entity.ts'
import { municipalitiesOf } from '#src/features/organisations/office.queries.ts'
import { indexDeficiency } from '#src/features/search/findable.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { noteState } from './change-state.ts'
import {
  type CircleMember,
  circleMembers,
  type Deficiency,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
} from './deficiency.entity.ts'
import { keepFacets, keepPeriods, keepSourceWords } from './keep-marks.ts'
import type { Facet, Level, Theme } from './words.ts'

export interface NewDeficiency {
  readonly title: string
  readonly description: string
  readonly level: Level
  readonly facets: readonly Facet[]
  readonly themes: readonly Theme[]
  readonly organisationIds: readonly string[]
  readonly gap: boolean
  readonly officeId: string
  /** Where it is met; all that the office covers unless given. */
  readonly municipalityIds?: readonly string[]
  readonly levelInferred?: boolean
  readonly source?: string
  /** As the office is, unless given. */
  readonly fictitious?: boolean
  readonly protected?: boolean
}

/**
 * Makes a systemfel with its number (`SF-2026-0001`) and its circle: the office, the groups that serve it and the
 * municipalities. From then on it is found. The caller authorises, and links the report that it is made from.
 */
export async function makeDeficiency(ctx: Ctx, made: NewDeficiency): Promise<Deficiency> {
  const deficiency = await ctx.rows(deficiencies).insert(await rowOf(ctx, made))
  const deficiencyId = deficiency.id
  await ctx
    .rows(deficiencyOrganisations)
    .insertAll(
      [...new Set(made.organisationIds)].map(organisationId => ({ id: ctx.newId(), deficiencyId, organisationId })),
    )
  await ctx
    .rows(deficiencyThemes)
    .insertAll([...new Set(made.themes)].map(theme => ({ id: ctx.newId(), deficiencyId, theme })))
  await ctx.rows(circleMembers).insertAll(await circleOf(ctx, deficiencyId, made))
  await keepFacets(ctx, deficiency)
  await keepPeriods(ctx, deficiency)
  await keepSourceWords(ctx, deficiency)
  await indexDeficiency(ctx, deficiency)
  await noteState(ctx, deficiencyId, deficiency.state, 'made')
  ctx.record('deficiency.made', { type: 'deficiency', id: deficiencyId }, factsOf(deficiency))
  return deficiency
}

async function rowOf(ctx: Ctx, made: NewDeficiency): Promise<Deficiency> {
  const { fictitious } = await ctx.rows(offices).get({ id: made.officeId })
  const year = yearOf(ctx.today)
  const number = await ctx.nextNumber(`SF-${year}`)
  return {
    id: ctx.newId(),
    number: `SF-${year}-${String(number).padStart(4, '0')}`,
    title: made.title,
    description: made.description,
    what: null,
    forWhom: null,
    wanted: null,
    level: made.level,
    facets: made.facets,
    gap: made.gap,
    legalGround: null,
    externalReference: null,
    diaryNumber: null,
    state: 'new',
    stateSince: ctx.now,
    levelInferred: made.levelInferred ?? false,
    protected: made.protected ?? false,
    source: made.source ?? null,
    reportCount: 0,
    firstMonth: null,
    lastMonth: null,
    waitingSince: null,
    definition: 'untried',
    definitionOverride: null,
    definitionReason: null,
    definitionGroupId: null,
    definitionAt: null,
    mergedIntoId: null,
    officeId: made.officeId,
    createdAt: ctx.now,
    closedAt: null,
    fictitious: made.fictitious ?? fictitious,
    version: 1,
  }
}

async function circleOf(ctx: Ctx, deficiencyId: string, made: NewDeficiency): Promise<CircleMember[]> {
  const groups = await groupsServing(ctx, made.officeId)
  const met = made.municipalityIds ?? (await municipalitiesOf(ctx, made.officeId)).map(({ id }) => id)
  const member =
    (kind: CircleMember['kind']) =>
    (memberId: string): CircleMember => ({ id: ctx.newId(), deficiencyId, kind, memberId, reported: null })
  return [
    member('office')(made.officeId),
    ...groups.map(({ id }) => member('group')(id)),
    ...[...new Set(met)].map(member('municipality')),
  ]
}

const factsOf = ({ number, officeId, level, state }: Deficiency) => ({ number, officeId, level, to: state })
