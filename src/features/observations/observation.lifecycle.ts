import { type Lifecycle, lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { ObservationState } from './observation.entity.ts'

/**
 * What can happen to a report. The ombud saves, sends, adds and withdraws; the coordinator links it to a systemfel,
 * returns it for completion or finds it not systemic, which she may take back. A new one she may set aside until a day,
 * and take up again before it. What is returned may still be settled, should nobody complete it. Whoever leaves hands over
 * what is not ended. What was linked by mistake comes back to the inbox as it was sent.
 */
export const OBSERVATION_ACTS = [
  'save',
  'send',
  'add',
  'withdraw',
  'link',
  'return',
  'dismiss',
  'hold',
  'resume',
  'reopen',
  'handOver',
  'unlink',
] as const
export type ObservationAct = (typeof OBSERVATION_ACTS)[number]
type By = 'ombud' | 'coordinator'

const ombud = ['ombud'] as const
const coordinator = ['coordinator'] as const
const either = ['ombud', 'coordinator'] as const

export const observationLifecycle: Lifecycle<ObservationState, ObservationAct, By> = lifecycleOf<
  ObservationState,
  ObservationAct,
  By
>()({
  // A coordinator writes for an ombud who phones in, and completes what was handed over to the office.
  draft: {
    save: { to: 'draft', by: either },
    send: { to: 'sent', by: either },
    handOver: { to: 'draft', by: either },
  },
  sent: {
    add: { to: 'sent', by: either },
    withdraw: { to: 'withdrawn', by: ombud },
    // "Samma här" is linked at once by the one who files it.
    link: { to: 'linked', by: either },
    return: { to: 'returned', by: coordinator, reason: true },
    dismiss: { to: 'not_systemic', by: coordinator, reason: true },
    hold: { to: 'sent', by: coordinator, reason: true },
    resume: { to: 'sent', by: coordinator },
    handOver: { to: 'sent', by: either },
  },
  returned: {
    save: { to: 'returned', by: either },
    send: { to: 'sent', by: either },
    withdraw: { to: 'withdrawn', by: ombud },
    link: { to: 'linked', by: coordinator },
    dismiss: { to: 'not_systemic', by: coordinator, reason: true },
    handOver: { to: 'returned', by: either },
  },
  linked: {
    add: { to: 'linked', by: either },
    handOver: { to: 'linked', by: either },
    unlink: { to: 'sent', by: coordinator },
  },
  not_systemic: { add: { to: 'not_systemic', by: either }, reopen: { to: 'sent', by: coordinator, reason: true } },
  withdrawn: {},
})
