import { liveScripts as en } from '../i18n/en/live-scripts.ts'
import { liveScripts as sv } from '../i18n/sv/live-scripts.ts'

/** Said when the script is bundled, one bundle a language. */
declare const LOCALE: 'sv' | 'en'
const words = LOCALE === 'en' ? en : sv

/** A text that only the pages of a running meeting show. */
export const sayLive = (key: keyof typeof words): string => words[key]
