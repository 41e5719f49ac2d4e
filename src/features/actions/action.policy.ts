import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { groupsOf, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** An action, seen by the circle of its systemfel. */
export interface ActionInCircle {
  readonly deficiency: { readonly circle: readonly string[]; readonly officeId: string }
}

/** The circle reads it; the coordinators and conveners in the circle keep it. */
export const actionPolicy = policyFor<ActionInCircle>()({
  view: (actor, { deficiency }) => deficiencyPolicy.can(actor, 'view', deficiency),
  change: (actor, { deficiency }) =>
    [...officesOf(actor, 'coordinator'), ...groupsOf(actor, 'convener')].some(id => deficiency.circle.includes(id)),
})
