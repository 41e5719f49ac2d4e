import { choice, id, instant, integer, json, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import type { Document } from '#src/documents/document.ts'

/** How far a meeting's minutes have come, and in the end what they say for ever. */
export interface Minutes {
  id: string
  meetingId: string
  /** How many times they have been sent to those who approve them: their version. */
  round: number
  sentAt: Date
  withdrawnAt: Date | null
  withdrawnReason: string | null
  /** What was approved; null until the last approval. Any writer of documents can render it. */
  model: Document | null
  /** SHA-256 of the model as JSON, in hex. */
  sha256: string | null
  approvedAt: Date | null
  version: number
}
export const minutes = table<Minutes>(
  'minutes',
  {
    id: id(),
    meetingId: ref('meeting'),
    round: integer(),
    sentAt: instant(),
    withdrawnAt: optional(instant()),
    withdrawnReason: optional(longText('formal')),
    model: optional(json<Document>()),
    sha256: optional(text(64, 'system')),
    approvedAt: optional(instant()),
    version: version(),
  },
  { unique: [['meetingId']] },
)

/** The text of a § where somebody has written it by hand. The row stays when the generated text is taken back. */
export interface MinutesText {
  id: string
  meetingId: string
  itemId: string
  /** Null: the § reads as it is generated. */
  text: string | null
  /** Of the text that was generated when this was written: tells when that has changed. */
  generatedHash: string | null
  version: number
}
export const minutesTexts = table<MinutesText>(
  'minutes_text',
  {
    id: id(),
    meetingId: ref('meeting'),
    itemId: ref('agenda_item'),
    text: optional(longText('formal')),
    generatedHash: optional(text(43, 'system')),
    version: version(),
  },
  { unique: [['itemId']], index: [['meetingId']] },
)

/** Justerare: who approves the minutes of a meeting, by a mailed link and a mailed code. May be named. */
export interface MinutesAdjuster {
  id: string
  meetingId: string
  /** Whose seat she holds, or nobody's. */
  seatId: string | null
  name: string
  email: string
  linkId: string | null
  remindedAt: Date | null
  /** The one code that works now; null when none does. */
  codeId: string | null
  /** Wrong tries at that code, and at all codes since the link was made. */
  codeTries: number
  wrongTries: number
  /** When it was decided that she is not to approve them after all. */
  leftAt: Date | null
  version: number
}
export const minutesAdjusters = table<MinutesAdjuster>(
  'minutes_adjuster',
  {
    id: id(),
    meetingId: ref('meeting'),
    seatId: optional(ref('seat')),
    name: text(120, 'name'),
    email: text(254, 'address'),
    linkId: optional(text(36, 'system')),
    remindedAt: optional(instant()),
    codeId: optional(text(36, 'system')),
    codeTries: integer(),
    wrongTries: integer(),
    leftAt: optional(instant()),
    version: version(),
  },
  { unique: [['meetingId', 'email']] },
)

/** That somebody approved a part of the minutes, as it read then. Never changed: another text asks for another approval. */
export interface MinutesApproval {
  id: string
  meetingId: string
  adjusterId: string
  /** The agenda item, or `start` for time, place and attendance. */
  part: string
  textHash: string
  at: Date
}
export const minutesApprovals = table<MinutesApproval>(
  'minutes_approval',
  {
    id: id(),
    meetingId: ref('meeting'),
    adjusterId: ref('minutes_adjuster'),
    part: text(36, 'system'),
    textHash: text(43, 'system'),
    at: instant(),
  },
  { unique: [['adjusterId', 'part', 'textHash']], index: [['meetingId']] },
)

/** `change`: the text should be another; `dissent`: the text is right, and she was of another opinion. */
export const OBJECTION_KINDS = ['change', 'dissent'] as const
/** What somebody who approves the minutes has against a part of them, as it read then. */
export interface MinutesObjection {
  id: string
  meetingId: string
  adjusterId: string
  part: string
  textHash: string
  kind: (typeof OBJECTION_KINDS)[number]
  text: string
  at: Date
  takenBackAt: Date | null
  version: number
}
export const minutesObjections = table<MinutesObjection>(
  'minutes_objection',
  {
    id: id(),
    meetingId: ref('meeting'),
    adjusterId: ref('minutes_adjuster'),
    part: text(36, 'system'),
    textHash: text(43, 'system'),
    kind: choice(OBJECTION_KINDS),
    text: longText('formal'),
    at: instant(),
    takenBackAt: optional(instant()),
    version: version(),
  },
  { index: [['meetingId']] },
)
