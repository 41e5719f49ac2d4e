import { CIRCUMSTANCES, SUBJECTS } from './synonyms.ts'

const SHORTEST = 6
/** Shorter words are too like others. */
const SHORTEST_MISSPELT = 8
/** Whoever cuts a word short stops in the middle: "försörjn", "sysselsättn". */
const CUT_SHORT = /[bcdfghjklmnpqrstvxz]{2}$/
/** One slip in a short word, two in a long one. */
const LONG = 10
const slipsAllowed = (length: number): number => (length >= LONG ? 2 : 1)

const SYNONYMS = [...Object.entries(SUBJECTS), ...Object.entries(CIRCUMSTANCES)]
const WORDS = SYNONYMS.map(([word]) => word).filter(word => word.length >= SHORTEST && !word.includes(' '))

interface Form {
  readonly letters: string
  /** Stands for all that begin so. */
  readonly open: boolean
  readonly meaning: string
}
const FORMS: readonly Form[] = SYNONYMS.flatMap(([meaning, written]) =>
  written
    .split(',')
    .map(form => form.trim())
    .map(form => ({ letters: form.replace('*', ''), open: form.endsWith('*'), meaning }))
    .filter(({ letters }) => letters.length >= SHORTEST && !letters.includes(' ')),
)

/** The field's word that somebody may have meant who typed another, with a slip or two; null when it is one, or none is near. */
export function nearestFieldWord(typed: string): string | null {
  if (typed.length < SHORTEST - 1 || WORDS.includes(typed)) return null
  let [nearest, fewest] = [null as string | null, 3]
  for (const word of WORDS) {
    const most = Math.min(fewest - 1, slipsAllowed(word.length))
    if (Math.abs(word.length - typed.length) > most) continue
    const slips = slipsBetween(typed, word)
    if (slips <= most) [nearest, fewest] = [word, slips]
  }
  return nearest
}

/**
 * What a stem that nobody else has used may mean, in the field's words: one that was cut short ("försörjn") or misspelt
 * ("läkaritnyg"). Null where it may mean several things, or none.
 */
export function meaningMeant(stem: string): string | null {
  if (stem.length < SHORTEST) return null
  const longer = new Set(FORMS.filter(form => isCutShort(stem, form)).map(({ meaning }) => meaning))
  if (longer.size > 0) return CUT_SHORT.test(stem) ? only(longer) : null
  const like = FORMS.filter(form => form.letters[0] === stem[0] && mayBeMisspelt(stem, form))
  const near = like.map(form => [form, slipsFrom(stem, form)] as const)
  const allowed = near.filter(([{ letters }, slips]) => slips <= slipsAllowed(letters.length))
  const fewest = Math.min(...allowed.map(([, slips]) => slips))
  return only(new Set(allowed.filter(([, slips]) => slips === fewest).map(([{ meaning }]) => meaning)))
}

/** More than an ending is missing. */
const isCutShort = (stem: string, { letters }: Form): boolean =>
  letters.length > stem.length + 2 && letters.startsWith(stem)

/** What differs at its end only is another word, or the same one inflected. */
const mayBeMisspelt = (stem: string, { letters }: Form): boolean =>
  letters.length >= SHORTEST_MISSPELT && !stem.startsWith(letters.slice(0, -2))

const only = (meanings: ReadonlySet<string>): string | null => (meanings.size === 1 ? ([...meanings][0] ?? null) : null)

/** Of a form that is open, from that beginning of the stem which is nearest. */
function slipsFrom(stem: string, { letters, open }: Form): number {
  if (!open) return Math.abs(stem.length - letters.length) > 2 ? 3 : slipsBetween(stem, letters)
  if (stem.length < letters.length - 2) return 3
  return Math.min(...[-1, 0, 1].map(more => slipsBetween(stem.slice(0, letters.length + more), letters)))
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
