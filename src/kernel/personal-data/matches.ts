import type { Hit, Kind } from './kinds.ts'

export type Groups = Readonly<Record<string, string | undefined>>
/** Where a pattern was met, and what stood in its groups. */
export interface Match {
  readonly all: string
  readonly start: number
  readonly end: number
  readonly groups: Groups
}

/** What `make` makes of each place where the pattern is met; null leaves it out. */
export const hitsOf = (text: string, pattern: RegExp, make: (match: Match) => Hit | null): readonly Hit[] =>
  Array.from(text.matchAll(pattern)).flatMap(
    ({ 0: all, index, groups = {} }) => make({ all, start: index, end: index + all.length, groups }) ?? [],
  )

export const hit = (kind: Kind, start: number, end: number, suggestion: string | null = null): Hit => ({
  kind,
  start,
  end,
  suggestion,
})

/** The end of the text before a place, as far as context goes. */
export const before = (text: string, place: number, reach = 40): string => text.slice(Math.max(0, place - reach), place)

/**
 * What only explains the word before it goes with its marks: "Kvinnan, A.B., bor" becomes "Kvinnan bor", and "Avslaget (dnr
 * 12)" "Avslaget". A word with a capital and a comma may be of a list. Null when the stretch is no such aside.
 */
export function asideHit(kind: Kind, lines: string, start: number, end: number): Hit | null {
  const [all = '', word = '', mark] = /([\p{L}-]+)( \(|, )$/u.exec(before(lines, start)) ?? []
  const closes =
    mark === ' (' ? lines[end] === ')' : mark && /^(?:,(?! och)|\.(?:\s|$))/.test(lines.slice(end, end + 5))
  return closes ? hit(kind, start - all.length, lines[end] === '.' ? end : end + 1, word) : null
}
