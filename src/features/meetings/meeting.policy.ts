import { inGroup, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** A meeting with its group and the offices that the group serves. */
export interface OfGroup {
  readonly groupId: string
  readonly officeIds: readonly string[]
}

/** Who may do what to a group's meeting. `admin` and analysts see none. */
export const meetingPolicy = policyFor<OfGroup>()({
  /** The agenda and the notes: the group's own people, and those who work in the offices that it serves. */
  view: (actor, { groupId, officeIds }) =>
    inGroup(actor, groupId, 'convener', 'member') ||
    officesOf(actor, 'ombud', 'coordinator').some(officeId => officeIds.includes(officeId)),
  /** The item itself, with requests, answers and earlier decisions: the group's own people. */
  follow: (actor, { groupId }) => inGroup(actor, groupId, 'convener', 'member'),
  /** Suggest items for its agenda. */
  suggest: (actor, { groupId }) => inGroup(actor, groupId, 'member'),
  /** Plan it, arrange its agenda, run it, write its notes. */
  lead: (actor, { groupId }) => inGroup(actor, groupId, 'convener'),
})
