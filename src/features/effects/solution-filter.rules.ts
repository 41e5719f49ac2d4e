import { LEVEL_SLUGS } from '#src/features/deficiencies/filter-slugs.rules.ts'
import { type Level, THEMES, type Theme } from '#src/features/deficiencies/words.ts'
import { ORGANISATION_KINDS, type Organisation } from '#src/features/organisations/organisation.entity.ts'

/** The choices stand in the address, in Swedish: `/losningar?ord=intyg&slag=state&niva=lokal&tema=lakarintyg`. */
export type Query = Readonly<Record<string, string | undefined>>
export interface SolutionFilter {
  /** All of which the title, or the three sentences, must have. */
  readonly words: readonly string[]
  readonly kind: Organisation['kind'] | null
  readonly level: Level | null
  readonly theme: Theme | null
}
const MOST_WORDS = 8

/** Reads the address; what it does not know is left out. */
export function readSolutionFilter(query: Query): SolutionFilter {
  const words = (query['ord'] ?? '')
    .slice(0, 200)
    .split(/[\s\p{Cc}]+/u)
    .filter(Boolean)
  const said = query['niva'] ?? ''
  return {
    words: words.slice(0, MOST_WORDS),
    kind: ORGANISATION_KINDS.find(kind => kind === query['slag']) ?? null,
    level: Object.hasOwn(LEVEL_SLUGS, said) ? (LEVEL_SLUGS[said] ?? null) : null,
    theme: THEMES.find(theme => theme === query['tema']) ?? null,
  }
}

export const isChosen = ({ words, kind, level, theme }: SolutionFilter): boolean =>
  words.length > 0 || kind !== null || level !== null || theme !== null
