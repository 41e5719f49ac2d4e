import { choice, flag, id, instant, longText, optional, ref } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** `one`: whoever leads answers for all; `each`: every party answers for itself. */
export const ANSWERING = ['one', 'each'] as const

/** A question to several agencies at once, about what falls between them. */
export interface JointRequest {
  id: string
  answering: (typeof ANSWERING)[number]
  createdAt: Date
}
export const jointRequests = table<JointRequest>('joint_request', {
  id: id(),
  answering: choice(ANSWERING),
  createdAt: instant(),
})

/** One party of a joint question: its own request, with its own days and reminders. */
export interface JointPart {
  id: string
  jointId: string
  requestId: string
  /** Who holds the answer together. */
  leads: boolean
  /** When the other parties were told that it had answered. */
  toldAt: Date | null
  /** What a party adds in its own name, where another answers for all. */
  addition: string | null
  additionAt: Date | null
}
export const jointParts = table<JointPart>(
  'joint_part',
  {
    id: id(),
    jointId: ref('joint_request'),
    requestId: ref('answer_request'),
    leads: flag(),
    toldAt: optional(instant()),
    addition: optional(longText('formal')),
    additionAt: optional(instant()),
  },
  { unique: [['requestId']], index: [['jointId']] },
)

/** A question that went on to another contact, since nobody was left where it was sent. */
export interface RequestRerouting {
  id: string
  requestId: string
  fromContactId: string
  toContactId: string
  at: Date
}
export const requestReroutings = table<RequestRerouting>(
  'request_rerouting',
  {
    id: id(),
    requestId: ref('answer_request'),
    fromContactId: ref('agency_contact'),
    toContactId: ref('agency_contact'),
    at: instant(),
  },
  { index: [['requestId'], ['fromContactId']] },
)
