import { newStemmer } from 'snowball-stemmers'
import { STOP_WORDS } from './swedish-words/stop-words.ts'
import { SYNONYMS } from './swedish-words/synonyms.ts'

/** Longer stems are cut, so that they fit where they are kept. */
const LONGEST_STEM = 40
const WORD = /\p{L}+/gu

const stemmer = newStemmer('swedish')

interface Form {
  readonly words: readonly string[]
  readonly meaning: string
}

/** The forms by the first two letters of their first word. */
const formsByStart = new Map<string, Form[]>()
for (const [meaning, forms] of Object.entries(SYNONYMS)) {
  for (const form of forms.split(',')) {
    const words = form.trim().split(' ')
    const start = startOf(words[0] ?? '')
    formsByStart.set(start, [...(formsByStart.get(start) ?? []), { words, meaning }])
  }
}

/** What a compound may begin with; the rest is then a word too. */
const HEADS = [
  'läkar',
  'psykiatri',
  'personal',
  'bostads',
  'boende',
  'vård',
  'sjuk',
  'arbets',
  'social',
  'försörjnings',
  'handläggnings',
  'kommun',
  'region',
  'missbruks',
  'beroende',
]

/**
 * The stems a text is about, sorted, each once: lower case, without words that say nothing, abbreviations and synonyms
 * as one word (FK → försäkringskassan), compounds with their parts. Made for finding texts alike, not for showing.
 */
export function stemsOf(text: string): string[] {
  const words = text.normalize('NFKC').toLowerCase().match(WORD) ?? []
  const stems = new Set<string>()
  for (const [index, word] of words.entries()) {
    for (const stem of stemsAt(words, index, word)) stems.add(stem.slice(0, LONGEST_STEM))
  }
  return [...stems].sort()
}

/** Whether a stem is the one word for what the field says in many ways: it tells more than any other word. */
export const isFieldWord = (stem: string): boolean => Object.hasOwn(SYNONYMS, stem)

function stemsAt(words: readonly string[], index: number, word: string): readonly string[] {
  const meanings = meaningsAt(words, index)
  if (meanings.length > 0) return meanings
  if (word.length < 2 || STOP_WORDS.has(word)) return []
  return [stemmer.stem(word), ...partsOf(word)]
}

const meaningsAt = (words: readonly string[], index: number): readonly string[] =>
  (formsByStart.get(startOf(words[index] ?? '')) ?? [])
    .filter(form => form.words.every((part, offset) => fits(words[index + offset], part)))
    .map(({ meaning }) => meaning)

const fits = (word: string | undefined, part: string): boolean =>
  word !== undefined && (part.endsWith('*') ? word.startsWith(part.slice(0, -1)) : word === part)

function startOf(word: string): string {
  return word.replace('*', '').slice(0, 2)
}

function partsOf(word: string): readonly string[] {
  const head = HEADS.find(known => word.startsWith(known) && word.length >= known.length + 4)
  if (!head) return []
  const rest = word.slice(head.length)
  const meanings = [...meaningsAt([head], 0), ...meaningsAt([rest], 0)]
  return [...meanings, stemmer.stem(rest)]
}
