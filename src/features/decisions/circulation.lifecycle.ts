import { lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { CirculationState } from './circulation.entity.ts'

/** `agree`, `object`, `abstain`: a seat answers; `record`: nobody has objected; `withdraw`: the convener takes the proposal back. */
export const CIRCULATION_ACTS = ['agree', 'object', 'abstain', 'record', 'withdraw'] as const
export type CirculationAct = (typeof CIRCULATION_ACTS)[number]
export type CirculationParty = 'convener' | 'seat'

/** A proposal's life. One objection ends it: then the group meets about it. */
export const circulationLifecycle = lifecycleOf<CirculationState, CirculationAct, CirculationParty>()({
  asking: {
    agree: { to: 'asking', by: ['seat', 'convener'] },
    abstain: { to: 'asking', by: ['seat', 'convener'] },
    object: { to: 'objected', by: ['seat', 'convener'] },
    record: { to: 'recorded', by: ['convener'] },
    withdraw: { to: 'withdrawn', by: ['convener'] },
  },
  recorded: {},
  objected: {},
  withdrawn: {},
})
