import { addDays, type Day, dayOf, daysBetween } from '#src/kernel/days.ts'
import type { Circulation, CirculationAnswer } from './circulation.entity.ts'

/** Our proposal of how long the seats have to answer, and the longest that they may be given. */
const TERM_DAYS = 14
const LONGEST_DAYS = 60
/** The link outlives the last day, so that what became of the proposal can be read. */
const READABLE_DAYS = 60
/** Who has not answered is reminded so many days before the last one. */
export const REMIND_DAYS = 2

export const proposedLastDay = (today: Day): Day => addDays(today, TERM_DAYS)
export const isLastDay = (day: Day, today: Day): boolean => day > today && daysBetween(today, day) <= LONGEST_DAYS
export const readableUntil = (lastDay: Day): Day => addDays(lastDay, READABLE_DAYS)

type Term = Pick<Circulation, 'state' | 'lastDay'>

/** Whether the seats may still answer, and change what they have answered: until it is closed, or its last day is over. */
export const takesReplies = ({ state, lastDay }: Term, today: Day): boolean =>
  state === 'asking' && (lastDay === null || today <= lastDay)

/** The first day on which those who have not answered are reminded: before the last day, and never on the first. */
export const isToRemind = (circulation: Term & Pick<Circulation, 'proposedAt' | 'remindedAt'>, today: Day): boolean => {
  const { lastDay, remindedAt, proposedAt } = circulation
  if (lastDay === null || remindedAt !== null || !takesReplies(circulation, today)) return false
  return today < lastDay && today >= addDays(lastDay, -REMIND_DAYS) && today > dayOf(proposedAt)
}

/** Nobody objects or is silent, and somebody agrees. */
export const isAgreed = (answers: readonly (CirculationAnswer | null)[]): boolean =>
  answers.includes('agree') && answers.every(answer => answer === 'agree' || answer === 'abstain')
