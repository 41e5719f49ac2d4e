import { type SearchWord, searchWords } from '#src/kernel/swedish-words.ts'
import type { SearchKind } from './search-entry.entity.ts'
import { literalTerm, meaningTerm, tokenOf } from './search-tokens.rules.ts'

/** What somebody typed is read so far. */
export const LONGEST_QUERY = 200
const MOST_UNITS = 12

/** One thing that was typed: a word, a number, or a phrase of the field ("god man"). Terms, as entries have them. */
export interface Unit {
  readonly typed: string
  /** The words as they stand: an entry has all of them … */
  readonly literals: readonly string[]
  /** … or one of the words that mean the same … */
  readonly meanings: readonly string[]
  /** … or, where beginnings are sought, a word that begins so. */
  readonly longer: readonly string[]
}

export interface Typed {
  /** What all must be found. */
  readonly units: readonly Unit[]
  /** Of words that only name what there is everywhere here: "systemfel", "brist". */
  readonly namesTheThing: boolean
}

/** Everything here is one, so as words among others they would find all, or nothing. */
const THE_THING = /^(systemfel(et|en|s|ens)?|systembrist(en|er|erna)?|brist(en|er|erna)?|avvikelse(n|r|rna)?)$/

/** Reads what somebody typed. Takes time in proportion to its length, of which the beginning is read. */
export function readQuery(text: string): Typed {
  const words = searchWords(text.slice(0, LONGEST_QUERY))
  const units: Unit[] = []
  let named = false
  for (let at = 0; at < words.length && units.length < MOST_UNITS; ) {
    const { unit, length } = unitAt(words, at)
    if (length === 1 && THE_THING.test(words[at]?.word ?? '')) named = true
    else if (unit.literals.length + unit.meanings.length > 0) units.push(unit)
    at += length
  }
  return { units, namesTheThing: named }
}

/** The longest phrase that begins here, and of its meanings those that it means most exactly. */
function unitAt(words: readonly SearchWord[], at: number): { unit: Unit; length: number } {
  const { meanings } = words[at] as SearchWord
  const length = Math.max(1, ...meanings.map(({ words: count }) => count))
  const whole = meanings.filter(({ words: count }) => count === length)
  const exactly = Math.max(0, ...whole.map(({ letters }) => letters))
  const phrase = words.slice(at, at + length)
  return {
    length,
    unit: {
      typed: phrase.map(({ word }) => word).join(' '),
      literals: phrase.flatMap(({ literal }) => (literal === null ? [] : [literalTerm(literal)])),
      meanings: whole.filter(({ letters }) => letters === exactly).map(({ meaning }) => meaningTerm(meaning)),
      longer: [],
    },
  }
}

/** What an entry must have of each thing typed, in the tokens of the kinds that are sought. */
export function soughtOf(units: readonly Unit[], kinds: readonly SearchKind[]): readonly (readonly string[])[] {
  const tokens = (terms: readonly string[]): string[] => kinds.flatMap(kind => terms.map(term => tokenOf(kind, term)))
  return units.flatMap(({ literals, meanings, longer }) => {
    const others = [...meanings, ...longer]
    return literals.length === 0 ? [tokens(others)] : literals.map(literal => tokens([literal, ...others]))
  })
}

/** A number without a year is sought in this many years. */
const YEARS = 30

/** The numbers that somebody may mean by `SF-2026-0042`, `R-2026-1`, `2026-42` or `42`; null where it is no number alone. */
export function readNumber(text: string, year: number): readonly string[] | null {
  const match = /^(?:(sf|r)[- ]?)?(?:(\d{4})-)?(\d{1,7})$/i.exec(text.trim())
  if (match === null) return null
  const [, series, of, number = ''] = match
  const years = of === undefined ? Array.from({ length: YEARS }, (_, back) => String(year - back)) : [of]
  const all = series === undefined ? ['SF', 'R'] : [series.toUpperCase()]
  return all.flatMap(each => years.map(one => `${each}-${one}-${number.padStart(4, '0')}`))
}
