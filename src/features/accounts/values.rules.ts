import type { Field } from './fields.ts'
import type { Unit } from './form.ts'

/** What stands in the boxes, by key; a box that is not there is empty. Numbers as `35`, `1,00`, `402638`. */
export type Values = Readonly<Record<string, string>>

export const textOf = (values: Values, key: string): string => values[key] ?? ''
export const isYes = (values: Values, key: string): boolean => textOf(values, key) === 'yes'

/** The number in a box, in ones; null where it is empty. */
export function numberOf(values: Values, key: string): number | null {
  const text = textOf(values, key)
  return text === '' ? null : Number(text.replace(',', '.'))
}

const WHOLE = /^\d{1,9}$/
const DECIMAL = /^\d{1,4}(,\d{1,2})?$/
const isUnit = (holds: Field['holds']): holds is Unit => ['count', 'fte', 'kr', 'tkr'].includes(holds)

/** What is kept of what somebody typed in a box: spaces and "kr" away from numbers, a comma for the decimals. Null: not such a value. */
export function settledValue(field: Field, typed: string): string | null {
  const text = typed.replace(/\r\n/g, '\n').trim()
  if (text === '') return ''
  if (isUnit(field.holds)) return settledNumber(field.holds, text)
  if (field.holds === 'line' || field.holds === 'text') return text
  const codes = field.holds === 'tick' ? ['yes'] : field.codes
  return codes.includes(text) ? text : null
}

function settledNumber(unit: Unit, text: string): string | null {
  const figures = text
    .replace(/\s/g, '')
    .replace(/t?kr\.?$/i, '')
    .replace('.', ',')
  return (unit === 'fte' ? DECIMAL : WHOLE).test(figures) ? figures : null
}

/** A number as it is read: `402 638`. */
export const shownValue = (field: Pick<Field, 'holds'>, value: string): string =>
  field.holds === 'kr' || field.holds === 'tkr' ? value.replace(/\B(?=(\d{3})+(?!\d))/g, '\u00a0') : value
