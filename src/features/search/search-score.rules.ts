import type { SearchEntry } from './search-entry.entity.ts'
import type { Unit } from './search-query.rules.ts'
import { tokenOf } from './search-tokens.rules.ts'

type Found = Pick<SearchEntry, 'kind' | 'tokens' | 'head' | 'at' | 'seq'>

/** A word as it was typed tells more than one that means the same, and that more than one that only begins so. */
const LITERAL = { title: 8, text: 5 }
const MEANING = { title: 4, text: 3 }
const LONGER = { title: 2, text: 1 }
/** All words within so many signs of the entry's tokens: a sentence or so. */
const NEAR = 120
const WHEN_NEAR = 2
const OWN = 1
const DEFICIENCY = 1

/**
 * The entries in the order in which they fit what was typed; of those that fit alike, the latest first. `own`: the tokens of
 * the reader's own offices, whose matters are slightly more hers.
 */
export function inOrder<T extends Found>(entries: readonly T[], units: readonly Unit[], own: readonly string[]): T[] {
  const scores = new Map(entries.map(entry => [entry, scoreOf(entry, units, own)]))
  const score = (entry: T): number => scores.get(entry) ?? 0
  return [...entries].sort((a, b) => score(b) - score(a) || b.at.getTime() - a.at.getTime() || b.seq - a.seq)
}

export function scoreOf(entry: Found, units: readonly Unit[], own: readonly string[]): number {
  const tokens = ` ${entry.tokens} `
  const places = units.map(unit => placeOf(entry, tokens, unit))
  const at = places.flatMap(place => (place.at === null ? [] : [place.at]))
  const near = at.length > 1 && Math.max(...at) - Math.min(...at) <= NEAR
  return (
    places.reduce((sum, { points }) => sum + points, 0) +
    (near ? WHEN_NEAR : 0) +
    (own.some(token => tokens.includes(` ${token} `)) ? OWN : 0) +
    (entry.kind === 'deficiency' ? DEFICIENCY : 0)
  )
}

interface Place {
  readonly points: number
  readonly at: number | null
}

/** Where the thing that was typed stands, and as what. */
function placeOf({ kind, head }: Found, tokens: string, { literals, meanings, longer }: Unit): Place {
  const find = (term: string): number => tokens.indexOf(` ${tokenOf(kind, term)} `)
  const first = (terms: readonly string[]): number => Math.min(...terms.map(find).filter(at => at >= 0))
  const place = (at: number, points: typeof LITERAL): Place => ({ at, points: at < head ? points.title : points.text })
  const asTyped = literals.map(find)
  if (asTyped.length > 0 && asTyped.every(at => at >= 0)) return place(Math.max(...asTyped), LITERAL)
  if (Number.isFinite(first(meanings))) return place(first(meanings), MEANING)
  if (Number.isFinite(first(longer))) return place(first(longer), LONGER)
  return { at: null, points: 0 }
}
