import { id, instant, integer, month, ref } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/**
 * That an ombud has gone through the office's open systemfel of a month (månadsavstämning). Also that she has met none of
 * them is told: it is what a report that nothing has happened rests on.
 */
export interface MonthCheck {
  id: string
  officeId: string
  personId: string
  /** `2026-11`. */
  month: string
  /** How many "samma här" it has made. */
  ticked: number
  at: Date
}
export const monthChecks = table<MonthCheck>(
  'month_check',
  { id: id(), officeId: ref('office'), personId: ref('person'), month: month(), ticked: integer(), at: instant() },
  { unique: [['officeId', 'personId', 'month']] },
)
