import { savingScripts as en } from '../i18n/en/scripts.ts'
import { savingScripts as sv } from '../i18n/sv/scripts.ts'
import { say, type Word } from './words.ts'

/** Said when the script is bundled, one bundle a language. */
declare const LOCALE: 'sv' | 'en'
const words: Readonly<Record<string, string>> = LOCALE === 'en' ? en : sv

export type SavingWord = Word | keyof typeof sv

/** As `say`, also what is said of forms that are kept while they are written. Bundled only where there are such forms. */
export const saySaving = (key: SavingWord): string => words[key] ?? say(key as Word)
