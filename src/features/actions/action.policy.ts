import { deficiencyPolicy } from '#src/features/deficiencies/deficiency.policy.ts'
import { type Actor, groupsOf, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** An action, seen by the circle of its systemfel. */
export interface ActionInCircle {
  readonly deficiency: { readonly circle: readonly string[]; readonly officeId: string }
  /** Whose it is: the organisation and the one that it is a unit of, or the office. */
  readonly owners: readonly string[]
  /** Of whoever came by a mailed link: it has been checked, and opens this action only. */
  readonly invitation?: unknown
}

const keeps = (actor: Actor, { deficiency }: ActionInCircle): boolean =>
  [...officesOf(actor, 'coordinator'), ...groupsOf(actor, 'convener')].some(id => deficiency.circle.includes(id))

/** A member of a group in the circle who speaks for the organisation, or somebody of the office. */
export const speaksFor = (actor: Actor, { deficiency: { circle }, owners }: ActionInCircle): boolean =>
  actor.grants.some(
    ({ role, groupId, organisationId }) =>
      role === 'member' && circle.includes(groupId ?? '') && owners.includes(organisationId ?? ''),
  ) || officesOf(actor, 'ombud', 'coordinator').some(id => owners.includes(id))

/** The circle reads it; the coordinators and conveners in the circle keep it; the owner answers for it. */
export const actionPolicy = policyFor<ActionInCircle>()({
  view: (actor, { deficiency }) => deficiencyPolicy.can(actor, 'view', deficiency),
  change: keeps,
  /** Says yes or no, how it goes and that it is done: those who keep it do so on the owner's word. */
  answer: (actor, action) => action.invitation !== undefined || keeps(actor, action) || speaksFor(actor, action),
  /** Those who keep it change the day themselves. */
  askDue: (actor, action) => action.invitation !== undefined || (!keeps(actor, action) && speaksFor(actor, action)),
})
