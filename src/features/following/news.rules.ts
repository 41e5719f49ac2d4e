import { addDays, type Day, daysBetween } from '#src/kernel/days.ts'
import type { Frequency } from './reporter-news.entity.ts'

/** Days between two mails to one person, at least. */
export const DAYS_BETWEEN = 7

export interface Standing {
  readonly frequency: Frequency
  /** The day of the last mail about what she reported; null for the first. */
  readonly lastMailed: Day | null
  /** The day of the oldest that waits to be told. */
  readonly oldest: Day
  readonly today: Day
}

/** Whether what waits for a person is mailed today. Days are Swedish, so a week is a week also when the clock is changed. */
export function isDue({ frequency, lastMailed, oldest, today }: Standing): boolean {
  if (frequency === 'none') return false
  if (lastMailed !== null && daysBetween(lastMailed, today) < DAYS_BETWEEN) return false
  return frequency === 'prompt' || mondayOf(today) > oldest
}

/** The Monday of the day's week. */
export const mondayOf = (day: Day): Day => addDays(day, -(((daysBetween(A_MONDAY, day) % 7) + 7) % 7))
const A_MONDAY = '2024-01-01'
