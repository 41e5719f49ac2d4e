import { keyOf } from '#src/i18n/translate.ts'
import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { halfYearText, stateText } from './choice-texts.ts'
import { CHOICES, type Choice, type DeficiencyFilter, type Query } from './deficiency-filter.rules.ts'
import { type Offered, offeredTo, periodsOffered } from './deficiency-options.queries.ts'
import {
  DEFINITION_SLUGS,
  FACET_SLUGS,
  LEVEL_SLUGS,
  SORT_CHOICES,
  STATE_CHOICES,
  WAIT_DAYS,
} from './filter-slugs.rules.ts'
import { themeOptions } from './theme-options.ts'

/** What the form above the list offers. */
export interface ListChoices extends Offered {
  readonly form: FormState
  readonly states: readonly Option[]
  readonly levels: readonly Option[]
  readonly facets: readonly Option[]
  readonly sorts: readonly Option[]
  readonly themes: readonly Option[]
  readonly periods: readonly Option[]
  readonly days: readonly Option[]
  readonly definitions: readonly Option[]
  /** Some of the choices that are folded away are in use. */
  readonly more: boolean
}

/** These stand open; all others are folded away. */
const OPEN: readonly Choice[] = ['ord', 'lage', 'niva', 'sortering']
const FOLDED = CHOICES.filter(name => !OPEN.includes(name))

export async function listChoices(
  ctx: Ctx,
  query: Query,
  { state, sort }: DeficiencyFilter,
  circleIsSmall: boolean,
): Promise<ListChoices> {
  const { t } = ctx
  const typed = Object.fromEntries(CHOICES.map(name => [name, query[name] ?? '']))
  return {
    form: emptyForm({ ...typed, lage: state, sortering: sort }),
    states: Object.keys(STATE_CHOICES).map(value => ({ value, label: stateText(ctx, value) })),
    levels: Object.entries(LEVEL_SLUGS).map(([value, level]) => ({ value, label: t(keyOf(`level.${level}`)) })),
    facets: Object.entries(FACET_SLUGS).map(([value, facet]) => ({ value, label: t(keyOf(`facet.${facet}`)) })),
    sorts: SORT_CHOICES.map(value => ({ value, label: t(keyOf(`deficiencies.sort.${value}`)) })),
    themes: themeOptions(ctx),
    periods: (await periodsOffered(ctx)).map(value => ({ value, label: halfYearText(ctx, value) })),
    days: WAIT_DAYS.map(days => ({
      value: String(days),
      label: t(days === 1 ? 'deficiencies.atLeastDay' : 'deficiencies.atLeastDays', { days }),
    })),
    definitions: Object.entries(DEFINITION_SLUGS).map(([value, code]) => ({
      value,
      label: t(keyOf(`definition.${code}`)),
    })),
    more: FOLDED.some(name => (query[name] ?? '') !== ''),
    ...(await offeredTo(ctx, circleIsSmall)),
  }
}
