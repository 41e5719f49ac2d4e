import { hasRole, inGroup, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** A group with the offices it serves. */
export interface Serving {
  readonly id: string
  readonly officeIds: readonly string[]
}

/** Who may do what to a group: its own people and those of the offices it serves see it; its convener keeps it. */
export const groupPolicy = policyFor<Serving>()({
  view: (actor, { id, officeIds }) =>
    hasRole(actor, 'admin') || inGroup(actor, id) || officesOf(actor).some(officeId => officeIds.includes(officeId)),
  edit: (actor, { id }) => hasRole(actor, 'admin') || inGroup(actor, id, 'convener'),
})
