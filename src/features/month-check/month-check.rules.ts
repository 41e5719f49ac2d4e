import { addMonths, type Day, type Month, monthOf } from '#src/kernel/days.ts'

/** The month before can be checked until this day. */
const LATE_UNTIL = '10'

/** The months that can be checked: this one, and early in it the one before. The first is the one that is asked for. */
export function monthsOffered(today: Day): readonly [Month, ...Month[]] {
  const month = monthOf(today)
  return today.slice(-2) <= LATE_UNTIL ? [month, monthOf(addMonths(`${month}-01`, -1))] : [month]
}

/** The earliest of those offered that is not checked: what the ombud is reminded of. Null when all are. */
export const monthToRemindOf = (today: Day, checked: readonly Month[]): Month | null =>
  [...monthsOffered(today)].reverse().find(month => !checked.includes(month)) ?? null
