import type { Month } from '#src/kernel/days.ts'
import { halfYearKey, halfYearOf } from '#src/kernel/half-years.ts'

/** Outside the offices that feed it, smaller counts of reports are told as "färre än 5" (domain §6). */
export const FEW = 5

export interface Reported {
  readonly reportCount: number
  readonly firstMonth: Month | null
  readonly lastMonth: Month | null
}
/** How much has been reported, as far as the reader may know. */
export interface ShownReports {
  /** Null is "färre än 5". */
  readonly count: number | null
  readonly from: Period | null
  readonly to: Period | null
}
/** A month, or the half-year (`2026-1`) that is told in its place. */
export type Period = { readonly month: Month } | { readonly half: string }

/** `inside`: the reader works in an office that feeds the systemfel. */
export function reportsShown({ reportCount, firstMonth, lastMonth }: Reported, inside: boolean): ShownReports {
  const exact = inside || reportCount === 0 || reportCount >= FEW
  const period = (month: Month | null): Period | null => {
    if (month === null) return null
    return exact ? { month } : { half: halfYearKey(halfYearOf(`${month}-01`)) }
  }
  return { count: exact ? reportCount : null, from: period(firstMonth), to: period(lastMonth) }
}
