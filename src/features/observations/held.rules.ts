import { addDays, type Day } from '#src/kernel/days.ts'
import type { Observation } from './observation.entity.ts'

/** A report is set aside for so many days unless another day is chosen, and for this many at most. */
export const HOLD_DAYS = 30
export const MOST_HOLD_DAYS = 180

/** Set aside in the inbox. It comes back by itself: on the day, it is new again. */
export const isHeld = ({ state, heldUntil }: Pick<Observation, 'state' | 'heldUntil'>, today: Day): boolean =>
  state === 'sent' && heldUntil !== null && heldUntil > today

/** Tomorrow at the earliest. */
export const mayHoldUntil = (day: Day, today: Day): boolean => day > today && day <= addDays(today, MOST_HOLD_DAYS)
