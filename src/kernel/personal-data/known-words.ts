import { LEXICON } from './lexicon.ts'
import { nameKey } from './name-key.ts'

/**
 * What a word is known as. G: a first name. W: a name, and a word that sentences begin with. N: no name.
 * P: what only persons do. V: what persons do, and others. M: after what a person is named.
 * B, A: before or after a name that is no person's then. Q: of surnames. L: a small municipality. T, R: what a person is called by her
 * work (the end of a word) and by others. Endings of: E surnames, F surnames and other words, Y no persons, X streets, Z streets and more.
 */
export type WordClass =
  | 'G'
  | 'W'
  | 'N'
  | 'P'
  | 'V'
  | 'M'
  | 'B'
  | 'A'
  | 'Q'
  | 'L'
  | 'T'
  | 'R'
  | 'E'
  | 'F'
  | 'Y'
  | 'X'
  | 'Z'
export type NameKind = 'given' | 'surname' | 'word' | null

/** How many letters a word of the lexicon shares with the one before, by place; marks that code is full of pack best. */
export const SHARED = ',.)(:?={}'
const classes = new Map<string, string>()
let word = ''
for (const [, shared = '', rest, kinds] of LEXICON.matchAll(/([^\p{L}])(\p{Ll}*)(\p{Lu}*)/gu)) {
  word = word.slice(0, SHARED.indexOf(shared)) + rest
  classes.set(word, kinds || 'G')
}

/** Whether a word in small letters is known as one of the classes. */
export const isKnown = (lower: string | undefined, ...kinds: readonly WordClass[]): boolean =>
  kinds.some(kind => classes.get(lower ?? '')?.includes(kind))

/** The words of a class, for a pattern. */
export const anyOf = (kind: WordClass): string =>
  `(?:${[...classes].flatMap(([known, kinds]) => (kinds.includes(kind) ? [known] : [])).join('|')})`

const LONGEST = 24
const [SURNAME, VAGUE_SURNAME, BODY] = [`..${anyOf('E')}$`, `..${anyOf('F')}$`, `${anyOf('Y')}$`].map(
  end => new RegExp(end),
) as [RegExp, RegExp, RegExp]

const plainKind = (lower: string): NameKind =>
  isKnown(lower, 'W')
    ? 'word'
    : isKnown(nameKey(lower), 'G')
      ? 'given'
      : SURNAME.test(lower) && !isKnown(lower, 'L')
        ? 'surname'
        : null
const stem = (lower: string): string => (lower.length > 3 ? lower.replace(/s$/, '') : lower)

/** What a word in small letters is known as, in the genitive too. */
export const nameKind = (lower: string): NameKind =>
  lower.length > LONGEST || isNoName(lower) ? null : (plainKind(lower) ?? plainKind(stem(lower)))

/** Whether a name is in the genitive: "Evas", but not "Lars". */
export const isGenitive = (lower: string): boolean =>
  plainKind(lower) === null && stem(lower) !== lower && (lower.length > 5 || plainKind(stem(lower)) !== null)

/** Whether a word with a capital is known to be no person: a body, a place, a system. */
export const isNoName = (lower: string): boolean =>
  isKnown(lower, 'N', 'B') || isKnown(stem(lower), 'N') || (plainKind(lower) === null && BODY.test(stem(lower)))

/** Whether a word has the ending of a surname that other words have as well. */
export const isSurnameWithin = (lower: string): boolean =>
  VAGUE_SURNAME.test(stem(lower)) && lower.length <= LONGEST && !isNoName(lower)
