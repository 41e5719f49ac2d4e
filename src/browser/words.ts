import { guard as guardEn } from '../i18n/en/guard.ts'
import { scripts as scriptsEn } from '../i18n/en/scripts.ts'
import { guard as guardSv } from '../i18n/sv/guard.ts'
import { scripts as scriptsSv } from '../i18n/sv/scripts.ts'

/** Said when the script is bundled, one bundle a language. */
declare const LOCALE: 'sv' | 'en'
const words = LOCALE === 'en' ? { ...guardEn, ...scriptsEn } : { ...guardSv, ...scriptsSv }

export type Word = keyof typeof words

/** A text of the page's language, with its named places filled in. Only the texts that scripts show come along. */
export const say = (key: Word, values: Readonly<Record<string, string>> = {}): string =>
  words[key].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
