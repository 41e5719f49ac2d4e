import type { Role } from '#src/kernel/actor.ts'
import { lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { SUMMARY_STATES } from './summary.entity.ts'

export type SummaryState = (typeof SUMMARY_STATES)[number]
export const SUMMARY_ACTS = ['write', 'freeze', 'reportNil'] as const
export type SummaryAct = (typeof SUMMARY_ACTS)[number]

const coordinator = ['coordinator'] as const

/** Written on as a draft; frozen as it was sent, and then for ever so. */
export const summaryLifecycle = lifecycleOf<SummaryState, SummaryAct, Role>()({
  draft: {
    write: { to: 'draft', by: coordinator },
    freeze: { to: 'frozen', by: coordinator },
    reportNil: { to: 'frozen', by: coordinator, reason: true },
  },
  frozen: {},
})
