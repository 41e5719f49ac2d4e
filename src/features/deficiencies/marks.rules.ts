import { type Day, dayOf, type Month } from '#src/kernel/days.ts'
import { type HalfYear, halfYearKey, halfYearOf, nextHalfYear } from '#src/kernel/half-years.ts'

export interface Marked {
  readonly reportCount: number
  readonly firstMonth: Month | null
  readonly lastMonth: Month | null
  readonly createdAt: Date
}
export interface PeriodMark {
  readonly period: string
  readonly reported: boolean
  readonly spanned: boolean
}

/**
 * The half-years of a systemfel: in which a report was sent, given the days of sending, or it was made where it came
 * without reports; and those that lie between the first and the last month in which it was met.
 */
export function periodsOf(marked: Marked, sentDays: readonly Day[]): PeriodMark[] {
  const days = marked.reportCount === 0 ? [dayOf(marked.createdAt)] : sentDays
  const reported = new Set(days.map(day => halfYearKey(halfYearOf(day))))
  const spanned = new Set(spanOf(marked))
  return [...new Set([...reported, ...spanned])]
    .sort()
    .map(period => ({ period, reported: reported.has(period), spanned: spanned.has(period) }))
}

function spanOf({ reportCount, firstMonth, lastMonth }: Marked): string[] {
  if (reportCount === 0 || firstMonth === null || lastMonth === null) return []
  return halfYearsBetween(halfYearOf(`${firstMonth}-01`), halfYearOf(`${lastMonth}-01`))
}

/** Keys, both ends included; the earliest first. */
export function halfYearsBetween(from: HalfYear, to: HalfYear): string[] {
  const keys: string[] = []
  for (let at = from; halfYearKey(at) <= halfYearKey(to); at = nextHalfYear(at)) keys.push(halfYearKey(at))
  return keys
}

const LONGEST_WORD = 40

/** The words of a text in small letters, each once: "Stockholm 2016, s. 9" gives stockholm, 2016, s, 9. */
export const sourceWordsOf = (text: string): string[] => [
  ...new Set(
    (
      text
        .normalize('NFC')
        .toLocaleLowerCase('sv')
        .match(/[\p{L}\p{N}]+/gu) ?? []
    ).map(word => word.slice(0, LONGEST_WORD)),
  ),
]
