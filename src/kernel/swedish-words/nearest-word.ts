import { CIRCUMSTANCES, SUBJECTS } from './synonyms.ts'

const SHORTEST = 6
/** One slip in a short word, two in a long one. */
const LONG = 10

const WORDS = [...Object.keys(SUBJECTS), ...Object.keys(CIRCUMSTANCES)].filter(
  word => word.length >= SHORTEST && !word.includes(' '),
)

/** The field's word that somebody may have meant who typed another, with a slip or two; null when it is one, or none is near. */
export function nearestFieldWord(typed: string): string | null {
  if (typed.length < SHORTEST - 1 || WORDS.includes(typed)) return null
  let [nearest, fewest] = [null as string | null, 3]
  for (const word of WORDS) {
    const most = Math.min(fewest - 1, word.length >= LONG ? 2 : 1)
    if (Math.abs(word.length - typed.length) > most) continue
    const slips = slipsBetween(typed, word)
    if (slips <= most) [nearest, fewest] = [word, slips]
  }
  return nearest
}

/** Letters that are missing, too many, wrong, or swapped with the next (Damerau). Takes time by both lengths. */
export function slipsBetween(one: string, other: string): number {
  let before: number[] = []
  let row = Array.from({ length: other.length + 1 }, (_, at) => at)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let j = 1; j <= other.length; j++) {
      const wrong = one[i - 1] === other[j - 1] ? 0 : 1
      const swapped = i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]
      next[j] = Math.min(
        (row[j] as number) + 1,
        (next[j - 1] as number) + 1,
        (row[j - 1] as number) + wrong,
        swapped ? (before[j - 2] as number) + 1 : Number.POSITIVE_INFINITY,
      )
    }
    ;[before, row] = [row, next]
  }
  return row[other.length] as number
}
