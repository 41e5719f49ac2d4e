import type { Situation } from '#src/features/deficiencies/next-step.rules.ts'
import type { ObservationState } from '#src/features/observations/observation.entity.ts'
import type { Progress } from '#src/features/observations/progress.queries.ts'
import { type Day, yearOf } from '#src/kernel/days.ts'

export const STEPS = ['received', 'agenda', 'decision', 'answer', 'effect'] as const
export type StepKey = (typeof STEPS)[number]

/**
 * `done`: on its day. `coming`: on a day that is set; `late`: that day has been. `notYet`: no day is set. `passed`: it was
 * never taken, and a later one has been.
 */
export interface Step {
  readonly key: StepKey
  readonly is: 'done' | 'coming' | 'late' | 'notYet' | 'passed'
  readonly day: Day | null
}

/** What is known of a report and of what it feeds. */
export interface Followed {
  readonly sentDay: Day
  readonly reportState: ObservationState
  readonly progress: Progress
  /** Of the systemfel that it feeds; null while it feeds none. */
  readonly situation: Situation | null
  readonly today: Day
}

/** The five steps of a report. What was there before it was sent is not its own. */
export function stepsOf(followed: Followed): Step[] {
  const { sentDay, situation, today } = followed
  const own = ownProgress(followed)
  const plan = (key: StepKey, day: Day | null | undefined): Step =>
    day === null || day === undefined
      ? { key, is: 'notYet', day: null }
      : { key, is: day < today ? 'late' : 'coming', day }
  const done = (key: StepKey, day: Day): Step => ({ key, is: 'done', day })
  const agendaDay = own.agendaDay ?? situation?.coming?.day ?? null
  const steps: Step[] = [
    done('received', sentDay),
    agendaDay !== null && agendaDay <= today ? done('agenda', agendaDay) : plan('agenda', agendaDay),
    own.decision === null ? plan('decision', situation?.coming?.day) : done('decision', own.decision.day),
    own.answer === null ? plan('answer', situation?.asked[0]?.dueDay) : done('answer', own.answer.day),
    isAnswered(own) ? done('effect', own.effect.dueDay) : plan('effect', situation?.effectDay),
  ]
  const last = steps.findLastIndex(({ is }) => is === 'done')
  return steps.map((step, at) => (step.is === 'notYet' && at < last ? { ...step, is: 'passed' } : step))
}

/** What has happened since the report was sent. */
export function ownProgress({ sentDay, progress }: Pick<Followed, 'sentDay' | 'progress'>): Progress {
  const { agendaDay, decision, answer, effect } = progress
  return {
    agendaDay: agendaDay !== null && agendaDay >= sentDay ? agendaDay : null,
    decision: decision !== null && decision.day >= sentDay ? decision : null,
    answer: answer !== null && answer.day >= sentDay ? answer : null,
    effect: effect !== null && effect.dueDay >= sentDay ? effect : null,
  }
}

const isAnswered = (own: Progress): own is Progress & { effect: NonNullable<Progress['effect']> } =>
  own.effect !== null && own.effect.answer !== null

/** What the list can be narrowed to; values of `lage`. */
export const LEDGER_STATES = ['alla', 'nya', 'vantar', 'svar', 'effekt', 'avslutade'] as const
export type LedgerState = (typeof LEDGER_STATES)[number]

const ENDED: readonly ObservationState[] = ['not_systemic', 'withdrawn']
const ENDED_FOR_NOW: readonly string[] = ['resolved', 'eased', 'closed']

const isDone = (steps: readonly Step[], key: StepKey): boolean =>
  steps.some(step => step.key === key && step.is === 'done')
const hasEnded = ({ reportState, situation }: Followed): boolean =>
  ENDED.includes(reportState) || ENDED_FOR_NOW.includes(situation?.state ?? '')

const FITS: Readonly<Record<LedgerState, (followed: Followed, steps: readonly Step[]) => boolean>> = {
  alla: () => true,
  nya: ({ reportState }) => reportState === 'sent' || reportState === 'returned',
  vantar: (followed, steps) => followed.reportState === 'linked' && !isDone(steps, 'answer') && !hasEnded(followed),
  svar: (_, steps) => isDone(steps, 'answer'),
  effekt: (_, steps) => isDone(steps, 'effect'),
  avslutade: hasEnded,
}
export const fits = (state: LedgerState, followed: Followed): boolean => FITS[state](followed, stepsOf(followed))

export interface Totals {
  readonly sent: number
  readonly agenda: number
  readonly decision: number
  readonly answer: number
  readonly effect: number
}
/** How far they have come. A withdrawn report counts nowhere. */
export function totalsOf(all: readonly Followed[]): Totals {
  const counted = all.filter(({ reportState }) => reportState !== 'withdrawn').map(stepsOf)
  const count = (key: StepKey): number => counted.filter(steps => isDone(steps, key)).length
  return {
    sent: counted.length,
    agenda: count('agenda'),
    decision: count('decision'),
    answer: count('answer'),
    effect: count('effect'),
  }
}

export interface LedgerFilter {
  readonly state: LedgerState
  /** Of the sending; null is every year. */
  readonly year: number | null
  readonly page: number
}
/** Reads the address; what it does not know is left out. */
export function readLedger(query: Readonly<Record<string, string | undefined>>): LedgerFilter {
  const { lage = '', ar = '', sida = '' } = query
  return {
    state: LEDGER_STATES.find(state => state === lage) ?? 'alla',
    year: /^20\d\d$/.test(ar) ? Number(ar) : null,
    page: /^[1-9]\d{0,3}$/.test(sida) ? Number(sida) : 1,
  }
}
export const isOfYear = ({ sentDay }: Pick<Followed, 'sentDay'>, year: number | null): boolean =>
  year === null || yearOf(sentDay) === year
