import { z } from 'zod'
import { FACETS, type Facet, LEVELS, type Level } from '#src/features/deficiencies/words.ts'
import { type Day, monthOf } from '#src/kernel/days.ts'
import { field } from '#src/kernel/forms.ts'

/** Form fields that several forms of reports share. */

/** The office written for: chosen by those who have several; those with one are not asked. */
export const officeField = (officeIds: readonly string[]): z.ZodType<string> => {
  const [only, ...others] = officeIds
  if (only === undefined) throw new Error('Somebody without an office has no report to write.')
  return others.length === 0
    ? z
        .unknown()
        .optional()
        .transform(() => only)
    : z.enum([only, ...others], 'errors.choose')
}

/** One of the ids; what is not among them is refused, whatever a page was made to send. */
export const oneOf = (ids: readonly string[], missing = 'errors.choose'): z.ZodType<string> =>
  z.string(missing).refine(id => ids.includes(id), missing)

/** Not a month that has not begun. */
export const pastMonth = (today: Day) =>
  field.month().refine(month => month <= monthOf(today), 'observations.monthAhead')

/** One list of facets for each level, so that those that several levels share are told apart. */
export const facetFields = {
  facetsCaseworker: field.choices(FACETS.caseworker),
  facetsLocal: field.choices(FACETS.local),
  facetsCentral: field.choices(FACETS.central),
}
interface FacetValues {
  readonly facetsCaseworker: readonly Facet[]
  readonly facetsLocal: readonly Facet[]
  readonly facetsCentral: readonly Facet[]
}
export type FacetField = keyof FacetValues
export const FACET_FIELDS: Readonly<Record<Level, FacetField>> = {
  caseworker: 'facetsCaseworker',
  local: 'facetsLocal',
  central: 'facetsCentral',
}

/** Those of the level chosen; the others were ticked before the level was. */
export const facetsOf = (level: Level | 'unsure', values: FacetValues): readonly Facet[] =>
  level === 'unsure' ? [] : values[FACET_FIELDS[level]]

/** The stored facets as a form shows them. */
export const facetValues = (
  level: Level | 'unsure' | null,
  facets: readonly Facet[],
): Record<string, readonly Facet[]> =>
  Object.fromEntries(LEVELS.filter(one => one === level).map(one => [FACET_FIELDS[one], facets]))
