import { choice, day, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** `tray`: decided at a meeting whose notes are not done. */
export const REQUEST_STATES = ['tray', 'sent', 'answered', 'closed', 'revoked'] as const

/** A question to an agency contact, answered by a mailed link without an account. */
export interface AnswerRequest {
  id: string
  deficiencyId: string
  decisionId: string | null
  meetingId: string | null
  contactId: string
  /** Who asks: the group, or the office between meetings. */
  groupId: string | null
  officeId: string
  question: string
  /** Days to answer in, counted from the sending. */
  termDays: number
  sentAt: Date | null
  dueDay: string | null
  linkId: string | null
  state: (typeof REQUEST_STATES)[number]
  createdAt: Date
  version: number
}
export const answerRequests = table<AnswerRequest>(
  'answer_request',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    decisionId: optional(ref('decision')),
    meetingId: optional(ref('meeting')),
    contactId: ref('agency_contact'),
    groupId: optional(ref('governance_group')),
    officeId: ref('office'),
    question: longText('formal'),
    termDays: integer(),
    sentAt: optional(instant()),
    dueDay: optional(day()),
    linkId: optional(text(36, 'system')),
    state: choice(REQUEST_STATES),
    createdAt: instant(),
    version: version(),
  },
  { index: [['deficiencyId'], ['state', 'dueDay'], ['contactId'], ['meetingId']] },
)

export const ANSWER_KINDS = ['changed', 'planned', 'investigating', 'will_not', 'not_ours', 'lift'] as const
/** How an answer came that was not given by the link. */
export const SOURCES = ['phone', 'mail', 'meeting'] as const
/** Who wrote it down. */
export const ENTERERS = ['coordinator', 'convener'] as const
/** What an agency answered. Answered and carried out are two facts. */
export interface Answer {
  id: string
  requestId: string
  deficiencyId: string
  kind: (typeof ANSWER_KINDS)[number]
  text: string
  /** When a change is made or planned. */
  changeDay: string | null
  /** Whose it is instead, or to whom it must be lifted. */
  otherBody: string | null
  /** The same, where it is in the register; `otherBody` is then its name as it was. */
  otherOrganisationId: string | null
  /** Null for what the contact wrote herself by her link; so are the three that follow. */
  source: (typeof SOURCES)[number] | null
  /** When it was said, and by which function: never a name. */
  sourceDay: string | null
  sourceFunction: string | null
  enteredBy: (typeof ENTERERS)[number] | null
  receivedAt: Date
  /** When the office has taken note of it in its list. */
  notedAt: Date | null
}
/** An answer that the contact gave by her link, naming nobody of the register. */
export const BY_LINK = {
  otherOrganisationId: null,
  source: null,
  sourceDay: null,
  sourceFunction: null,
  enteredBy: null,
} as const
export const answers = table<Answer>(
  'answer',
  {
    id: id(),
    requestId: ref('answer_request'),
    deficiencyId: ref('deficiency'),
    kind: choice(ANSWER_KINDS),
    text: longText('formal'),
    changeDay: optional(day()),
    otherBody: optional(text(200, 'formal')),
    otherOrganisationId: optional(ref('organisation')),
    source: optional(choice(SOURCES)),
    sourceDay: optional(day()),
    sourceFunction: optional(text(120, 'formal')),
    enteredBy: optional(choice(ENTERERS)),
    receivedAt: instant(),
    notedAt: optional(instant()),
  },
  { unique: [['requestId']], index: [['deficiencyId']] },
)
