import { z } from 'zod'
import { CLIENT_BANDS } from '#src/features/deficiencies/words.ts'
import { oneOf } from '#src/features/observations/report-fields.ts'
import { LIKELIEST } from '#src/features/observations/report-same-here.ts'
import type { Month } from '#src/kernel/days.ts'
import { field } from '#src/kernel/forms.ts'
import type { Tick } from './check-month.ts'
import type { MonthItem } from './month-check.queries.ts'

/** Each row has a band and a place of its own, named by the systemfel's number. */
export const bandName = (number: string): string => `band-${number}`
export const placeName = (number: string): string => `place-${number}`

/** In one sending, so that nobody else waits for long; nobody has met more in a month. */
export const MOST_TICKED = 60

export type Ticked = Pick<MonthItem, 'id' | 'number'>
interface Offered {
  readonly months: readonly Month[]
  readonly municipalityIds: readonly string[]
  /** What was ticked, of what is open and the office's own. */
  readonly items: readonly Ticked[]
}

export function monthCheckForm({ months, municipalityIds, items }: Offered) {
  const known = items.map(({ id }) => id)
  return z
    .object({
      ...rowsOf(items, municipalityIds),
      month: z.string('monthCheck.tooLate').refine(month => months.includes(month), 'monthCheck.tooLate'),
      municipalityId: placeOf(municipalityIds),
      deficiencyIds: field.ids().refine(ids => ids.every(id => known.includes(id)), 'monthCheck.notOpen'),
      none: field.flag(),
    })
    .refine(({ deficiencyIds, none }) => !(none && deficiencyIds.length > 0), wrong('bothSaid'))
    .refine(({ deficiencyIds }) => deficiencyIds.length <= MOST_TICKED, wrong('tooMany'))
    .refine(({ deficiencyIds, none }) => none || deficiencyIds.length > 0, wrong('nothingSaid'))
    .refine(form => ticksOf(form, items, municipalityIds).every(({ municipalityId }) => municipalityId !== ''), {
      path: ['municipalityId'],
      message: 'observations.municipalityMissing',
    })
}
const wrong = (why: 'bothSaid' | 'nothingSaid' | 'tooMany') => ({
  path: ['deficiencyIds'],
  message: `monthCheck.${why}`,
})
const placeOf = (municipalityIds: readonly string[]) => z.union([z.literal(''), oneOf(municipalityIds)]).optional()

const rowsOf = (items: readonly Ticked[], municipalityIds: readonly string[]): Record<string, z.ZodType> =>
  Object.fromEntries(
    items.flatMap(({ number }) => [
      [bandName(number), field.choice(CLIENT_BANDS).optional()],
      [placeName(number), placeOf(municipalityIds)],
    ]),
  )

/** What is not chosen in a row is what is likeliest: one client, in the place chosen for the page, or the only one there is. */
export function ticksOf(
  form: Readonly<Record<string, unknown>>,
  items: readonly Ticked[],
  municipalityIds: readonly string[],
): Tick[] {
  const only = municipalityIds.length === 1 ? municipalityIds[0] : ''
  return items.map(({ id, number }) => ({
    deficiencyId: id,
    clientBand: CLIENT_BANDS.find(band => band === form[bandName(number)]) ?? LIKELIEST.clientBand,
    municipalityId: String(form[placeName(number)] || form['municipalityId'] || only),
  }))
}
