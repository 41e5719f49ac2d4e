import { guard as guardEn } from '../i18n/en/guard.ts'
import { guard as guardSv } from '../i18n/sv/guard.ts'

const words = document.documentElement.lang === 'en' ? guardEn : guardSv

/** A text of the page's language, with its named places filled in. Only the texts that scripts show come along. */
export const say = (key: keyof typeof guardSv, values: Readonly<Record<string, string>> = {}): string =>
  words[key].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place)
