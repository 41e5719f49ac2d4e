import { hasRole } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** How the program itself fares, and whom its letters go to: the administrator's, and nobody else's (Z8). */
export const operationsPolicy = policyFor<unknown>()({
  view: actor => hasRole(actor, 'admin'),
  act: actor => hasRole(actor, 'admin') || actor.kind === 'system',
})
