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
  /** Its own facts and seats. */
  edit: (actor, { id }) => hasRole(actor, 'admin') || inGroup(actor, id, 'convener'),
  /** Which offices it serves and what it lifts to: who may read what follows from that. */
  arrange: actor => hasRole(actor, 'admin'),
})
