import { addDays, type Day, daysBetween } from '#src/kernel/days.ts'
import { isWorkday, weekdayOf } from '#src/kernel/swedish-holidays.ts'

export interface YearPlan {
  readonly year: number
  /** Meetings in the year. */
  readonly count: number
  /** 1 is Monday, 5 Friday. */
  readonly weekday: number
  /** Nothing is proposed until after this day. */
  readonly today: Day
  /** Days in the year on which the group meets, or has met, already. */
  readonly planned: readonly Day[]
}

/**
 * A first guess of the year's days: the year is cut into as many parts, and each part that has no meeting gets the day of
 * the chosen weekday nearest its middle, not on a holiday and not in July. Of a part whose middle has passed, nothing is
 * proposed.
 */
export function proposedDays({ year, count, weekday, today, planned }: YearPlan): Day[] {
  const first = `${year}-01-01`
  const length = daysBetween(first, `${year + 1}-01-01`)
  const partOf = (day: Day): number => Math.floor((daysBetween(first, day) * count) / length)
  return Array.from({ length: count }, (_, part) => part)
    .filter(part => !planned.some(day => partOf(day) === part))
    .flatMap(part => {
      const day = meetingDayNear(addDays(first, Math.floor(((part + 0.5) * length) / count)), weekday)
      return day !== null && day > today ? [day] : []
    })
}

/** Weeks to either side in which a day is sought. */
const WEEKS = 8

function meetingDayNear(middle: Day, weekday: number): Day | null {
  const nearest = addDays(middle, ((weekday - weekdayOf(middle) + 10) % 7) - 3)
  for (let weeks = 0; weeks <= WEEKS; weeks += 1)
    for (const day of [addDays(nearest, 7 * weeks), addDays(nearest, -7 * weeks)])
      if (day.slice(0, 4) === middle.slice(0, 4) && day.slice(5, 7) !== JULY && isWorkday(day)) return day
  return null
}
/** When nobody is at work. */
const JULY = '07'

/** The weekday that a group meets on, by its latest meeting; Tuesday for a group that has not met on a weekday. */
export function usualWeekday(latest: Day | undefined): number {
  const weekday = latest === undefined ? TUESDAY : weekdayOf(latest)
  return weekday > 5 ? TUESDAY : weekday
}
const TUESDAY = 2

/** The years that can be planned now, the one that is most likely meant first: from October on, the next. */
export function yearsToPlan(today: Day): [number, number] {
  const year = Number(today.slice(0, 4))
  return today.slice(5, 7) >= '10' ? [year + 1, year] : [year, year + 1]
}
