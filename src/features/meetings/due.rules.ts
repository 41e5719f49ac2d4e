import { addDays, addMonths, type Day, daysBetween } from '#src/kernel/days.ts'

/** Days an agency is given to answer, counted from the sending (product §5). */
export const ANSWER_DAYS = 30
const LIFT_DAYS = 60
const DAYS_WITHOUT_MEETING = 60
const DAYS_BEFORE_MEETING = 14
const LEAST_DAYS = 14
const EFFECT_MONTHS = [3, 9] as const

/** A commitment or an investigation: two weeks before the next meeting, two weeks from now at least; 60 days with none set. */
export function taskDueDay(today: Day, nextMeetingDay: Day | null): Day {
  if (nextMeetingDay === null) return addDays(today, DAYS_WITHOUT_MEETING)
  const wanted = addDays(nextMeetingDay, -DAYS_BEFORE_MEETING)
  return daysBetween(today, wanted) < LEAST_DAYS ? addDays(today, LEAST_DAYS) : wanted
}

export const liftDueDay = (today: Day): Day => addDays(today, LIFT_DAYS)

/** When the ombud who reported are asked whether it helped. */
export const effectDays = (today: Day): { readonly months: number; readonly dueDay: Day }[] =>
  EFFECT_MONTHS.map(months => ({ months, dueDay: addMonths(today, months) }))
