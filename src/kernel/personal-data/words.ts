import type { Span } from './span.ts'

/** Letters standing together, with what stands between them and the word before. */
export interface Word extends Span {
  readonly text: string
  readonly lower: string
  readonly gap: string
  readonly capital: boolean
}

const WORD = /\p{L}+(?:['’]\p{L}+)*/gu
const ABBREVIATION = /(?<!\p{L})(?:\p{L}|dr|prof|läk|leg|kl|nr|tel|ca|bl|ex|resp|tf)\.$/iu
/** How far back to look for what a sentence begins after. */
const REACH = 24

/** The words of a readable text, in order. */
export function wordsOf(lines: string): readonly Word[] {
  let end = 0
  return Array.from(lines.matchAll(WORD), ({ 0: text, index }) => {
    const gap = lines.slice(end, index)
    end = index + text.length
    return { text, lower: text.toLowerCase(), gap, start: index, end, capital: /^\p{Lu}\p{Ll}/u.test(text) }
  })
}

const NO_WORD: Word = { text: '', lower: '', gap: '', start: 0, end: 0, capital: false }
/** The word at an index, or one without letters. */
export const at = (words: readonly Word[], index: number): Word => words[index] ?? NO_WORD

/** Whether a sentence, or a line, begins at the place. */
export function opensSentence(lines: string, place: number): boolean {
  const before = lines.slice(Math.max(0, place - REACH), place).replace(/["”“»'(•*\- ]+$/, '')
  return before === '' ? place <= REACH : /[\n!?.]$/.test(before) && !ABBREVIATION.test(before)
}

/** The phrase with a capital where it would begin a sentence. */
export const inCase = (phrase: string, lines: string, start: number): string =>
  opensSentence(lines, start) ? phrase.slice(0, 1).toUpperCase() + phrase.slice(1) : phrase
