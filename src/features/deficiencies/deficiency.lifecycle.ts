import { DECISION_TYPES, type DecisionType } from '#src/features/meetings/decision.entity.ts'
import type { Role } from '#src/kernel/actor.ts'
import { type Lifecycle, lifecycleOf, type Transition } from '#src/kernel/lifecycle.ts'
import { END_STATES, OPEN_STATES, type State } from './deficiency.entity.ts'

export const EFFECT_ACTS = ['confirm', 'refute', 'effectUnknown', 'followEffect', 'ease', 'keepOpen'] as const

/**
 * What can happen to a systemfel. The eight decisions of a group (product §5); `place`: put on an agenda; `askDirectly`:
 * the coordinator asks a unit's management between meetings; `receive`: an agency answers; `return`: a new report on a
 * closed one; `correct`: the decision that closed it was wrong; `merge`: the same as another; `inherit…`: one that is merged into it brings along what waits.
 * What ombud say of the effect: `confirm`: it is solved; `refute`: it is not; `effectUnknown`: nobody said; `followEffect`:
 * somebody said after all. `ease`, `keepOpen`: what the group makes of a partial effect.
 */
export const ACTS = [
  'place',
  ...DECISION_TYPES,
  'askDirectly',
  'return',
  'correct',
  'merge',
  'inheritRequest',
  'inheritAction',
  'inheritLift',
  ...EFFECT_ACTS,
] as const
export type Act = (typeof ACTS)[number]
type Step = Transition<State, Role>
type Steps = { readonly [act in Act]?: Step }

const convener = ['convener'] as const
const DECIDED: Readonly<Record<DecisionType, Step>> = {
  ask: { to: 'awaiting_answer', by: convener },
  commit: { to: 'action_under_way', by: convener },
  investigate: { to: 'investigating', by: convener },
  lift: { to: 'lifted', by: convener },
  postpone: { to: 'postponed', by: convener },
  monitor: { to: 'monitored', by: convener },
  accept: { to: 'remedied', by: convener },
  close: { to: 'closed', by: convener, reason: true },
}
const MERGE: Steps = { merge: { to: 'merged', by: ['coordinator'] } }
/** From every open state a group may decide anything: what waits for an answer may be closed, what is watched asked about. */
const OPEN: Steps = {
  ...DECIDED,
  ...MERGE,
  askDirectly: { to: 'awaiting_answer', by: ['coordinator'] },
}
const PLACED: Step = { to: 'on_agenda', by: ['convener', 'coordinator'] }
/** These become "på dagordning" when placed; the others stay what they are, so that a wait for an answer is not forgotten. */
const TURNS_TO_AGENDA: readonly State[] = ['new', 'on_agenda', 'postponed', 'monitored', 'returned']

/** Where nothing is under way, what comes along from a merged one is. */
const INHERITED: Steps = {
  inheritRequest: { to: 'awaiting_answer', by: ['coordinator'] },
  inheritAction: { to: 'action_under_way', by: ['coordinator'] },
  inheritLift: { to: 'lifted', by: ['coordinator'] },
}

const asked = ['ombud', 'coordinator'] as const
/** What was accepted is followed by those who met it. Only an ombud confirms; a job finds that nobody said anything. */
const FOLLOWED: Steps = {
  confirm: { to: 'resolved', by: ['ombud'] },
  refute: { to: 'on_agenda', by: asked },
  ease: { to: 'eased', by: convener, reason: true },
  keepOpen: { to: 'monitored', by: convener, reason: true },
}
const EFFECTS: { readonly [state in State]?: Steps } = {
  remedied: { ...FOLLOWED, effectUnknown: { to: 'effect_unknown', by: [] } },
  effect_unknown: { ...FOLLOWED, followEffect: { to: 'remedied', by: asked } },
}

const openRow = (state: State): Steps => ({
  ...OPEN,
  ...EFFECTS[state],
  ...(TURNS_TO_AGENDA.includes(state) ? { ...INHERITED, place: PLACED } : { place: { ...PLACED, to: state } }),
})
const endRow = (state: State): Steps =>
  state === 'merged'
    ? {}
    : {
        return: { to: 'returned', by: ['ombud', 'coordinator'] },
        ...(state === 'closed' ? { correct: { to: 'on_agenda', by: convener } } : {}),
      }

const table = Object.fromEntries([
  ...OPEN_STATES.map(state => [state, openRow(state)]),
  ...END_STATES.map(state => [state, endRow(state)]),
]) as unknown as Record<State, Steps>

/** The one table of a systemfel's life: pages offer from it, commands ask it, tests walk every cell (C8). */
export const lifecycle: Lifecycle<State, Act, Role> = lifecycleOf<State, Act, Role>()(table)

export const isOpen = (state: State): boolean => (OPEN_STATES as readonly State[]).includes(state)
