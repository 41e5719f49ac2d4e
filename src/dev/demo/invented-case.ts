import type { ClientBand, Facet, Level, Theme } from '#src/features/deficiencies/words.ts'
import type { SEVERITIES } from '#src/features/observations/observation.entity.ts'
import type { BodyKey } from './invented-place.ts'

type Severity = (typeof SEVERITIES)[number]
export type Author = 'ombud' | 'second' | 'former'

/** Days are counted from today: −30 is thirty days ago. */
export interface InventedReport {
  readonly by: Author
  readonly day: number
  readonly text: string
  /** Filed with "samma här": the text is the optional line. */
  readonly sameHere?: true
  readonly consequence?: string
  readonly tried?: string
  readonly proposal?: string
  readonly band?: ClientBand
  readonly severity?: Severity
}
/** A systemfel of the fictitious municipality. Its first report makes it; the others are linked to it. */
export interface InventedCase {
  readonly title: string
  readonly description: string
  /** Kort sagt: what, for whom, what we want; not written yet, where there is none. */
  readonly short?: readonly [what: string, forWhom: string, wanted: string]
  readonly level: Level
  readonly facets: readonly Facet[]
  readonly themes: readonly Theme[]
  readonly bodies: readonly BodyKey[]
  readonly gap?: true
  readonly reports: readonly [InventedReport, ...InventedReport[]]
}
