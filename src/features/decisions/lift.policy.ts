import { deficiencyPolicy, type InCircle } from '#src/features/deficiencies/deficiency.policy.ts'
import type { Lift } from '#src/features/meetings/decision.entity.ts'
import { inGroup } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** A lift with the circle of its systemfel. */
export interface LiftInCircle {
  readonly lift: Pick<Lift, 'fromGroupId' | 'toGroupId'>
  readonly deficiency: InCircle
}

/** The circle reads it. A group of ours answers by its convener; what a body outside says is entered by the giver's. */
export const liftPolicy = policyFor<LiftInCircle>()({
  view: (actor, { deficiency }) => deficiencyPolicy.can(actor, 'view', deficiency),
  reply: (actor, { lift, deficiency }) =>
    deficiencyPolicy.can(actor, 'view', deficiency) && inGroup(actor, lift.toGroupId ?? lift.fromGroupId, 'convener'),
})
