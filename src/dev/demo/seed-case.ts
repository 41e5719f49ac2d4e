import type { ACTION_KINDS, STRENGTHS } from '#src/features/actions/action.entity.ts'
import type { Level, Theme } from '#src/features/deficiencies/words.ts'

/** Which services' document a case stands in; Stockholm's list belongs to its five offices together. */
export type SeedPlace = 'stockholm' | 'spanga-tensta' | 'tyreso' | 'osteraker'
export interface SeedDeficiency {
  readonly id: string
  readonly place: SeedPlace
  readonly year: number
  readonly title: string
  /** As the document has it. */
  readonly text: string
  readonly level: Level
  /** The document states no level: it was set afterwards. */
  readonly levelInferred: boolean
  readonly organisations: readonly string[]
  readonly themes: readonly Theme[]
  readonly source: string
}
export interface SeedAction {
  readonly id: string
  /** The systemfel it is shown on; linked afterwards, since the documents list actions by themselves. */
  readonly on: string
  readonly year: number
  readonly text: string
  readonly kind: (typeof ACTION_KINDS)[number]
  readonly strength: (typeof STRENGTHS)[number] | null
  readonly organisation: string | null
  readonly source: string
}
