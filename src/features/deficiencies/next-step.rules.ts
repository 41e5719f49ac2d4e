import { type Day, daysBetween } from '#src/kernel/days.ts'
import type { State } from './deficiency.entity.ts'

/** What is under way about a systemfel, as far as it says what comes next. Earliest first where there are several. */
export interface Situation {
  readonly state: State
  readonly today: Day
  /** Sent and unanswered. */
  readonly asked: readonly { readonly organisation: string; readonly dueDay: Day }[]
  /** Decided, but not sent before the meeting's notes are done. */
  readonly toBeAsked: readonly { readonly organisation: string }[]
  /** The latest answer. */
  readonly answered: { readonly organisation: string } | null
  /** Proposed or accepted, not done. */
  readonly actions: readonly { readonly owner: string; readonly dueDay: Day | null }[]
  /** The meeting that takes it up. */
  readonly coming: { readonly group: string; readonly day: Day } | null
  readonly lift: { readonly receiver: string; readonly wishedDay: Day; readonly replied: boolean } | null
  readonly effectDay: Day | null
  /** The group, or groups, that may decide. */
  readonly groups: string
  readonly mergedInto: string | null
  readonly closedForGood: boolean
}

/** A sentence of the catalogue, `deficiencies.next.<key>`. Values that are days are `YYYY-MM-DD`. */
export interface NextStep {
  readonly key: string
  readonly values: Readonly<Record<string, string | number>>
}
const step = (key: string, values: NextStep['values'] = {}): NextStep => ({ key, values })

/** What happens next and who does it, in one sentence. */
export function nextStep(situation: Situation): NextStep {
  return STEPS[situation.state](situation)
}

const onAgenda = ({ coming, groups }: Situation): NextStep | null => {
  if (coming !== null) return step('meeting', coming)
  return groups === '' ? step('noGroup') : null
}
const waitsForMeeting = (situation: Situation): NextStep =>
  onAgenda(situation) ?? step('noMeeting', { groups: situation.groups })

const isNew = (situation: Situation): NextStep => onAgenda(situation) ?? step('place', { groups: situation.groups })

function due(today: Day, day: Day, key: string, values: NextStep['values']): NextStep {
  return day < today
    ? step(`${key}Late`, { ...values, day, days: daysBetween(day, today) })
    : step(key, { ...values, day })
}

function answer(situation: Situation): NextStep {
  const { asked, toBeAsked, answered, today } = situation
  const [first] = asked
  if (first !== undefined) return due(today, first.dueDay, 'answer', { organisation: first.organisation })
  const [tray] = toBeAsked
  if (tray !== undefined) return step('tray', tray)
  if (answered === null) return waitsForMeeting(situation)
  const { coming, groups } = situation
  return coming === null ? step('judge', { ...answered, groups }) : step('judgeAt', { ...answered, ...coming })
}

function action(situation: Situation): NextStep {
  const { actions, today } = situation
  const [first] = actions
  if (first === undefined) return onAgenda(situation) ?? step('actionsDone', { groups: situation.groups })
  const { owner, dueDay } = first
  return dueDay === null ? step('actionSometime', { owner }) : due(today, dueDay, 'action', { owner })
}

function lifted(situation: Situation): NextStep {
  const { lift, today } = situation
  if (lift === null || lift.replied) return waitsForMeeting(situation)
  return due(today, lift.wishedDay, 'lift', { receiver: lift.receiver })
}

function effect(situation: Situation): NextStep {
  const { effectDay: day, today } = situation
  if (day === null) return waitsForMeeting(situation)
  return step(day <= today ? 'effectAsked' : 'effect', { day })
}

const ended = ({ closedForGood }: Situation): NextStep => step(closedForGood ? 'endedForGood' : 'ended')

const STEPS: Readonly<Record<State, (situation: Situation) => NextStep>> = {
  new: isNew,
  on_agenda: waitsForMeeting,
  postponed: waitsForMeeting,
  awaiting_answer: answer,
  action_under_way: action,
  investigating: action,
  lifted,
  monitored: situation => (situation.coming === null ? step('monitored') : step('meeting', situation.coming)),
  remedied: effect,
  effect_unknown: effect,
  returned: waitsForMeeting,
  resolved: ended,
  eased: ended,
  closed: ended,
  merged: ({ mergedInto }) => step('merged', { number: mergedInto ?? '' }),
}
