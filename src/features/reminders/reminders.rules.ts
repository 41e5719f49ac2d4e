import { addDays, clockOf, type Day, dayOf } from '#src/kernel/days.ts'
import { isWorkday } from '#src/kernel/swedish-holidays.ts'
import { type Outcome, STEPS, type Step } from './reminder.entity.ts'

/** Days from the due day on which each step falls (product §7). */
const DAYS: Readonly<Record<Step, number>> = { before: -7, after: 1, seat: 14, superior: 21, agenda: 30 }
/** No step falls earlier before its due day. */
export const EARLIEST = -DAYS.before

/** Letters of an office go out while offices are open. */
const OPENS = '08:00'
const SHUTS = '17:00'
export const isOfficeTime = (now: Date): boolean =>
  isWorkday(dayOf(now)) && clockOf(now) >= OPENS && clockOf(now) < SHUTS

/** The day itself, or the next one that is neither in a weekend nor a holiday. */
export function workdayFrom(day: Day): Day {
  let next = day
  while (!isWorkday(next)) next = addDays(next, 1)
  return next
}

/** A step that has been taken, on a day in Sweden. */
export interface Taken {
  readonly dueDay: Day
  readonly step: Step
  readonly outcome: Outcome
  readonly day: Day
}
/** A question that has been sent, with all that has been done to remind of it, also for earlier due days. */
export interface Ladder {
  readonly dueDay: Day
  readonly sentDay: Day
  /** Reminders rest until this day. */
  readonly heldUntil: Day | null
  readonly taken: readonly Taken[]
}
export interface Planned {
  readonly step: Step
  readonly day: Day
}

/**
 * The steps of the present due day that have not been taken, each with the working day it falls on. Where nobody holds the
 * authority's seat the manager's turn is at once. A letter as old as the question itself reminds nobody.
 */
function stepsLeft({ dueDay, sentDay, taken }: Ladder): Planned[] {
  const here = taken.filter(one => one.dueDay === dueDay)
  const emptySeat = here.some(({ step, outcome }) => step === 'seat' && outcome === 'nobody')
  const dayFor = (step: Step): Day => addDays(dueDay, step === 'superior' && emptySeat ? DAYS.seat : DAYS[step])
  return STEPS.filter(step => !here.some(one => one.step === step))
    .filter(step => step !== 'before' || dayFor(step) > sentDay)
    .map(step => ({ step, day: workdayFrom(dayFor(step)) }))
}

const isDone = ({ outcome }: Taken): boolean => outcome === 'done'

/** The last day on which something was done for another due day: what falls no later is not due again. */
const doneBefore = ({ dueDay, taken }: Ladder): Day =>
  taken
    .filter(one => isDone(one) && one.dueDay !== dueDay)
    .map(({ day }) => day)
    .sort()
    .at(-1) ?? ''

/** Whether the step is worth taking on a day: it was not overtaken by a reminder for another due day, nor by the due day. */
const isWorth = (ladder: Ladder, { step, day }: Planned, on: Day): boolean =>
  day > doneBefore(ladder) && !(step === 'before' && on > ladder.dueDay)

/** A day has one reminder at most. Days to come count too: a clock that was wrong and is put right says nothing twice. */
const isUsedUp = ({ taken }: Ladder, today: Day): boolean => taken.some(one => isDone(one) && one.day >= today)

export interface Due {
  /** To be taken now: the latest step that is due. Null when none of those that are due is worth it. */
  readonly step: Step | null
  /** Passed over when it has been taken. */
  readonly passed: readonly Step[]
}
/** What a day asks for; null when it asks for nothing. */
export function dueStep(ladder: Ladder, today: Day): Due | null {
  const { heldUntil } = ladder
  if ((heldUntil !== null && today < heldUntil) || isUsedUp(ladder, today)) return null
  const due = stepsLeft(ladder).filter(({ day }) => day <= today)
  if (due.length === 0) return null
  const step = due.findLast(one => isWorth(ladder, one, today))?.step ?? null
  return { step, passed: due.map(one => one.step).filter(one => one !== step) }
}

/** What comes next if nobody answers and nothing is changed; null when the ladder has come to its end. */
export function nextStep(ladder: Ladder, today: Day): Planned | null {
  const first = isUsedUp(ladder, today) ? addDays(today, 1) : today
  const { heldUntil } = ladder
  const from = workdayFrom(heldUntil !== null && heldUntil > first ? heldUntil : first)
  const left = stepsLeft(ladder).filter(planned => isWorth(ladder, planned, from))
  const due = left.findLast(({ day }) => day <= from)
  return due === undefined ? (left[0] ?? null) : { step: due.step, day: from }
}
