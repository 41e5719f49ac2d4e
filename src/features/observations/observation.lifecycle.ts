import { type Lifecycle, lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { ObservationState } from './observation.entity.ts'

/**
 * What can happen to a report. The ombud saves, sends, adds and withdraws; the coordinator links it to a systemfel,
 * returns it for completion or finds it not systemic. What is returned may still be settled, should nobody complete it.
 */
export const OBSERVATION_ACTS = ['save', 'send', 'add', 'withdraw', 'link', 'return', 'dismiss'] as const
export type ObservationAct = (typeof OBSERVATION_ACTS)[number]
type By = 'ombud' | 'coordinator'

const ombud = ['ombud'] as const
const coordinator = ['coordinator'] as const

export const observationLifecycle: Lifecycle<ObservationState, ObservationAct, By> = lifecycleOf<
  ObservationState,
  ObservationAct,
  By
>()({
  draft: { save: { to: 'draft', by: ombud }, send: { to: 'sent', by: ombud } },
  sent: {
    add: { to: 'sent', by: ombud },
    withdraw: { to: 'withdrawn', by: ombud },
    // "Samma här" is linked at once by the one who files it.
    link: { to: 'linked', by: ['coordinator', 'ombud'] },
    return: { to: 'returned', by: coordinator, reason: true },
    dismiss: { to: 'not_systemic', by: coordinator, reason: true },
  },
  returned: {
    save: { to: 'returned', by: ombud },
    send: { to: 'sent', by: ombud },
    withdraw: { to: 'withdrawn', by: ombud },
    link: { to: 'linked', by: coordinator },
    dismiss: { to: 'not_systemic', by: coordinator, reason: true },
  },
  linked: { add: { to: 'linked', by: ombud } },
  not_systemic: { add: { to: 'not_systemic', by: ombud } },
  withdrawn: {},
})
