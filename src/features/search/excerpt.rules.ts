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
    const [first] = hitsIn(text, terms)
    if (first !== undefined) return markedStretch(text, Math.max(0, first.from - BEFORE), terms)
  }
  return readable[0] === undefined ? [] : markedStretch(readable[0], 0, terms)
}

function markedStretch(text: string, start: number, terms: ReadonlySet<string>): Piece[] {
  const from = start === 0 ? 0 : text.indexOf(' ', start) + 1
  const cut = from + SHOWN >= text.length ? text.length : text.lastIndexOf(' ', from + SHOWN)
  const to = cut <= from ? from + SHOWN : cut
  const shown = `${from > 0 ? '… ' : ''}${text.slice(from, to)}${to < text.length ? ' …' : ''}`
  return marked(shown, terms)
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
