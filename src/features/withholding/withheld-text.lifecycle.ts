import { type Lifecycle, lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { WITHHELD_STATES } from './withheld-text.entity.ts'

type State = (typeof WITHHELD_STATES)[number]
export const WITHHELD_ACTS = ['release', 'correct'] as const
export type WithheldAct = (typeof WITHHELD_ACTS)[number]

const coordinator = ['coordinator'] as const

/** `release`: it was no slip, and stands again as it was. `correct`: what stands in its place stays, or is written anew. */
export const withheldLifecycle: Lifecycle<State, WithheldAct, 'coordinator'> = lifecycleOf<
  State,
  WithheldAct,
  'coordinator'
>()({
  withheld: { release: { to: 'released', by: coordinator }, correct: { to: 'corrected', by: coordinator } },
  released: {},
  corrected: {},
})
