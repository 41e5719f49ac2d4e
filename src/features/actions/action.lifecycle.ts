import type { Role } from '#src/kernel/actor.ts'
import { lifecycleOf, type Transition } from '#src/kernel/lifecycle.ts'
import type { ACTION_STATES } from './action.entity.ts'

export type ActionState = (typeof ACTION_STATES)[number]
export const ACTION_ACTS = ['accept', 'decline', 'note', 'complete', 'askDue', 'changeDue', 'cancel'] as const
export type ActionAct = (typeof ACTION_ACTS)[number]
type Step = Transition<ActionState, Role>

const keepers = ['coordinator', 'convener'] as const
/** For the owner: a member who speaks for the organisation, or the office. The policy tells which of them. */
const owners = ['member', 'ombud'] as const
const doers = [...keepers, ...owners] as const
const cancel: Step = { to: 'cancelled', by: keepers, reason: true }

/** A group cannot assign: what is proposed must be accepted by its owner before it can be done. */
export const actionLifecycle = lifecycleOf<ActionState, ActionAct, Role>()({
  proposed: {
    accept: { to: 'accepted', by: doers },
    decline: { to: 'declined', by: doers, reason: true },
    askDue: { to: 'proposed', by: owners, reason: true },
    changeDue: { to: 'proposed', by: keepers, reason: true },
    cancel,
  },
  accepted: {
    note: { to: 'accepted', by: doers },
    complete: { to: 'done', by: doers },
    askDue: { to: 'accepted', by: owners, reason: true },
    changeDue: { to: 'accepted', by: keepers, reason: true },
    cancel,
  },
  done: {},
  cancelled: {},
  declined: {},
})

export const isOpen = (state: ActionState): boolean => state === 'proposed' || state === 'accepted'
