import { choice, day, id, instant, json, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { DECISION_TYPES, type DecisionType } from '#src/features/meetings/decision.entity.ts'

/** `asking`: the seats are being asked. The others are ends. */
export const CIRCULATION_STATES = ['asking', 'recorded', 'objected', 'withdrawn'] as const
export type CirculationState = (typeof CIRCULATION_STATES)[number]

/** A decision that the convener proposes to the seats between meetings (per capsulam). */
export interface Circulation {
  id: string
  groupId: string
  deficiencyId: string
  type: DecisionType
  /** The decision's text, and the other texts that its form has. */
  text: string
  reason: string | null
  question: string | null
  description: string | null
  coveringText: string | null
  acceptedBy: string | null
  toName: string | null
  /** The rest of the form as it was sent: ids, codes and days, and what was let stand in its texts. */
  terms: Readonly<Record<string, string>>
  /** The decision that it replaces. */
  correctsId: string | null
  state: CirculationState
  proposedAt: Date
  /** The last day to answer on; null for a proposal of before there was one. */
  lastDay: string | null
  /** When those who had not answered were reminded, once. */
  remindedAt: Date | null
  closedAt: Date | null
  /** Once it is recorded. */
  decisionId: string | null
  version: number
}
export const circulations = table<Circulation>(
  'circulation',
  {
    id: id(),
    groupId: ref('governance_group'),
    deficiencyId: ref('deficiency'),
    type: choice(DECISION_TYPES),
    text: longText('formal'),
    reason: optional(longText('formal')),
    question: optional(longText('formal')),
    description: optional(longText('formal')),
    coveringText: optional(longText('formal')),
    acceptedBy: optional(text(120, 'name')),
    toName: optional(text(160, 'name')),
    terms: json(),
    correctsId: optional(ref('decision')),
    state: choice(CIRCULATION_STATES),
    proposedAt: instant(),
    lastDay: optional(day()),
    remindedAt: optional(instant()),
    closedAt: optional(instant()),
    decisionId: optional(ref('decision')),
    version: version(),
  },
  { index: [['groupId', 'state'], ['deficiencyId']] },
)

/** Who abstains stands in nobody's way. */
export const CIRCULATION_ANSWERS = ['agree', 'object', 'abstain'] as const
export type CirculationAnswer = (typeof CIRCULATION_ANSWERS)[number]
/** What one seat says. */
export interface CirculationReply {
  id: string
  circulationId: string
  seatId: string
  answer: CirculationAnswer
  /** Why somebody objects or abstains. */
  reason: string | null
  /** How it reached the convener, who noted it; null when the seat's holder answered by the page. */
  way: string | null
  day: string
  at: Date
}
export const circulationReplies = table<CirculationReply>(
  'circulation_reply',
  {
    id: id(),
    circulationId: ref('circulation'),
    seatId: ref('seat'),
    answer: choice(CIRCULATION_ANSWERS),
    reason: optional(longText('formal')),
    way: optional(text(200, 'formal')),
    day: day(),
    at: instant(),
  },
  { unique: [['circulationId', 'seatId']] },
)

/** One who has been asked by letter, for a seat. */
export interface CirculationAsk {
  id: string
  circulationId: string
  seatId: string
  holderId: string
  /** To answer by without an account; null for one who answers signed in. */
  linkId: string | null
  version: number
}
export const circulationAsks = table<CirculationAsk>(
  'circulation_ask',
  {
    id: id(),
    circulationId: ref('circulation'),
    seatId: ref('seat'),
    holderId: ref('seat_holder'),
    linkId: optional(text(36, 'system')),
    version: version(),
  },
  { unique: [['circulationId', 'holderId']] },
)
