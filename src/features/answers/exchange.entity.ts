import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** The contact said that somebody else at the same organisation is to answer. What was mailed before opens a receipt only. */
export interface RequestPassing {
  id: string
  requestId: string
  fromContactId: string
  toContactId: string
  /** The link that it was passed on by. */
  linkId: string
  at: Date
}
export const requestPassings = table<RequestPassing>(
  'request_passing',
  {
    id: id(),
    requestId: ref('answer_request'),
    fromContactId: ref('agency_contact'),
    toContactId: ref('agency_contact'),
    linkId: text(36, 'system'),
    at: instant(),
  },
  { unique: [['linkId']], index: [['requestId'], ['fromContactId'], ['toContactId']] },
)

export const DUE_OUTCOMES = ['granted', 'refused'] as const
/** More time, as the contact asks for it. The day that was to be kept stays here with the reason. */
export interface RequestDueChange {
  id: string
  requestId: string
  fromDay: string
  toDay: string
  reason: string
  askedAt: Date
  /** Null while whoever asked the question has not said; and for ever, when an answer came first. */
  outcome: (typeof DUE_OUTCOMES)[number] | null
  decidedAt: Date | null
  version: number
}
export const requestDueChanges = table<RequestDueChange>(
  'request_due_change',
  {
    id: id(),
    requestId: ref('answer_request'),
    fromDay: day(),
    toDay: day(),
    reason: longText('formal'),
    askedAt: instant(),
    outcome: optional(choice(DUE_OUTCOMES)),
    decidedAt: optional(instant()),
    version: version(),
  },
  { index: [['requestId']] },
)

/** What the contact asks back, and what it was told. */
export interface RequestQuestion {
  id: string
  requestId: string
  question: string
  askedAt: Date
  reply: string | null
  repliedAt: Date | null
  version: number
}
export const requestQuestions = table<RequestQuestion>(
  'request_question',
  {
    id: id(),
    requestId: ref('answer_request'),
    question: longText('formal'),
    askedAt: instant(),
    reply: optional(longText('formal')),
    repliedAt: optional(instant()),
    version: version(),
  },
  { index: [['requestId']] },
)
