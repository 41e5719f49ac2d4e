import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { addDays, type Day, startOf } from '#src/kernel/days.ts'
import type { CallAnswer } from './call.entity.ts'

type When = Pick<Meeting, 'day' | 'time' | 'place'>

/** What of a meeting differs: its time asks for new answers, its place only for a new edition. */
export type Change = 'none' | 'place' | 'time'
export function changeBetween(before: When, after: When): Change {
  if (before.day !== after.day || before.time !== after.time) return 'time'
  return before.place === after.place ? 'none' : 'place'
}

/** People are called to, and answer for, what is planned and has not passed. */
export const takesAnswers = ({ state, day }: Pick<Meeting, 'state' | 'day'>, today: Day): boolean =>
  state === 'planned' && day >= today

/** The link outlives the meeting, so that its papers can be read. */
const READABLE_DAYS = 60
const AT_LEAST_DAYS = 30
export const callExpiry = (day: Day): Date => startOf(addDays(day, READABLE_DAYS))
/** A meeting that is moved far away needs a link that lasts longer. */
export const lastsFor = (expiresAt: Date, day: Day): boolean => expiresAt >= startOf(addDays(day, AT_LEAST_DAYS))

const sameName = (one: string, other: string): boolean =>
  one.trim().toLocaleLowerCase('sv') === other.trim().toLocaleLowerCase('sv')

/** Whether a substitute that the seat has is needed, by what its holder has answered. */
export function isNeeded(
  answer: CallAnswer | null,
  substituteName: string | null,
  substitute: { readonly name: string },
): boolean {
  if (answer === 'not_coming') return true
  return answer === 'substitute' && sameName(substituteName ?? '', substitute.name)
}

/** One seat's answers: the ordinary holder's, and those of the substitutes who have been called. */
export interface SeatAnswers {
  readonly answer: CallAnswer | null
  readonly substituteName: string | null
  readonly substitutes: readonly { readonly name: string; readonly answer: CallAnswer | null }[]
}
export interface Expected {
  readonly presence: 'present' | 'substitute' | 'absent'
  /** Of the substitute. */
  readonly name: string | null
}
/** Who is expected in a seat, as far as people have answered; null where nobody has. */
export function expectedIn({ answer, substituteName, substitutes }: SeatAnswers): Expected | null {
  if (answer === 'coming') return { presence: 'present', name: null }
  if (answer === 'substitute') return { presence: 'substitute', name: substituteName }
  const instead = substitutes.find(one => one.answer === 'coming')
  if (instead !== undefined) return { presence: 'substitute', name: instead.name }
  return answer === null ? null : { presence: 'absent', name: null }
}
