import { type Actor, inGroup, officesOf } from '#src/kernel/actor.ts'
import { policyFor } from '#src/kernel/policy.ts'
import type { SummaryState } from './summary.lifecycle.ts'

/** A summary with the offices that make it and the group that has it. */
export interface OfOffices {
  readonly groupId: string
  readonly officeIds: readonly string[]
  readonly state: SummaryState
}

const worksIn = (actor: Actor, officeIds: readonly string[], ...roles: readonly ('ombud' | 'coordinator')[]): boolean =>
  officesOf(actor, ...roles).some(id => officeIds.includes(id))

/** Who may do what to a summary. `admin` and analysts see none. `visibleSummaries` is the same rule as a query. */
export const summaryPolicy = policyFor<OfOffices>()({
  /** The offices' own people from the start; the group's when it is sent. */
  view: (actor, { groupId, officeIds, state }) =>
    worksIn(actor, officeIds, 'ombud', 'coordinator') ||
    (state === 'frozen' && inGroup(actor, groupId, 'convener', 'member')),
  /** Make it, write in it, freeze it: the coordinator of one of the offices. */
  edit: (actor, { officeIds }) => worksIn(actor, officeIds, 'coordinator'),
})
