import { inGroup, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/**
 * The circle of a forum: of one that belongs to a group, the group and the offices that it serves; of one that belongs to a
 * municipality, the offices that cover it and the groups that serve those.
 */
export interface OfForum {
  readonly groupIds: readonly string[]
  readonly officeIds: readonly string[]
  readonly municipalityId: string | null
}

/** Who may do what to a forum. `admin` sees none. */
export const forumPolicy = policyFor<OfForum>()({
  view: (actor, { groupIds, officeIds, municipalityId }) =>
    groupIds.some(id => inGroup(actor, id, 'convener', 'member')) ||
    officesOf(actor, 'ombud', 'coordinator').some(id => officeIds.includes(id)) ||
    (municipalityId !== null && actor.municipalityIds.includes(municipalityId)),
  /** Keep it, and write what was raised, said, asked and answered. */
  write: (actor, { groupIds, officeIds }) =>
    groupIds.some(id => inGroup(actor, id, 'convener')) ||
    officesOf(actor, 'coordinator').some(id => officeIds.includes(id)),
})
