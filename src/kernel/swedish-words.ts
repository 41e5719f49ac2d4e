import { newStemmer } from 'snowball-stemmers'
import { ABBREVIATIONS } from './swedish-words/abbreviations.ts'
import { LANGUAGE_WORDS, STOP_WORDS } from './swedish-words/stop-words.ts'
import { CIRCUMSTANCES, SUBJECTS } from './swedish-words/synonyms.ts'

/** Longer stems are cut, so that they fit where they are kept. */
const LONGEST_STEM = 40
/** Shorter parts of a compound are as often chance as a word. */
const SHORTEST_PART = 4
const WORD = /\p{L}+/gu
/** A reference (`SF-2026-0042`) is one word: a number in it is not that number. */
const WORD_OR_NUMBER = /(?:sf|r)-\d{4}-\d{1,8}(?![\p{L}\p{N}])|[\p{L}\p{N}][\p{L}\p{N}\p{M}]*/giu

const stemmer = newStemmer('swedish')

interface Form {
  /** A word that ends with `*` stands for all that begin so. */
  readonly words: readonly string[]
  readonly meaning: string
}

const formsByStart = byStart([...Object.entries(SUBJECTS), ...Object.entries(CIRCUMSTANCES)])

/** By the first two letters of the first word, so that few are tried at each place of a text. */
function byStart(synonyms: readonly (readonly [string, string])[]): ReadonlyMap<string, readonly Form[]> {
  const forms = new Map<string, Form[]>()
  for (const [meaning, written] of synonyms) {
    for (const form of written.split(',')) {
      const words = form.trim().split(' ')
      const start = startOf(words[0] ?? '')
      forms.set(start, [...(forms.get(start) ?? []), { words, meaning }])
    }
  }
  return forms
}

function startOf(word: string): string {
  return word.replace('*', '').slice(0, 2)
}

/**
 * The stems a text is about, sorted, each once: lower case, without words that say nothing, abbreviations and synonyms
 * as one word ("FK" → "försäkringskassan"), compounds also as their last part. For finding texts alike, not for showing.
 */
export function stemsOf(text: string): string[] {
  const words = (text.normalize('NFKC').toLowerCase().match(WORD) ?? []).map(inFull)
  const stems = words.flatMap((_, index) => stemsAt(words, index))
  return [...new Set(stems.map(stem => stem.slice(0, LONGEST_STEM)))].sort()
}

/** Whether a stem is the field's one word for a body, a service, a group of people or a theme. */
export const isSubject = (stem: string): boolean => Object.hasOwn(SUBJECTS, stem)

/** Whether a stem is one of the field's words, which tell more than others. */
export const isFieldWord = (stem: string): boolean => isSubject(stem) || Object.hasOwn(CIRCUMSTANCES, stem)

/** Snowball leaves the ending of "ärendet" and "boendestödet". */
function stemOf(word: string): string {
  const stem = stemmer.stem(word)
  const shorter = stem.slice(0, -2)
  const ends = stem.endsWith('et') && !stem.endsWith('het') && shorter.length > 2 && /[aeiouyåäö]/.test(shorter)
  return ends ? shorter : stem
}

const inFull = (word: string): string => (Object.hasOwn(ABBREVIATIONS, word) ? (ABBREVIATIONS[word] as string) : word)

function stemsAt(words: readonly string[], index: number): readonly string[] {
  const word = words[index] ?? ''
  const meanings = meaningsAt(words, index)
  const known = meanings.length > 0 || word.length < 2 || STOP_WORDS.has(word)
  return [...meanings, ...(known ? [] : [stemOf(word)]), ...meaningsOfTail(word)]
}

const formsAt = (words: readonly string[], index: number): readonly Form[] =>
  (formsByStart.get(startOf(words[index] ?? '')) ?? []).filter(form =>
    form.words.every((part, offset) => fits(words[index + offset], part)),
  )
const meaningsAt = (words: readonly string[], index: number): readonly string[] =>
  formsAt(words, index).map(({ meaning }) => meaning)

const fits = (word: string | undefined, part: string): boolean =>
  word !== undefined && (part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part)

/** "bostadsbrist" is also a "brist"; what it begins with, the forms themselves find. */
function meaningsOfTail(word: string): readonly string[] {
  const tails = Math.max(0, Math.min(word.length, LONGEST_STEM) - 2 * SHORTEST_PART + 1)
  return Array.from({ length: tails }, (_, cut) => meaningsAt([word.slice(SHORTEST_PART + cut)], 0)).flat()
}

/** A word of a text, with what search finds it by. */
export interface SearchWord {
  /** Where it stands in the text. */
  readonly from: number
  readonly to: number
  /** In lower case, composed. */
  readonly word: string
  /** Its stem; of a number the number, without zeros before it. Null where the word says nothing. */
  readonly literal: string | null
  /** The field's words for it, and for the phrase that begins here. */
  readonly meanings: readonly Meaning[]
  /** The field's words for its last part. */
  readonly tails: readonly string[]
}
export interface Meaning {
  readonly meaning: string
  /** How many words mean it together. */
  readonly words: number
  /** How many letters of them say so: what is written out in full means it more than a mere beginning does. */
  readonly letters: number
}

/** The words of a text in their order: each as it is, and as what it means. Words that say nothing are there too. */
export function searchWords(text: string): SearchWord[] {
  const found = [...text.matchAll(WORD_OR_NUMBER)]
  const words = found.map(([written]) => foldedWord(written))
  return found.map(({ index, 0: written }, at) => {
    const word = words[at] ?? ''
    const meanings = formsAt(words, at).map(meaningOf)
    return { from: index, to: index + written.length, word, meanings, ...alone(word) }
  })
}

/** Most words of a text have been met before. */
const MOST_KNOWN = 20_000
const known = new Map<string, Pick<SearchWord, 'literal' | 'tails'>>()

function alone(word: string): Pick<SearchWord, 'literal' | 'tails'> {
  const before = known.get(word)
  if (before !== undefined) return before
  if (known.size >= MOST_KNOWN) known.clear()
  const now = { literal: literalOf(word), tails: meaningsOfTail(word) }
  known.set(word, now)
  return now
}

/** A form that is taken apart may hold signs between its letters, as "⑴" does. */
const foldedWord = (written: string): string =>
  referenceIn(written) ??
  inFull(
    written
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[^\p{L}\p{N}]/gu, ''),
  )

/** `sf2026n42`, with or without zeros before the number; null for what is no reference. */
function referenceIn(written: string): string | null {
  const [, series, year, number] = /^(sf|r)-(\d{4})-0*(\d+)$/i.exec(written) ?? []
  return series === undefined ? null : `${series.toLowerCase()}${year}n${number}`
}

function literalOf(word: string): string | null {
  if (/^\p{N}+$/u.test(word)) return word.replace(/^0+(?=.)/, '').slice(0, LONGEST_STEM)
  return word.length < 2 || LANGUAGE_WORDS.has(word) ? null : stemOf(word).slice(0, LONGEST_STEM)
}

const meaningOf = ({ words, meaning }: Form): Meaning => ({
  meaning,
  words: words.length,
  letters: words.join('').replace('*', '').length,
})
