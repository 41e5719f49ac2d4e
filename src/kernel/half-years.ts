import { type Day, startOf, yearOf } from './days.ts'

/** A half-year, `2026-1` (January–June) or `2026-2` (July–December). Compares as text. */
export interface HalfYear {
  readonly year: number
  readonly half: 1 | 2
}

export const halfYearOf = (day: Day): HalfYear => ({ year: yearOf(day), half: day.slice(5, 7) <= '06' ? 1 : 2 })
export const nextHalfYear = ({ year, half }: HalfYear): HalfYear =>
  half === 1 ? { year, half: 2 } : { year: year + 1, half: 1 }
export const previousHalfYear = ({ year, half }: HalfYear): HalfYear =>
  half === 2 ? { year, half: 1 } : { year: year - 1, half: 2 }
export const firstDayOf = ({ year, half }: HalfYear): Day => `${year}-${half === 1 ? '01' : '07'}-01`
export const halfYearKey = ({ year, half }: HalfYear): string => `${year}-${half}`

/** Half-open: from the first instant of the half-year to the first instant of the next. */
export const intervalOf = (period: HalfYear): { readonly from: Date; readonly to: Date } => ({
  from: startOf(firstDayOf(period)),
  to: startOf(firstDayOf(nextHalfYear(period))),
})
/** Reads `2026-1`; null when it is none. */
export function readHalfYear(key: string): HalfYear | null {
  const match = /^(\d{4})-([12])$/.exec(key)
  return match === null ? null : { year: Number(match[1]), half: match[2] === '1' ? 1 : 2 }
}
