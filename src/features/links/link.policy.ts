import { deficiencyPolicy, type InCircle } from '#src/features/deficiencies/deficiency.policy.ts'
import { type Actor, hasRole } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** Two systemfel. The reader stands at `from`. */
export interface Pair {
  readonly from: InCircle
  readonly to: InCircle
}

/** An office's coordinator or a group's convener in the circle. */
const keeps = (actor: Actor, deficiency: InCircle): boolean => deficiencyPolicy.can(actor, 'place', deficiency)
/** An analyst of an area where it is met. */
const studies = (actor: Actor, { circle }: InCircle): boolean =>
  hasRole(actor, 'analyst') && actor.municipalityIds.some(id => circle.includes(id))

export const linkPolicy = policyFor<Pair>()({
  view: (actor, { from, to }) => [from, to].some(each => deficiencyPolicy.can(actor, 'view', each)),
  /** Merge them, and undo it: whoever may edit both. */
  merge: (actor, { from, to }) => [from, to].every(each => deficiencyPolicy.can(actor, 'edit', each)),
  /** Say that they are alike. The other one may be anybody's. */
  liken: (actor, { from }) => keeps(actor, from) || studies(actor, from),
  /** Take that back. */
  unliken: (actor, { from, to }) => keeps(actor, from) || keeps(actor, to),
  /** Say of twins whether they are alike, and see where the other one is. */
  study: (actor, { from }) => studies(actor, from),
})

/** Where else it is found is for those who plan: coordinators and analysts in its circle. */
export const seesPlaces = (actor: Actor, deficiency: InCircle): boolean =>
  deficiencyPolicy.can(actor, 'edit', deficiency) || studies(actor, deficiency)
