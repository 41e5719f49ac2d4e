import { type Day, dayOf, type Month } from '#src/kernel/days.ts'

import { type HalfYear, halfYearKey, halfYearOf, nextHalfYear } from '#src/kernel/half-years.ts'
import { FEW } from './disclosure.rules.ts'

export interface Marked {
  readonly reportCount: number
  readonly firstMonth: Month | null
  readonly lastMonth: Month | null
  readonly createdAt: Date
}
export interface PeriodMark {
  readonly period: string
  readonly reported: boolean
  readonly told: boolean
}

/**
 * The half-years by which a systemfel is found. `reported`: a report was sent in it, given the days of sending, or it was
 * made in it where it came without reports. `told`: the same for those outside the offices, as far as they may know.
 */
export function periodsOf(marked: Marked, sentDays: readonly Day[]): PeriodMark[] {
  const { reportCount: count } = marked
  const days = count === 0 ? [dayOf(marked.createdAt)] : sentDays
  const reported = new Set(days.map(day => halfYearKey(halfYearOf(day))))
  const told = count === 0 || count >= FEW ? reported : new Set(spanOf(marked))
  return [...new Set([...reported, ...told])]
    .sort()
    .map(period => ({ period, reported: reported.has(period), told: told.has(period) }))
}

const spanOf = ({ firstMonth, lastMonth }: Marked): string[] =>
  firstMonth === null || lastMonth === null
    ? []
    : halfYearsBetween(halfYearOf(`${firstMonth}-01`), halfYearOf(`${lastMonth}-01`))

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
