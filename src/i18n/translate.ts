import { en } from './en.ts'
import { sv } from './sv.ts'

/** Every text of the program. A misspelt key does not compile. */
export type Key = keyof typeof sv
export type Values = Readonly<Record<string, string | number>>
export type Locale = 'sv' | 'en'

const catalogues: Record<Locale, Readonly<Record<string, string>>> = { sv, en }

/** The text of a key with its named places filled in. English falls back to Swedish. */
export function translate(locale: Locale, key: Key, values: Values = {}): string {
  const text = catalogues[locale][key] ?? catalogues.sv[key] ?? key
  return text.replace(/\{(\w+)\}/g, (place, name: string) => String(values[name] ?? place))
}

export const isKey = (text: string): text is Key => Object.hasOwn(sv, text)

/** For keys put together from a code, as `state.${state}`; throws when the catalogue has none. */
export function keyOf(text: string): Key {
  if (!isKey(text)) throw new Error(`No text for ${text}`)
  return text
}
