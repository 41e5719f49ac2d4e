import { hasRole } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

export interface Whose {
  readonly id: string
}

/** Administrators look after accounts; everybody looks after their own. */
export const personPolicy = policyFor<Whose>()({
  view: (actor, { id }) => actor.id === id || hasRole(actor, 'admin'),
  administer: actor => hasRole(actor, 'admin'),
})
