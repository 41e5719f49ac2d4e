import { addDays, type Day } from '#src/kernel/days.ts'
import type { AgendaItem, Meeting } from './meeting.entity.ts'

const SUGGESTION_DAYS = 10

/** The last day that members may suggest items for a meeting on the day; it is included. */
export const lastSuggestionDay = (day: Day): Day => addDays(day, -SUGGESTION_DAYS)

export const takesSuggestions = ({ state, day }: Pick<Meeting, 'state' | 'day'>, today: Day): boolean =>
  state === 'planned' && today <= lastSuggestionDay(day)

const MINUTES_IN_HOUR = 60
function minuteOf(time: string): number {
  const [hours = 0, minutes = 0] = time.split(':').map(Number)
  return hours * MINUTES_IN_HOUR + minutes
}

/** In minutes; null when the meeting has no end set. */
export const lengthOf = ({ time, endTime }: Pick<Meeting, 'time' | 'endTime'>): number | null =>
  endTime === null ? null : minuteOf(endTime) - minuteOf(time)

export interface PlannedTime {
  /** Minutes that the items have been given together. */
  readonly planned: number
  /** Items that have been given none. */
  readonly without: number
  /** The meeting's length; null when it has no end set. */
  readonly length: number | null
}
export const plannedTime = (
  items: readonly Pick<AgendaItem, 'minutes'>[],
  meeting: Pick<Meeting, 'time' | 'endTime'>,
): PlannedTime => ({
  planned: items.reduce((sum, { minutes }) => sum + (minutes ?? 0), 0),
  without: items.filter(({ minutes }) => minutes === null).length,
  length: lengthOf(meeting),
})
