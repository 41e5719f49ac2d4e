import { meaningMeant } from '#src/kernel/swedish-words/nearest-word.ts'
import { isFieldWord, isSubject } from '#src/kernel/swedish-words.ts'

/** What a report says so far. What is not asked yet is empty or null. */
export interface Wanted {
  /** As `stemsOf` gives them: each once. */
  readonly stems: readonly string[]
  readonly organisationIds: readonly string[]
  readonly themes: readonly string[]
  readonly level: string | null
}

/** A systemfel that the report may be about. */
export interface Candidate extends Wanted {
  /** Of one that was merged: the one it lives on in. Both may be there; the likest of them counts. */
  readonly id: string
  /** Resolved, as the ombud say themselves: how is worth knowing. */
  readonly confirmed?: boolean
}

export interface Ranked {
  readonly id: string
  /** From 0 (nothing in common), for comparing within one ranking; 1 is the same text. */
  readonly score: number
}

const MOST = 5
/** Below this two texts have only a stray word in common. */
const LEAST_SCORE = 0.13
/** What is this much less alike than the best is shown only to fill the page. */
const LEAST_OF_BEST = 0.3
/** From here on two systemfel are likely the same: nine of ten real ones told in other words reach it. */
export const LIKELY = 0.5
/** Words outside the field's vocabulary tell less. */
const PLAIN_WORD = 0.5
/** A confirmed solution goes before what is alike up to this much more. */
const ABOUT_AS_ALIKE = 1.2
/** As though there were this many more systemfel, so that in a small collection no word is common by chance. */
const ASSUMED = 30
/** Rarer than one in 150 tells no more: else a word that nobody has used would outweigh the others where there are many. */
const RAREST = 5

/**
 * The systemfel most like a report, best first, at most five, none that only share a stray word. Cosine of the texts'
 * stems, rare ones weighing more; organisations, themes and level, where known, raise what they have in common. A
 * confirmed solution comes before those that are about as alike.
 * `documentFrequency`: how many of the `total` systemfel have a stem.
 */
export function rankCandidates(
  wanted: Wanted,
  candidates: readonly Candidate[],
  documentFrequency: ReadonlyMap<string, number>,
  total: number,
): readonly Ranked[] {
  const weigh = weigherOf(documentFrequency, total)
  const sought = new Set(wanted.stems)
  const soughtWeight = weightOf(wanted.stems, weigh)
  const ranked = candidates
    .map(candidate => {
      const shared = candidate.stems.filter(stem => sought.has(stem))
      const likeness = isTelling(shared)
        ? weightOf(shared, weigh) / Math.sqrt(soughtWeight * weightOf(candidate.stems, weigh))
        : 0
      return { id: candidate.id, score: likeness * agreementOf(wanted, candidate), confirmed: candidate.confirmed }
    })
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1))
  const least = Math.max(LEAST_SCORE, (ranked[0]?.score ?? 0) * LEAST_OF_BEST)
  const likest = new Map([...ranked].reverse().map(each => [each.id, each]))
  const standing = ({ score, confirmed }: (typeof ranked)[number]): number => score * (confirmed ? ABOUT_AS_ALIKE : 1)
  return ranked
    .filter(each => each.score >= least && likest.get(each.id) === each)
    .sort((a, b) => standing(b) - standing(a))
    .slice(0, MOST)
    .map(({ id, score }) => ({ id, score }))
}

/** The stems of a report, with those that nobody else has used read as what they may mean: reports are written in haste. */
export const readForgivingly = (stems: readonly string[], known: (stem: string) => boolean): string[] => [
  ...new Set(stems.map(stem => (known(stem) ? stem : (meaningMeant(stem) ?? stem)))),
]

/** One word is enough only when it is a subject of the field: anything may have a queue. */
const isTelling = (shared: readonly string[]): boolean => shared.length > 1 || shared.some(isSubject)

type Weigh = (stem: string) => number

/** How much a stem tells, of so many systemfel. */
export function weigherOf(documentFrequency: ReadonlyMap<string, number>, total: number): Weigh {
  return stem => {
    const rarity = Math.min(RAREST, Math.log((total + ASSUMED) / ((documentFrequency.get(stem) ?? 0) + 1)))
    return (isFieldWord(stem) ? rarity : rarity * PLAIN_WORD) ** 2
  }
}

const weightOf = (stems: readonly string[], weigh: Weigh): number => stems.reduce((sum, stem) => sum + weigh(stem), 0)

/** From 1 (nothing known, or nothing in common) to 1.9. */
const agreementOf = (wanted: Wanted, candidate: Candidate): number =>
  1 +
  0.5 * shareOf(wanted.themes, candidate.themes) +
  0.3 * shareOf(wanted.organisationIds, candidate.organisationIds) +
  (wanted.level !== null && wanted.level === candidate.level ? 0.1 : 0)

/** How much of the shorter list is in the other. */
function shareOf(some: readonly string[], others: readonly string[]): number {
  const shorter = Math.min(some.length, others.length)
  return shorter === 0 ? 0 : some.filter(one => others.includes(one)).length / shorter
}
