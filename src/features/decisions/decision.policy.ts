import { deficiencyPolicy, type InCircle } from '#src/features/deficiencies/deficiency.policy.ts'
import { isHeld, type MeetingState } from '#src/features/meetings/meeting.entity.ts'
import { meetingPolicy, type OfGroup } from '#src/features/meetings/meeting.policy.ts'
import { policyFor } from '#src/kernel/policy.ts'

/** A decision with its meeting's group and, unless it is on a free item, the systemfel it is about. */
export interface SeenDecision {
  readonly meeting: OfGroup & { readonly state: MeetingState }
  readonly deficiency: InCircle | null
}

/** Read by the circle of its systemfel, analysts included, and by those who may read its meeting's notes. */
export const decisionPolicy = policyFor<SeenDecision>()({
  view: (actor, { meeting, deficiency }) =>
    (deficiency !== null && deficiencyPolicy.can(actor, 'view', deficiency)) ||
    meetingPolicy.can(actor, 'follow', meeting) ||
    (isHeld(meeting.state) && meetingPolicy.can(actor, 'view', meeting)),
  /** Take a new decision in its place. */
  correct: (actor, { meeting, deficiency }) => deficiency !== null && meetingPolicy.can(actor, 'lead', meeting),
})
