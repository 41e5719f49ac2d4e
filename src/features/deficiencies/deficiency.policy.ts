import { type Actor, circleOf, groupsOf, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** A systemfel with its circle: ids of the offices that feed it, the groups it was routed to, the municipalities it is met in. */
export interface InCircle {
  readonly circle: readonly string[]
  readonly officeId: string
}

const meets = (ids: readonly string[], circle: readonly string[]): boolean => ids.some(id => circle.includes(id))
const isCoordinator = (actor: Actor, { circle }: InCircle): boolean => meets(officesOf(actor, 'coordinator'), circle)
const isConvener = (actor: Actor, { circle }: InCircle): boolean => meets(groupsOf(actor, 'convener'), circle)

/** Who may do what to a systemfel. `admin` stands in no circle and sees none (Z8). */
export const deficiencyPolicy = policyFor<InCircle>()({
  /** For lists, the same rule as a condition of a query is `visibleTo`. */
  view: (actor, { circle }) => meets(circleOf(actor), circle),
  /** Change its words and classification. */
  edit: isCoordinator,
  /** Decide on it in a group. */
  decide: isConvener,
  /** Find that it meets the national definition, or does not. */
  judge: isConvener,
  /** Put it on a group's agenda. */
  place: (actor, deficiency) => isCoordinator(actor, deficiency) || isConvener(actor, deficiency),
  /** Ask a unit's management between meetings. */
  askDirectly: isCoordinator,
  /** Let another group into its circle. */
  route: isCoordinator,
  /** Add "samma här". */
  join: (actor, { circle }) => meets(officesOf(actor, 'ombud', 'coordinator'), circle),
})

/** The offices that feed it and where the actor works: there, reports are counted exactly. */
export const ownFeeding = (actor: Actor, { circle }: Pick<InCircle, 'circle'>): string[] =>
  officesOf(actor, 'ombud', 'coordinator').filter(id => circle.includes(id))
