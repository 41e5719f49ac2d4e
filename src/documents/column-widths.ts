import type { Column } from './document.ts'

const LONGEST_COUNTED = 45

/** Each column gets room after its longest word and, up to a limit, its longest line. Sums to `total`, in its unit. */
export function columnWidths(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  total: number,
): number[] {
  const weights = columns.map(({ label }, index) => {
    const texts = rows.map(row => row[index] ?? '')
    const word = longest([label, ...texts].flatMap(text => text.split(/[\s-]+/)))
    const line = longest(texts.flatMap(text => text.split('\n')))
    return Math.min(Math.max(word + 2, line, 8), LONGEST_COUNTED)
  })
  const sum = weights.reduce((left, right) => left + right, 0)
  const widths = weights.map(weight => Math.floor((weight / sum) * total))
  const rest = total - widths.reduce((left, right) => left + right, 0)
  return widths.map((width, index) => (index === 0 ? width + rest : width))
}

/**
 * Widths that sum to `total` and follow the wished ones, but give each column what it needs at least for no word of it to be
 * broken. Where not even that has room, all get less, in proportion.
 */
export function atLeast(least: readonly number[], wished: readonly number[], total: number): number[] {
  const needed = sumOf(least)
  if (needed >= total) return least.map(width => (width / needed) * total)
  const extra = wished.map((width, index) => Math.max(0, width - (least[index] ?? 0)))
  const all = sumOf(extra)
  return least.map(
    (width, index) => width + (total - needed) * (all === 0 ? 1 / least.length : (extra[index] ?? 0) / all),
  )
}

const sumOf = (numbers: readonly number[]): number => numbers.reduce((left, right) => left + right, 0)
const longest = (texts: readonly string[]): number => texts.reduce((most, text) => Math.max(most, text.length), 0)
