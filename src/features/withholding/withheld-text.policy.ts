import { type Actor, inOffice } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** The offices that are responsible for a withheld text. */
export interface Responsible {
  readonly officeIds: readonly string[]
}

/** The responsible offices' coordinators read it and decide. For everybody else it does not exist. */
export const withheldPolicy = policyFor<Responsible>()({
  view: (actor: Actor, { officeIds }) => officeIds.some(id => inOffice(actor, id, 'coordinator')),
})
