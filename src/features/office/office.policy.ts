import { inOffice } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

export interface OfOffice {
  readonly officeId: string
}
/** What somebody in an office carries; `null`: what has been handed over to the office. */
export interface CarriedBy extends OfOffice {
  readonly personId: string | null
}

/** What an office keeps for itself: read by those who work there. */
export const officePolicy = policyFor<OfOffice>()({
  view: (actor, { officeId }) => inOffice(actor, officeId, 'ombud', 'coordinator'),
  /** How often something was let stand after the privacy guard had asked. Figures only: an administrator sees them too. */
  reviewFigures: (actor, { officeId }) =>
    inOffice(actor, officeId, 'coordinator') || actor.grants.some(({ role }) => role === 'admin'),
})

/** One hands over what one carries oneself; a coordinator what anybody in her office does, also those who have left. */
export const handoverPolicy = policyFor<CarriedBy>()({
  view: (actor, { officeId, personId }) =>
    inOffice(actor, officeId, 'coordinator') || (inOffice(actor, officeId, 'ombud') && actor.id === personId),
})
