import { type SearchWord, searchWords } from '#src/kernel/swedish-words.ts'
import type { Unit } from './search-query.rules.ts'
import { literalTerm, meaningTerm } from './search-tokens.rules.ts'

/** A stretch of a text, that was sought or not. */
export interface Piece {
  readonly text: string
  readonly hit: boolean
}

export interface Pieces {
  readonly pieces: readonly Piece[]
}

/** Signs shown before the first hit, and in all. */
const BEFORE = 70
const SHOWN = 230

export const soughtTerms = (units: readonly Unit[]): ReadonlySet<string> =>
  new Set(units.flatMap(({ literals, meanings, longer }) => [...literals, ...meanings, ...longer]))

/** The whole text, with what was sought told apart. */
export const marked = (text: string, terms: ReadonlySet<string>): Piece[] => piecesOf(text, hitsIn(text, terms))

/** Of the first text that has something that was sought, the stretch around it; else the beginning of the first. */
export function excerptOf(texts: readonly string[], terms: ReadonlySet<string>): Piece[] {
  const readable = texts.map(text => text.replace(/\s+/g, ' ').trim()).filter(text => text !== '')
  for (const text of readable) {
    const hits = hitsIn(text, terms)
    if (hits[0] !== undefined) return stretchOf(text, Math.max(0, hits[0].from - BEFORE), hits)
  }
  return readable[0] === undefined ? [] : stretchOf(readable[0], 0, [])
}

/** From the word after `start`, as long as an excerpt is, cut between words. */
function stretchOf(text: string, start: number, hits: readonly Stretch[]): Piece[] {
  const from = start === 0 ? 0 : text.indexOf(' ', start) + 1
  const cut = from + SHOWN >= text.length ? text.length : text.lastIndexOf(' ', from + SHOWN)
  const to = cut <= from ? from + SHOWN : cut
  const within = hits.filter(hit => hit.from >= from && hit.to <= to)
  const pieces = piecesOf(
    text.slice(from, to),
    within.map(hit => ({ from: hit.from - from, to: hit.to - from })),
  )
  const rest = (text: string): Piece[] => (text === '' ? [] : [{ text, hit: false }])
  return [...rest(from > 0 ? '… ' : ''), ...pieces, ...rest(to < text.length ? ' …' : '')]
}

type Stretch = Pick<SearchWord, 'from' | 'to'>

function hitsIn(text: string, terms: ReadonlySet<string>): Stretch[] {
  const words = searchWords(text)
  return words.flatMap(({ from, literal, meanings, tails }, at) => {
    const phrases = meanings.filter(({ meaning }) => terms.has(meaningTerm(meaning))).map(({ words: count }) => count)
    const alone =
      (literal !== null && terms.has(literalTerm(literal))) || tails.some(tail => terms.has(meaningTerm(tail)))
    const count = Math.max(alone ? 1 : 0, ...phrases)
    return count === 0 ? [] : [{ from, to: (words[at + count - 1] ?? (words[at] as SearchWord)).to }]
  })
}

function piecesOf(text: string, hits: readonly Stretch[]): Piece[] {
  const pieces: Piece[] = []
  let end = 0
  for (const { from, to } of hits) {
    if (from < end) continue
    if (from > end) pieces.push({ text: text.slice(end, from), hit: false })
    pieces.push({ text: text.slice(from, to), hit: true })
    end = to
  }
  if (end < text.length) pieces.push({ text: text.slice(end), hit: false })
  return pieces
}
