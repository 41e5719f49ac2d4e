import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const ACTION_KINDS = [
  'dialogue',
  'cooperation_meeting',
  'contact_route',
  'routine',
  'training',
  'service',
  'technical',
  'client_support',
  'letter',
  'political_decision',
  'other_system',
  'regulation',
  'investigation',
] as const
/** kringgår / lindrar / löser: so that a workaround is not taken for a cure. */
export const STRENGTHS = ['works_around', 'eases', 'resolves'] as const
export const ACTION_STATES = ['proposed', 'accepted', 'done', 'cancelled', 'declined'] as const
/** Who said yes: somebody at the meeting, a member signed in, the convener on her word, or the holder of a mailed link. */
export const ACCEPTED_HOW = ['meeting', 'member', 'convener', 'link'] as const

/** What somebody does about a systemfel. */
export interface Action {
  id: string
  deficiencyId: string
  decisionId: string | null
  kind: (typeof ACTION_KINDS)[number]
  strength: (typeof STRENGTHS)[number] | null
  description: string
  organisationId: string | null
  officeId: string | null
  /** "Enhetschef": the function that owns it, not a person. */
  ownerFunction: string | null
  state: (typeof ACTION_STATES)[number]
  dueDay: string | null
  startedDay: string | null
  doneDay: string | null
  /** What shows that it is done; of one that is declined or called off, why. */
  proof: string | null
  expectedEffect: string | null
  acceptedAt: Date | null
  acceptedHow: (typeof ACCEPTED_HOW)[number] | null
  /** When somebody is to ask again how it goes. */
  nextContactDay: string | null
  /** When it was done, declined or called off. */
  closedAt: Date | null
  createdAt: Date
  version: number
}
export const actions = table<Action>(
  'action',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    decisionId: optional(ref('decision')),
    kind: choice(ACTION_KINDS),
    strength: optional(choice(STRENGTHS)),
    description: longText('formal'),
    organisationId: optional(ref('organisation')),
    officeId: optional(ref('office')),
    ownerFunction: optional(text(120, 'name')),
    state: choice(ACTION_STATES),
    dueDay: optional(day()),
    startedDay: optional(day()),
    doneDay: optional(day()),
    proof: optional(longText('formal')),
    expectedEffect: optional(longText('formal')),
    acceptedAt: optional(instant()),
    acceptedHow: optional(choice(ACCEPTED_HOW)),
    nextContactDay: optional(day()),
    closedAt: optional(instant()),
    createdAt: instant(),
    version: version(),
  },
  { index: [['deficiencyId'], ['state', 'dueDay']] },
)

/** A changed due date keeps the old one and the reason. */
export interface DueChange {
  id: string
  actionId: string
  fromDay: string | null
  toDay: string
  reason: string
  at: Date
}
export const dueChanges = table<DueChange>(
  'due_change',
  {
    id: id(),
    actionId: ref('action'),
    fromDay: optional(day()),
    toDay: day(),
    reason: longText('formal'),
    at: instant(),
  },
  { index: [['actionId']] },
)

/** How it goes, as somebody wrote it on a day. Another note is added; none is changed. */
export interface ActionNote {
  id: string
  actionId: string
  text: string
  nextContactDay: string | null
  /** By the holder of a mailed link; null of somebody signed in. */
  holderId: string | null
  at: Date
}
export const actionNotes = table<ActionNote>(
  'action_note',
  {
    id: id(),
    actionId: ref('action'),
    text: longText('formal'),
    nextContactDay: optional(day()),
    holderId: optional(ref('seat_holder')),
    at: instant(),
  },
  { index: [['actionId'], ['holderId']] },
)

export const WISH_STATES = ['asked', 'granted', 'refused'] as const
/** Whoever has taken an action on asks for another due day; the convener says yes or no. */
export interface DueWish {
  id: string
  actionId: string
  wishedDay: string
  reason: string
  state: (typeof WISH_STATES)[number]
  holderId: string | null
  at: Date
  settledAt: Date | null
  version: number
}
export const dueWishes = table<DueWish>(
  'due_wish',
  {
    id: id(),
    actionId: ref('action'),
    wishedDay: day(),
    reason: longText('formal'),
    state: choice(WISH_STATES),
    holderId: optional(ref('seat_holder')),
    at: instant(),
    settledAt: optional(instant()),
    version: version(),
  },
  { index: [['actionId'], ['holderId']] },
)

/** The link by which the holder of a seat answers for an action of her organisation, without an account. */
export interface TaskInvitation {
  id: string
  actionId: string
  seatId: string
  holderId: string
  linkId: string
  version: number
}
export const taskInvitations = table<TaskInvitation>(
  'task_invitation',
  {
    id: id(),
    actionId: ref('action'),
    seatId: ref('seat'),
    holderId: ref('seat_holder'),
    linkId: text(36, 'system'),
    version: version(),
  },
  { unique: [['actionId', 'holderId']], index: [['holderId'], ['seatId']] },
)
