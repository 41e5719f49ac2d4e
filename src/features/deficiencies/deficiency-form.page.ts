import type { LevelChoice } from '#src/features/observations/filing.page.ts'
import type { OrganisationGroup } from '#src/features/observations/organisation-groups.ts'
import { organisationGroups } from '#src/features/observations/organisation-groups.ts'
import { FACET_FIELDS, facetValues } from '#src/features/observations/report-fields.ts'
import { type Key, keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState, type Submitted } from '#src/kernel/forms.ts'
import { dates } from '#src/web/dates.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { LONGEST_DESCRIPTION, LONGEST_SENTENCE } from './change-deficiency.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { lifecycle } from './deficiency.lifecycle.ts'
import { deficiencyPolicy } from './deficiency.policy.ts'
import { groupsToLetIn, linksOf } from './deficiency.queries.ts'
import type { DeficiencyInCircle } from './find-deficiency.ts'
import { meetingsFor } from './put-on-agenda.ts'
import { themeOptions } from './theme-options.ts'
import { FACETS, LEVELS } from './words.ts'

export interface FormFrame {
  readonly title: string
  readonly fictitious: boolean
  readonly number: string
  readonly name: string
  readonly form: FormState
  /** Field name → label, for the error summary. */
  readonly labels: Readonly<Record<string, string>>
}
export interface ShortFormPage extends FormFrame {
  readonly version: string
  readonly longest: number
  /** The three sentences must be written, as on the page that is about them. */
  readonly required: boolean
}
export interface DeficiencyFormPage extends ShortFormPage {
  readonly longestDescription: number
  readonly levels: readonly LevelChoice[]
  readonly themes: readonly Option[]
  readonly organisations: readonly OrganisationGroup[]
}
export interface ChoiceFormPage extends FormFrame {
  readonly options: readonly Option[]
}

function frame(ctx: Ctx, deficiency: Deficiency, title: Key, form: FormState, fields: readonly string[]): FormFrame {
  return {
    title: ctx.t(title),
    fictitious: deficiency.fictitious,
    number: deficiency.number,
    name: deficiency.title,
    form,
    labels: Object.fromEntries(fields.map(name => [name, ctx.t(keyOf(`field.${name}`))])),
  }
}

/** The version that goes with what is shown: that of the fields as typed, else the stored one. */
const versionOf = ({ values }: FormState, { version }: Deficiency): string =>
  typeof values['version'] === 'string' ? values['version'] : String(version)

const SENTENCES = ['what', 'forWhom', 'wanted'] as const
const TEXTS = ['title', 'description', ...SENTENCES, 'legalGround', 'externalReference', 'diaryNumber'] as const

const textsOf = (deficiency: Deficiency, names: readonly (typeof TEXTS)[number][]): Submitted =>
  Object.fromEntries(names.map(name => [name, deficiency[name] ?? '']))

/** Throws `Forbidden` for others than the coordinators of the offices that feed it. */
export async function deficiencyFormPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  organisations: readonly OrganisationGroup[],
  typed?: FormState,
): Promise<DeficiencyFormPage> {
  deficiencyPolicy.authorize(ctx.actor, 'edit', deficiency)
  const form = typed ?? emptyForm(await storedOf(ctx, deficiency))
  return {
    ...frame(ctx, deficiency, 'deficiencies.editTitle', form, [...TEXTS, 'level']),
    version: versionOf(form, deficiency),
    longest: LONGEST_SENTENCE,
    required: false,
    longestDescription: LONGEST_DESCRIPTION,
    levels: levelChoices(ctx),
    themes: themeOptions(ctx),
    organisations,
  }
}

async function storedOf(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<Submitted> {
  const { themes, organisations } = await linksOf(ctx, deficiency.id)
  return {
    ...textsOf(deficiency, TEXTS),
    level: deficiency.level,
    ...facetValues(deficiency.level, deficiency.facets),
    themes,
    organisationIds: organisations.map(({ id }) => id),
    ...(deficiency.gap ? { gap: 'ja' } : {}),
  }
}

/** Those valid today, and those that it stands on already. */
export async function organisationsFor(ctx: Ctx, deficiency: DeficiencyInCircle): Promise<OrganisationGroup[]> {
  const groups = await organisationGroups(ctx)
  const offered = new Set(groups.flatMap(({ options }) => options.map(({ value }) => value)))
  const { organisations } = await linksOf(ctx, deficiency.id)
  const former = organisations.filter(({ id }) => !offered.has(id)).map(({ id, name }) => ({ value: id, label: name }))
  return former.length === 0
    ? groups
    : [...groups, { kind: 'former', label: ctx.t('deficiencies.formerOrganisations'), options: former }]
}

const levelChoices = ({ t }: Ctx): LevelChoice[] =>
  LEVELS.map(level => ({
    value: level,
    label: t(keyOf(`level.${level}`)),
    hint: t(keyOf(`observations.level.${level}`)),
    facets: {
      name: FACET_FIELDS[level],
      label: t('observations.facets'),
      options: FACETS[level].map(facet => ({ value: facet, label: t(keyOf(`facet.${facet}`)) })),
    },
  }))

/** Throws `Forbidden` as `deficiencyFormPage`. */
export function shortFormPage(ctx: Ctx, deficiency: DeficiencyInCircle, typed?: FormState): ShortFormPage {
  deficiencyPolicy.authorize(ctx.actor, 'edit', deficiency)
  const form = typed ?? emptyForm(textsOf(deficiency, SENTENCES))
  return {
    ...frame(ctx, deficiency, 'deficiencies.short', form, SENTENCES),
    version: versionOf(form, deficiency),
    longest: LONGEST_SENTENCE,
    required: true,
  }
}

/** The planned meetings to choose among. Throws `Forbidden` for those who may not, and `Conflict` when it is closed. */
export async function agendaFormPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  typed?: FormState,
): Promise<ChoiceFormPage> {
  deficiencyPolicy.authorize(ctx.actor, 'place', deficiency)
  lifecycle.next(deficiency.state, 'place')
  const { day } = dates[ctx.actor.locale]
  const meetings = await meetingsFor(ctx, deficiency)
  return {
    ...frame(ctx, deficiency, 'deficiencies.place', typed ?? only(meetings, 'meetingId'), []),
    options: meetings.map(meeting => ({
      value: meeting.id,
      label: ctx.t('deficiencies.meetingOn', { group: meeting.groupName, day: day(meeting.day), time: meeting.time }),
    })),
  }
}

/** The groups that serve one of its offices and do not see it yet. Throws `Forbidden` for others than coordinators. */
export async function groupFormPage(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  typed?: FormState,
): Promise<ChoiceFormPage> {
  deficiencyPolicy.authorize(ctx.actor, 'route', deficiency)
  const groups = await groupsToLetIn(ctx, deficiency.id)
  return {
    ...frame(ctx, deficiency, 'deficiencies.letInTitle', typed ?? only(groups, 'groupId'), []),
    options: groups.map(({ id, name }) => ({ value: id, label: name })),
  }
}

/** Where there is one thing to choose, it is chosen. */
const only = (choices: readonly { readonly id: string }[], name: string): FormState => {
  const [first, ...others] = choices
  return emptyForm(first === undefined || others.length > 0 ? {} : { [name]: first.id })
}
