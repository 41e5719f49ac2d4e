import { anyOf } from './known-words.ts'
import { at, type Word } from './words.ts'

/** "enhetschefen", "god man", "bror" */
const TITLE = new RegExp(`^(?:\\p{L}{0,24}${anyOf('T')}|${anyOf('R')})(?:n?en|et|n)?$`, 'u')
/** After these a title stays as it is: "min handläggare", "ansvarig handläggare", "kommunens handläggare". */
const DETERMINED =
  /^(?:mi[nt]t?|di[nt]t?|sin|vår|er|hans|hennes|deras|ett?|en|nya?|ansvarig|tidigare|förra|förre|varje|någon|ingen|annan|samma|tf|biträdande|leg|.*[^aeiouyåäö]s)$/

export const isTitle = ({ lower }: Word): boolean => TITLE.test(lower)

/** Where the titles that stand before the word begin: "läkaren dr", "kurator"; null when none does. */
export function titleBefore(words: readonly Word[], index: number): number | null {
  const title = at(words, index - 1)
  const joined = `${title.lower}${at(words, index).gap}`
  if (!isTitle(title) || !/(?:\p{L}(?: |, |: | \()|^(?:dr|läk|leg)\. )$/u.test(joined)) return null
  return title.gap === ' ' && isTitle(at(words, index - 2)) ? index - 2 : index - 1
}

/** The title as it reads without the name after it: "handläggare Eva" becomes "handläggaren". */
export function titleAlone(words: readonly Word[], index: number): string {
  const { lower: written, gap } = at(words, index)
  const lower = written.replace(/^(?:dr|doktor|läk)$/, 'läkare')
  if (/^(?:fru|herr|fröken|tant|leg)$/.test(lower)) return 'personen'
  const definite = /(?:[aeou]n|et|rn)$/.test(lower) && !/(?:man|son)$/.test(lower)
  if (definite || (gap === ' ' && DETERMINED.test(at(words, index - 1).lower))) return lower
  return lower + endingOf(lower)
}

function endingOf(lower: string): string {
  if (/(?:man|vän)$/.test(lower)) return 'nen'
  return lower.endsWith('ombud') ? 'et' : /(?:[aeiouyåäö]|[eo]r)$/.test(lower) ? 'n' : 'en'
}
