import { type Key, keyOf } from '#src/i18n/translate.ts'
import { readHalfYear } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import { addressOf, type Choice, chosenIn, type Query } from './deficiency-filter.rules.ts'
import type { Chosen } from './deficiency-parts.ts'
import { DEFINITION_SLUGS, FACET_SLUGS, LEVEL_SLUGS, STATE_CHOICES } from './filter-slugs.rules.ts'

/** Something that is chosen, in words. */
export interface ChoiceText {
  readonly name: Choice
  readonly label: string
  readonly value: string
}

export const CHOICE_LABELS: Readonly<Record<Choice, Key>> = {
  ord: 'deficiencies.words',
  lage: 'deficiencies.state',
  niva: 'deficiencies.level',
  aspekt: 'deficiencies.facet',
  organisation: 'deficiencies.organisation',
  tema: 'deficiencies.theme',
  kommun: 'deficiencies.municipality',
  verksamhet: 'deficiencies.office',
  grupp: 'deficiencies.group',
  period: 'deficiencies.periodChosen',
  dagar: 'deficiencies.daysWithout',
  definition: 'definition.meter',
  kalla: 'deficiencies.sourceWords',
  sortering: 'deficiencies.sorting',
}

/** Where each name of the register stands. */
const REGISTERS: Readonly<Partial<Record<Choice, string>>> = {
  organisation: 'organisation',
  kommun: 'municipality',
  verksamhet: 'office',
  grupp: 'governance_group',
}

/** What the address chooses, without what the register no longer knows. */
export function understoodIn(query: Query, chosen: Chosen): [Choice, string][] {
  const missing: Readonly<Partial<Record<Choice, boolean>>> = {
    organisation: chosen.organisationIds === null,
    kommun: chosen.municipalityId === null,
    verksamhet: chosen.officeId === null,
    grupp: chosen.groupId === null,
  }
  return chosenIn(query).filter(([name]) => missing[name] !== true)
}

export async function choiceTexts(ctx: Ctx, chosen: readonly (readonly [Choice, string])[]): Promise<ChoiceText[]> {
  const texts: ChoiceText[] = []
  for (const [name, value] of chosen)
    texts.push({ name, label: ctx.t(CHOICE_LABELS[name]), value: await valueText(ctx, name, value) })
  return texts
}

async function valueText(ctx: Ctx, name: Choice, value: string): Promise<string> {
  const register = REGISTERS[name]
  if (register === undefined) return codeText(ctx, name, value)
  const [row] = await ctx.sql.select<{ name: string }>(`SELECT "name" FROM "${register}" WHERE "slug" = $1`, [value])
  return row?.name ?? value
}

function codeText(ctx: Ctx, name: Choice, value: string): string {
  const text = TEXTS[name]
  return text === undefined ? value : text(ctx, value)
}
const TEXTS: Readonly<Partial<Record<Choice, (ctx: Ctx, value: string) => string>>> = {
  lage: (ctx, slug) => stateText(ctx, slug),
  niva: ({ t }, slug) => t(keyOf(`level.${LEVEL_SLUGS[slug]}`)),
  aspekt: ({ t }, slug) => t(keyOf(`facet.${FACET_SLUGS[slug]}`)),
  tema: ({ t }, theme) => t(keyOf(`theme.${theme}`)),
  period: (ctx, key) => halfYearText(ctx, key),
  dagar: ({ t }, days) => t(days === '1' ? 'deficiencies.atLeastDay' : 'deficiencies.atLeastDays', { days }),
  definition: ({ t }, slug) => t(keyOf(`definition.${DEFINITION_SLUGS[slug]}`)),
  sortering: ({ t }, sort) => t(keyOf(`deficiencies.sort.${sort}`)),
}

/** Groups of states have names of their own. */
export function stateText({ t }: Ctx, slug: string): string {
  const [only, ...others] = STATE_CHOICES[slug] ?? []
  return others.length > 0 ? t(keyOf(`deficiencies.states.${slug}`)) : t(keyOf(`state.${only}`))
}

/** "första halvåret 2026". */
export function halfYearText({ t }: Ctx, key: string): string {
  const period = readHalfYear(key)
  return period === null ? key : t('deficiencies.halfYear', { half: t(`half.${period.half}`), year: period.year })
}

/** "Läge: Öppna. Nivå: Lokal nivå." The state is said also where none is chosen, since then it is the open ones. */
export function choicesLine(ctx: Ctx, texts: readonly ChoiceText[]): string {
  const state = { label: ctx.t('deficiencies.state'), value: ctx.t('deficiencies.states.oppna') }
  const all = texts.some(({ name }) => name === 'lage') ? texts : [state, ...texts]
  return all.map(({ label, value }) => `${label}: ${value}`).join('. ')
}

/** A choice that can be taken away again. */
export interface Chip {
  readonly label: string
  readonly value: string
  /** The list without it. */
  readonly href: string
}
export const chipsOf = (chosen: readonly (readonly [Choice, string])[], texts: readonly ChoiceText[]): Chip[] =>
  texts.map(({ name, label, value }) => ({
    label,
    value,
    href: addressOf(chosen.filter(([other]) => other !== name)),
  }))
