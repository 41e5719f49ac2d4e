import { isFieldWord, type SearchWord, searchWords } from '#src/kernel/swedish-words.ts'
import type { SearchKind } from './search-entry.entity.ts'

/*
 * Every token begins with letters that say what it is, so that nothing that a person types is taken for something else:
 * `dl…` a word of a systemfel as it stands, `dm…` what it means; `rl…`, `rm…` the same of a report, `bl…`, `bm…` of a
 * decision, `al…`, `am…` of an answer. `c…` is one for whom it may be read: of the circle, or the office whose report it is.
 */
const MARKS: Readonly<Record<SearchKind, string>> = { deficiency: 'd', observation: 'r', decision: 'b', answer: 'a' }

/** The word as it stands: its stem, or the number. */
export const literalTerm = (literal: string): string => `l${literal}`
/** One of the field's own words. */
export const meaningTerm = (meaning: string): string => `m${meaning.replaceAll(' ', '')}`
/** The term that every systemfel is counted by. */
export const EVERY_DEFICIENCY = 'x'
/** Of a stem by which texts are compared. */
export const termOfStem = (stem: string): string => (isFieldWord(stem) ? meaningTerm(stem) : literalTerm(stem))
export const tokenOf = (kind: SearchKind, term: string): string => MARKS[kind] + term

/** The end of an id is random enough. */
const shortId = (id: string): string => id.slice(19).replaceAll('-', '')
/** Who stands for an office in circles are its ombud and coordinators, and they read its reports as well. */
export const readerToken = (memberOrOfficeId: string): string => `c${shortId(memberOrOfficeId)}`

/** What a word is found by. */
export const termsOf = ({ literal, meanings, tails }: SearchWord): string[] => [
  ...(literal === null ? [] : [literalTerm(literal)]),
  ...meanings.map(({ meaning }) => meaningTerm(meaning)),
  ...tails.map(meaningTerm),
]

export interface Texts {
  readonly title: string
  readonly texts: readonly (string | null)[]
}
export interface Tokens {
  readonly tokens: string
  readonly head: number
  /** Each once. */
  readonly terms: readonly string[]
}

/** The title's tokens first, each token where its word stands first. `scope`: tokens of those who may read it. */
export function tokensOf(kind: SearchKind, { title, texts }: Texts, scope: readonly string[]): Tokens {
  const inTitle = new Set(searchWords(title).flatMap(termsOf))
  const all = new Set([...inTitle, ...searchWords(texts.filter(Boolean).join('\n')).flatMap(termsOf)])
  const tokens = [...all].map(term => tokenOf(kind, term))
  return {
    tokens: [...tokens, ...[...new Set(scope)].sort()].join(' '),
    head: tokens.slice(0, inTitle.size).join(' ').length,
    terms: [...all],
  }
}

/** The same with one more who may read it. */
export function withReader(tokens: string, reader: string): string {
  const all = tokens.split(' ')
  const isReader = (token: string): boolean => token.startsWith('c')
  return [...all.filter(token => !isReader(token)), ...new Set([...all.filter(isReader), reader].sort())].join(' ')
}
