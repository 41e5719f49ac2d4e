import { addDays, type Day } from '#src/kernel/days.ts'
import type { FieldErrors } from '#src/kernel/forms.ts'

/** A question may be passed on so many times. */
export const MOST_PASSINGS = 3
/** More time: so many days at most, from the day that was set or from today when that has been. */
export const MOST_MORE_DAYS = 60
/** So many questions back on one request. */
export const MOST_QUESTIONS = 5

const domainOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1)

/** The same organisation's mail: one domain, or a part of the other's (`kommun.se` and `stadsdel.kommun.se`). */
export function sharesDomain(one: string, other: string): boolean {
  const [a, b] = [domainOf(one), domainOf(other)]
  return a === b || a.endsWith(`.${b}`) || b.endsWith(`.${a}`)
}

/** What is wrong with an address to pass on to: it must be another than the one that the letter went to, of the same domain. */
export function receiverFaults(address: string, current: string): FieldErrors {
  if (address === current) return { email: ['answerActs.sameAddress'] }
  return sharesDomain(address, current)
    ? {}
    : { email: [{ key: 'answerActs.otherDomain', values: { domain: domainOf(current) } }] }
}

/** The last day that may be asked for. */
export const lastNewDay = (dueDay: Day, today: Day): Day => addDays(dueDay > today ? dueDay : today, MOST_MORE_DAYS)

/** A new day must be later than the one that was set, not have been, and lie within what may be asked for. */
export function newDayFaults(newDay: Day, dueDay: Day, today: Day): FieldErrors {
  if (newDay <= dueDay || newDay < today) return { newDay: ['answerActs.dayTooEarly'] }
  return newDay > lastNewDay(dueDay, today) ? { newDay: ['answerActs.dayTooLate'] } : {}
}

/** An answer cannot have been given before the question was sent, nor tomorrow. */
export function sourceDayFaults(day: Day, sentDay: Day, today: Day): FieldErrors {
  if (day > today) return { sourceDay: ['answerActs.sourceAhead'] }
  return day < sentDay ? { sourceDay: ['answerActs.sourceBefore'] } : {}
}
