import { In } from 'typeorm'
import { z } from 'zod'
import { facetFields, facetsOf } from '#src/features/observations/report-fields.ts'
import { indexDeficiency } from '#src/features/search/findable.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Deficiency, deficiencies, deficiencyOrganisations, deficiencyThemes } from './deficiency.entity.ts'
import { deficiencyPolicy, ownFeeding } from './deficiency.policy.ts'
import { linksOf } from './deficiency.queries.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { keepFacets } from './keep-marks.ts'
import { judgedAs } from './refresh-definition.ts'
import { LEVELS, THEMES, type Theme } from './words.ts'

export const LONGEST_DESCRIPTION = 4000
export const LONGEST_SENTENCE = 300

/** `known`: the organisations offered. */
export const changeForm = (known: readonly string[]) =>
  z.object({
    version: field.version(),
    title: field.text(200),
    description: field.text(LONGEST_DESCRIPTION),
    what: field.optionalText(LONGEST_SENTENCE),
    forWhom: field.optionalText(LONGEST_SENTENCE),
    wanted: field.optionalText(LONGEST_SENTENCE),
    level: field.choice(LEVELS),
    ...facetFields,
    themes: field.choices(THEMES),
    organisationIds: field.ids().refine(ids => ids.every(id => known.includes(id)), 'errors.choose'),
    gap: field.flag(),
    legalGround: field.optionalFormal(200),
    externalReference: field.optionalFormal(100),
    diaryNumber: field.optionalFormal(60),
  })
/** Kort sagt: what, for whom, what we want, in three plain sentences. */
export const Short = z.object({
  version: field.version(),
  what: field.text(LONGEST_SENTENCE),
  forWhom: field.text(LONGEST_SENTENCE),
  wanted: field.text(LONGEST_SENTENCE),
})

type Words = Pick<
  Deficiency,
  | 'title'
  | 'description'
  | 'what'
  | 'forWhom'
  | 'wanted'
  | 'level'
  | 'facets'
  | 'gap'
  | 'legalGround'
  | 'externalReference'
  | 'diaryNumber'
>
interface Change {
  /** Of the systemfel as it was when the fields were read. */
  readonly version: number
  readonly words: Partial<Words>
  readonly themes?: readonly Theme[]
  readonly organisationIds?: readonly string[]
}

/** Changes words and classification. Throws `Conflict` when somebody else changed the systemfel first. */
export async function changeDeficiency(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  form: z.output<ReturnType<typeof changeForm>>,
): Promise<void> {
  const { version, themes, organisationIds, facetsCaseworker, facetsLocal, facetsCentral, ...rest } = form
  const facets = facetsOf(rest.level, { facetsCaseworker, facetsLocal, facetsCentral })
  await change(ctx, deficiency, { version, words: { ...rest, facets }, themes, organisationIds })
}

export const writeShort = (
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  { version, ...words }: z.output<typeof Short>,
): Promise<void> => change(ctx, deficiency, { version, words })

async function change(ctx: Ctx, deficiency: DeficiencyInCircle, wanted: Change): Promise<void> {
  deficiencyPolicy.authorize(ctx.actor, 'edit', deficiency)
  const links = await linksOf(ctx, deficiency.id)
  const before: Values = {
    ...deficiency,
    themes: [...links.themes].sort(),
    organisationIds: links.organisations.map(({ id }) => id).sort(),
  }
  const after = valuesOf(wanted)
  const fields = Object.keys(after).filter(name => !same(before[name], after[name]))
  if (fields.length === 0) return
  const definition = fields.includes('level')
    ? await judgedAs(ctx, { ...deficiency, ...wanted.words })
    : deficiency.definition
  const changes = { ...wanted.words, definition }
  const changed = await ctx.rows(deficiencies).update({ ...deficiency, version: wanted.version }, changes)
  if (fields.includes('themes')) await setThemes(ctx, deficiency.id, wanted.themes ?? [])
  if (fields.includes('organisationIds')) await setOrganisations(ctx, deficiency.id, wanted.organisationIds ?? [])
  if (fields.includes('facets')) await keepFacets(ctx, changed)
  await indexDeficiency(ctx, changed)
  const codes = fields.filter(name => CODES.includes(name))
  ctx.record(
    'deficiency.changed',
    { type: 'deficiency', id: deficiency.id },
    {
      fields,
      from: pick(before, codes),
      to: pick(after, codes),
      officeId: ownFeeding(ctx.actor, deficiency)[0] ?? null,
    },
  )
}

type Values = Readonly<Record<string, unknown>>
/** What the log may hold the values of; of texts it names the field only. */
const CODES: readonly string[] = ['level', 'facets', 'gap', 'themes', 'organisationIds']

const valuesOf = ({ words, themes, organisationIds }: Change): Values => ({
  ...words,
  ...(themes === undefined ? {} : { themes: [...themes].sort() }),
  ...(organisationIds === undefined ? {} : { organisationIds: [...organisationIds].sort() }),
})
const same = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)
const pick = (values: Values, names: readonly string[]): Values =>
  Object.fromEntries(names.map(name => [name, values[name]]))

async function setThemes(ctx: Ctx, deficiencyId: string, themes: readonly Theme[]): Promise<void> {
  const rows = ctx.rows(deficiencyThemes)
  const before = (await rows.all({ deficiencyId })).map(({ theme }) => theme)
  const gone = before.filter(theme => !themes.includes(theme))
  if (gone.length > 0) await rows.remove({ deficiencyId, theme: In(gone) })
  const added = themes.filter(theme => !before.includes(theme))
  await rows.insertAll(added.map(theme => ({ id: ctx.newId(), deficiencyId, theme })))
}

async function setOrganisations(ctx: Ctx, deficiencyId: string, organisationIds: readonly string[]): Promise<void> {
  const rows = ctx.rows(deficiencyOrganisations)
  const before = (await rows.all({ deficiencyId })).map(({ organisationId }) => organisationId)
  const gone = before.filter(id => !organisationIds.includes(id))
  if (gone.length > 0) await rows.remove({ deficiencyId, organisationId: In(gone) })
  const added = organisationIds.filter(id => !before.includes(id))
  await rows.insertAll(added.map(organisationId => ({ id: ctx.newId(), deficiencyId, organisationId })))
}
