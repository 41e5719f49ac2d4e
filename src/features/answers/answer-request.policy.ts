import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { deficiencyPolicy, type InCircle } from '#src/features/deficiencies/deficiency.policy.ts'
import { type Actor, inGroup, inOffice } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** A request with the circle of its systemfel. */
export interface RequestInCircle {
  readonly request: { readonly officeId: string; readonly groupId: string | null }
  readonly deficiency: InCircle
}

/** The circle reads questions and answers; whoever asked keeps the request and takes note of its answer. */
export const requestPolicy = policyFor<RequestInCircle>()({
  view: (actor, { deficiency }) => deficiencyPolicy.can(actor, 'view', deficiency),
  keep: (actor, { request }) =>
    inOffice(actor, request.officeId, 'coordinator') || inGroup(actor, request.groupId, 'convener'),
})

/**
 * Between meetings a coordinator may take a systemfel on handläggarnivå straight to the unit's management (product §5).
 * The other levels go through the group.
 */
export const mayAskDirectly = (actor: Actor, deficiency: Pick<Deficiency, 'state' | 'level'> & InCircle): boolean =>
  deficiency.level === 'caseworker' &&
  lifecycle.allows(deficiency.state, 'askDirectly') &&
  deficiencyPolicy.can(actor, 'askDirectly', deficiency)
