import { addDays, addMonths, type Day } from '#src/kernel/days.ts'
import type { EffectAnswer } from './effect.entity.ts'

/** Days from when somebody is asked: reminded twice, and then no longer waited for. */
const REMIND_AFTER = [10, 20] as const
export const SILENT_AFTER = 30
/** Where none of them has met it when they are asked for the last time, they are asked once more. */
const ONCE_MORE_MONTHS = 3
/** As long as a link to answer by lasts. */
export const LINK_DAYS = 60

/** What one said, and whether she was an ombud then. */
export interface Said {
  readonly answer: EffectAnswer
  readonly byOmbud: boolean
}
/** `vouched`: the offices say yes, and no ombud is there to confirm it. */
export type Outcome = 'confirmed' | 'vouched' | 'partly' | 'no' | 'not_met' | 'silent'

/** What several say, taken together. Who has not met it since has no say where others have. */
export function outcomeOf(said: readonly Said[]): Outcome {
  const met = said.filter(({ answer }) => answer !== 'not_met')
  if (met.some(({ answer }) => answer === 'no')) return 'no'
  if (met.length === 0) return said.length === 0 ? 'silent' : 'not_met'
  if (met.some(({ answer }) => answer === 'partly')) return 'partly'
  return met.some(({ byOmbud }) => byOmbud) ? 'confirmed' : 'vouched'
}

/** As it is kept with the check. */
export const ANSWER_OF: Readonly<Record<Outcome, EffectAnswer | null>> = {
  confirmed: 'yes',
  vouched: 'yes',
  partly: 'partly',
  no: 'no',
  not_met: 'not_met',
  silent: null,
}

/** Where a check stands among those of its decision. */
export interface Place {
  /** None is to come. */
  readonly last: boolean
  /** Nobody had met it the time before either. */
  readonly notMetBefore: boolean
}
/** `follow`: nothing yet, the next check is waited for. `decide`: the group does. */
export type Step = 'confirm' | 'refute' | 'decide' | 'follow' | 'again' | 'unknown'

/**
 * What comes of a check. A yes that comes early is a first confirmation: a systemfel recurs, so that it is the last check
 * that tells whether it is gone (docs/decisions/0030-effect.md).
 */
export function stepAfter(outcome: Outcome, { last, notMetBefore }: Place): Step {
  if (outcome === 'no') return 'refute'
  if (outcome === 'silent') return 'unknown'
  if (!last) return 'follow'
  if (outcome === 'not_met') return notMetBefore ? 'unknown' : 'again'
  return outcome === 'confirmed' ? 'confirm' : 'decide'
}

export interface Asked {
  readonly askedDay: Day
  readonly reminders: number
}
/** How many reminders she should have had by today. One that is late is not followed by the next at once. */
export const remindersDue = ({ askedDay }: Pick<Asked, 'askedDay'>, today: Day): number =>
  REMIND_AFTER.filter(days => addDays(askedDay, days) <= today).length
export const isSilent = ({ askedDay }: Pick<Asked, 'askedDay'>, today: Day): boolean =>
  addDays(askedDay, SILENT_AFTER) <= today

export const onceMore = (months: number, today: Day): { readonly months: number; readonly dueDay: Day } => ({
  months: months + ONCE_MORE_MONTHS,
  dueDay: addMonths(today, ONCE_MORE_MONTHS),
})
