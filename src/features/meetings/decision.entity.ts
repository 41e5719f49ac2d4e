import { choice, day, id, instant, integer, longText, optional, ref, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** The eight decisions of a group, in the order of their keys 1–8. `note` is for free items. */
export const DECISION_TYPES = [
  'ask',
  'commit',
  'investigate',
  'lift',
  'postpone',
  'monitor',
  'accept',
  'close',
] as const
export type DecisionType = (typeof DECISION_TYPES)[number]

/** Never edited: corrected by a new one. */
export interface Decision {
  id: string
  meetingId: string
  agendaItemId: string
  deficiencyId: string | null
  type: DecisionType
  text: string
  reason: string | null
  /** Who takes it on: an organisation … */
  organisationId: string | null
  /** … or an office. */
  officeId: string | null
  /** What the due date was when it was decided; a request's counts from its sending. */
  dueDay: string | null
  paragraph: number
  year: number
  at: Date
  /** For commitments: who accepted on behalf of the organisation, as a function. */
  acceptedBy: string | null
  /** The decision that this one replaces. */
  correctsId: string | null
}
export const decisions = table<Decision>(
  'decision',
  {
    id: id(),
    meetingId: ref('meeting'),
    agendaItemId: ref('agenda_item'),
    deficiencyId: optional(ref('deficiency')),
    type: choice(DECISION_TYPES),
    text: longText('formal'),
    reason: optional(longText('formal')),
    organisationId: optional(ref('organisation')),
    officeId: optional(ref('office')),
    dueDay: optional(day()),
    paragraph: integer(),
    year: integer(),
    at: instant(),
    acceptedBy: optional(text(120, 'name')),
    correctsId: optional(ref('decision')),
  },
  { index: [['meetingId'], ['deficiencyId'], ['agendaItemId'], ['correctsId'], ['at']] },
)

/** A systemfel lifted to another group of ours, or to a body outside. */
export interface Lift {
  id: string
  deficiencyId: string
  decisionId: string
  fromGroupId: string
  /** A group of ours owes a report back. */
  toGroupId: string | null
  /** FINSAM, Länsstyrelsen … */
  toName: string | null
  wishedDay: string
  coveringText: string
  reply: string | null
  /** Of a body outside: where the reply stands written. */
  replySource: string | null
  repliedAt: Date | null
}
export const lifts = table<Lift>(
  'lift',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    decisionId: ref('decision'),
    fromGroupId: ref('governance_group'),
    toGroupId: optional(ref('governance_group')),
    toName: optional(text(160, 'name')),
    wishedDay: day(),
    coveringText: longText('formal'),
    reply: optional(longText('formal')),
    replySource: optional(text(200, 'formal')),
    repliedAt: optional(instant()),
  },
  { index: [['deficiencyId'], ['toGroupId']] },
)

export const EFFECT_ANSWERS = ['yes', 'partly', 'no', 'not_met'] as const
export const EFFECT_STATES = ['planned', 'asked', 'answered', 'silent'] as const
/** Asked of the ombud who reported, 3 and 9 months after an answer was accepted. Its `answer` is theirs taken together. */
export interface EffectCheck {
  id: string
  deficiencyId: string
  decisionId: string
  months: number
  dueDay: string
  state: (typeof EFFECT_STATES)[number]
  answer: (typeof EFFECT_ANSWERS)[number] | null
  createdAt: Date
  askedAt: Date | null
  /** When the words of all who were asked had come, or the wait for them was over. */
  settledAt: Date | null
}
export const effectChecks = table<EffectCheck>(
  'effect_check',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    decisionId: ref('decision'),
    months: integer(),
    dueDay: day(),
    state: choice(EFFECT_STATES),
    answer: optional(choice(EFFECT_ANSWERS)),
    createdAt: instant(),
    askedAt: optional(instant()),
    settledAt: optional(instant()),
  },
  { index: [['deficiencyId'], ['state', 'dueDay']] },
)
