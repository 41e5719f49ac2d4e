import type { Role } from '#src/kernel/actor.ts'
import { lifecycleOf, type Transition } from '#src/kernel/lifecycle.ts'
import type { ACTION_STATES } from './action.entity.ts'

export type ActionState = (typeof ACTION_STATES)[number]
export const ACTION_ACTS = ['accept', 'changeDue', 'complete', 'cancel'] as const
export type ActionAct = (typeof ACTION_ACTS)[number]
type Step = Transition<ActionState, Role>

const keepers = ['coordinator', 'convener'] as const
const cancel: Step = { to: 'cancelled', by: keepers, reason: true }

/** A group cannot assign: what is proposed must be accepted by its owner before it can be done. */
export const actionLifecycle = lifecycleOf<ActionState, ActionAct, Role>()({
  proposed: {
    accept: { to: 'accepted', by: keepers },
    changeDue: { to: 'proposed', by: keepers, reason: true },
    cancel,
  },
  accepted: {
    changeDue: { to: 'accepted', by: keepers, reason: true },
    complete: { to: 'done', by: keepers },
    cancel,
  },
  done: {},
  cancelled: {},
})
