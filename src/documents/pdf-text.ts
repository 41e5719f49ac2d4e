import { runsOf, type Text } from './document.ts'
import { xmlSafe } from './xml-safe.ts'

/** Words in one weight, as they stand on a line. */
export interface Piece {
  readonly text: string
  readonly strong: boolean
}
export type Line = readonly Piece[]
/** How wide a text is, in points. */
export type Measure = (text: string, strong: boolean) => number

/** They say how others join or break, and show nothing themselves. */
const UNSEEN = /[\p{Cf}\p{Variation_Selector}]/gu
const MISSING = '\uFFFD'

/** What the typeface can show, with `\n` as its only line break. Each sign that it lacks is seen to be lacking. */
export const pdfSafe = (text: string, hasSign: (codePoint: number) => boolean): string =>
  xmlSafe(text)
    .replace(UNSEEN, '')
    .replaceAll('\t', ' ')
    .replace(/[^\n -~]/gu, sign => (hasSign(sign.codePointAt(0) ?? 0) ? sign : MISSING))

/** As many lines as the text needs within a width. A space where a line breaks stays at its end, for those who listen. */
export function breakLines(text: Text, width: number, measure: Measure): Line[] {
  const lines = new Lines(width, measure)
  for (const { text: words, strong = false } of runsOf(text))
    for (const [index, paragraph] of words.split('\n').entries()) {
      if (index > 0) lines.end(strong)
      for (const word of wordsOf(paragraph, width, part => measure(part, strong))) lines.add({ text: word, strong })
    }
  return lines.all.map(joined)
}

class Lines {
  readonly all: Piece[][] = [[]]
  readonly #width: number
  readonly #measure: Measure
  #used = 0
  constructor(width: number, measure: Measure) {
    this.#width = width
    this.#measure = measure
  }

  add(word: Piece): void {
    const seen = this.#measure(word.text.trimEnd(), word.strong)
    if (this.#used > 0 && this.#used + seen > this.#width) this.#begin()
    this.all.at(-1)?.push(word)
    this.#used += this.#measure(word.text, word.strong)
  }
  /** A break that was written: words on both sides of it are heard apart as well. */
  end(strong: boolean): void {
    if (this.#used > 0) this.all.at(-1)?.push({ text: ' ', strong })
    this.#begin()
  }
  #begin(): void {
    this.all.push([])
    this.#used = 0
  }
}

/** Words with what follows them, and parts of those that are wider than a line. */
const wordsOf = (paragraph: string, width: number, measure: (text: string) => number): string[] =>
  paragraph
    .split(/(?<=[ /–-])(?! )/)
    .flatMap(word => (measure(word.trimEnd()) <= width ? [word] : partsOf(word, width, measure)))

function partsOf(word: string, width: number, measure: (text: string) => number): string[] {
  const parts = ['']
  for (const sign of word) {
    const grown = `${parts.at(-1)}${sign}`
    if (measure(grown) <= width || parts.at(-1) === '') parts[parts.length - 1] = grown
    else parts.push(sign)
  }
  return parts
}

function joined(pieces: readonly Piece[]): Line {
  const line: Piece[] = []
  for (const piece of pieces) {
    const last = line.at(-1)
    if (last?.strong === piece.strong) line[line.length - 1] = { ...last, text: last.text + piece.text }
    else line.push(piece)
  }
  return line
}
