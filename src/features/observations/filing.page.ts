import { FACETS, LEVELS } from '#src/features/deficiencies/words.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { ChoiceFieldModel, Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { LONGEST_TEXT } from './describe-hindrance.ts'
import { type Example, exampleOf } from './example.page.ts'
import { previousStep, STEPS, type Step, stepPath } from './filing.rules.ts'
import { type Observation, REPORT_LEVELS } from './observation.entity.ts'
import { areFictitious, draftsOf } from './observation.queries.ts'
import { employerNames, type OrganisationGroup, organisationGroups } from './organisation-groups.ts'
import { FACET_FIELDS, facetValues } from './report-fields.ts'
import { carriedText } from './report-history.ts'
import { type ForWhom, forWhom, isBegunBy, writingFor } from './writing-for.ts'

/** What every step shows around its fields. */
export interface StepFrame {
  readonly title: string
  readonly fictitious: boolean
  readonly action: string
  readonly back: string
  /** "Steg 2 av 6". */
  readonly caption: string
  readonly form: FormState
  /** Of the draft as it was when the fields were typed; null before there is one. */
  readonly version: string | null
  /** Why the report was returned, while it is being completed. */
  readonly reason: string | null
  /** Whose it is, where somebody else writes it. */
  readonly about: string | null
  /** Where what is written is kept while it is written; empty where only the button keeps it. */
  readonly autosave: string
  readonly example: Example
}

/** Where acute harm goes: the same on every page. */
export type AcuteHelp = object

/** What an edit form carries besides its fields. */
export type Versioned = Pick<StepFrame, 'version'>

export interface LevelFields {
  readonly form: FormState
  readonly levels: readonly LevelChoice[]
  readonly label: string
  /** The question is the page's heading. */
  readonly heading: boolean
}
export interface ThemeFields {
  readonly form: FormState
  readonly themes: readonly Option[]
}

/** The version that goes with what is shown: that of a faulty form, else the draft's. */
export const versionOf = (form: FormState | undefined, { version }: { readonly version: number }): string => {
  const typed = form?.values['version']
  return typeof typed === 'string' && /^\d{1,9}$/.test(typed) ? typed : String(version)
}

export async function stepFrame(
  ctx: Ctx,
  step: Step,
  draft: Observation,
  stored: FormState['values'],
  form?: FormState,
): Promise<StepFrame> {
  const before = previousStep(step)
  return {
    title: ctx.t(keyOf(`observations.step.${step}`)),
    fictitious: await areFictitious(ctx, [draft.officeId]),
    action: stepPath(draft.id, step),
    back: draft.state === 'returned' ? stepPath(draft.id, 'check') : stepPath(draft.id, before ?? 'text'),
    caption: captionOf(ctx, step),
    form: form ?? emptyForm(stored),
    version: versionOf(form, draft),
    reason: draft.state === 'returned' ? draft.reason : null,
    about: await carriedText(ctx, draft),
    autosave: autosavePath(draft),
    example: await exampleOf(ctx, step),
  }
}

/** Of a report that is returned nothing: the office reads it. */
export const autosavePath = ({ id, state }: Observation): string =>
  state === 'draft' ? `/rapportera/${id}/utkast` : ''

const captionOf = (ctx: Ctx, step: Step): string =>
  ctx.t('observations.stepOf', { step: STEPS.indexOf(step) + 1, steps: STEPS.length })

export interface TextPage extends StepFrame {
  readonly longest: number
  /** Asked of those who have several. */
  readonly offices: readonly Option[] | null
  /** Asked once, of those who may write for somebody else. */
  readonly forWhom: ForWhom | null
  readonly drafts: number
}

/** Step 1 before there is a draft. */
export async function newReportPage(ctx: Ctx, form?: FormState): Promise<TextPage> {
  const writing = await writingFor(ctx, 'ombud')
  return {
    title: ctx.t('observations.step.text'),
    fictitious: await areFictitious(ctx, writing.officeIds),
    action: '/rapportera',
    back: '/rapporter',
    caption: captionOf(ctx, 'text'),
    form: form ?? emptyForm(),
    version: null,
    reason: null,
    about: null,
    autosave: '/rapportera/utkast',
    example: await exampleOf(ctx, 'text'),
    longest: LONGEST_TEXT,
    offices: await officeOptions(ctx, writing.officeIds),
    forWhom: await forWhom(ctx, writing),
    drafts: (await draftsOf(ctx)).length,
  }
}

/** Whoever began a draft may still say whose it is, and move it; others write on where it is. */
export async function textPage(ctx: Ctx, draft: Observation, form?: FormState): Promise<TextPage> {
  const { whatHappened, officeId, ombudId, writtenById } = draft
  const stored = { whatHappened, officeId, ...(writtenById === null ? {} : { forId: ombudId }) }
  const frame = await stepFrame(ctx, 'text', draft, stored, form)
  const back = draft.state === 'returned' ? frame.back : '/rapporter'
  const writing = isBegunBy(ctx, draft) ? await writingFor(ctx, 'ombud') : null
  return {
    ...{ ...frame, back, longest: LONGEST_TEXT, drafts: 0 },
    offices: await officeOptions(ctx, writing?.officeIds ?? [officeId]),
    forWhom: writing === null ? null : await forWhom(ctx, writing),
  }
}

/** Null where there is nothing to choose. */
async function officeOptions(ctx: Ctx, ids: readonly string[]): Promise<Option[] | null> {
  const offices = await officesByIds(ctx, ids)
  return offices.length > 1 ? offices.map(({ id, name }) => ({ value: id, label: name })) : null
}

export interface OrganisationPage extends StepFrame {
  readonly organisations: readonly OrganisationGroup[]
  /** Names of the office's own employer and commissioner; empty when none is registered. */
  readonly employers: string
}

export async function organisationPage(ctx: Ctx, draft: Observation, form?: FormState): Promise<OrganisationPage> {
  const { organisationIds, gap } = draft
  const frame = await stepFrame(ctx, 'organisation', draft, { organisationIds, ...(gap ? { gap: 'ja' } : {}) }, form)
  const employers = await employerNames(ctx, draft.officeId)
  return { ...frame, organisations: await organisationGroups(ctx), employers: employers.join(', ') }
}

export interface LevelPage extends StepFrame {
  readonly levels: readonly LevelChoice[]
}
export interface LevelChoice extends Option {
  readonly facets: Omit<ChoiceFieldModel, 'form'> | null
}

export async function levelPage(ctx: Ctx, draft: Observation, form?: FormState): Promise<LevelPage> {
  const { level, facets } = draft
  const stored = { ...(level === null ? {} : { level }), ...facetValues(level, facets) }
  return {
    ...(await stepFrame(ctx, 'level', draft, stored, form)),
    levels: REPORT_LEVELS.map(level => levelChoice(ctx, level)),
  }
}

/** The level as it is chosen in a report and in triage: its national wording, an example, and what it may be about. */
export const levelChoice = (ctx: Ctx, level: (typeof REPORT_LEVELS)[number]): LevelChoice => ({
  value: level,
  label: ctx.t(keyOf(`level.${level}`)),
  hint: ctx.t(keyOf(`observations.level.${level}`)),
  facets:
    level === 'unsure'
      ? null
      : {
          name: FACET_FIELDS[level],
          label: ctx.t('observations.facets'),
          options: FACETS[level].map(facet => ({ value: facet, label: ctx.t(keyOf(`facet.${facet}`)) })),
        },
})
export const levelChoices = (ctx: Ctx): LevelChoice[] => LEVELS.map(level => levelChoice(ctx, level))
