import { choice, flag, id, ref, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { ALL_FACETS, type Facet } from './words.ts'

/** By these a systemfel is found in the list; each follows from the systemfel and its reports (`keep-marks.ts`). */
export interface DeficiencyFacet {
  id: string
  deficiencyId: string
  facet: Facet
}
export const deficiencyFacets = table<DeficiencyFacet>(
  'deficiency_facet',
  { id: id(), deficiencyId: ref('deficiency'), facet: choice(ALL_FACETS) },
  { unique: [['deficiencyId', 'facet']], index: [['facet']] },
)

/** A half-year (`2026-1`) that a systemfel has to do with. */
export interface DeficiencyPeriod {
  id: string
  deficiencyId: string
  period: string
  /** A report was sent in it; of what has no report, it was made in it. */
  reported: boolean
  /**
   * The same as far as it is told outside the offices: who is told "färre än 5" finds it by the half-years from the first
   * to the last in which it was met, which its row shows.
   */
  told: boolean
}
export const deficiencyPeriods = table<DeficiencyPeriod>(
  'deficiency_period',
  { id: id(), deficiencyId: ref('deficiency'), period: text(6, 'system'), reported: flag(), told: flag() },
  { unique: [['deficiencyId', 'period']], index: [['period', 'deficiencyId', 'reported', 'told']] },
)

/** A word of where an imported systemfel comes from, in small letters. */
export interface SourceWord {
  id: string
  deficiencyId: string
  word: string
}
export const sourceWords = table<SourceWord>(
  'source_word',
  { id: id(), deficiencyId: ref('deficiency'), word: text(40, 'system') },
  { unique: [['deficiencyId', 'word']], index: [['word', 'deficiencyId']] },
)
