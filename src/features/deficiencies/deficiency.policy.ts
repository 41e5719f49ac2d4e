import { type Actor, circleOf, groupsOf, inOffice, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** A systemfel with its circle: ids of the offices that feed it, the groups it was routed to, the municipalities it is met in. */
export interface InCircle {
  readonly circle: readonly string[]
  readonly officeId: string
}

const meets = (ids: readonly string[], circle: readonly string[]): boolean => ids.some(id => circle.includes(id))

/** Who may do what to a systemfel. `admin` stands in no circle and sees none (Z8). */
export const deficiencyPolicy = policyFor<InCircle>()({
  view: (actor, { circle }) => meets(circleOf(actor), circle),
  /** Change its words and classification. */
  edit: (actor, { circle }) => meets(officesOf(actor, 'coordinator'), circle),
  /** Put it on a group's agenda, decide on it. */
  decide: (actor, { circle }) => meets(groupsOf(actor, 'convener'), circle),
  /** Ask a unit's management between meetings; route it to a group. */
  askDirectly: (actor, { circle }) => meets(officesOf(actor, 'coordinator'), circle),
  /** Add "samma här". */
  join: (actor, { circle }) => meets(officesOf(actor, 'ombud', 'coordinator'), circle),
})

/** Reports are read inside their office; others see only that the office has met it, and how much in bands. */
export const seesReportsOf = (actor: Actor, officeId: string): boolean =>
  inOffice(actor, officeId, 'ombud', 'coordinator')
