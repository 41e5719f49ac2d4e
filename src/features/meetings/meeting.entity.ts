import {
  choice,
  day,
  flag,
  id,
  instant,
  integer,
  json,
  longText,
  optional,
  ref,
  text,
  version,
} from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { DECISION_TYPES } from './decision.entity.ts'

/**
 * `held`: all is decided and the notes are written on; `approval`: its minutes are with those who approve them; `done`: the
 * notes are done or the minutes approved, and the tray is emptied.
 */
export const MEETING_STATES = ['planned', 'running', 'held', 'done', 'cancelled', 'approval'] as const
export type MeetingState = (typeof MEETING_STATES)[number]
/** The meeting is over, whether its notes are done or not. */
export const HELD_STATES = ['held', 'approval', 'done'] as const satisfies readonly MeetingState[]
export const isHeld = (state: MeetingState): boolean => HELD_STATES.some(held => held === state)
export const SECTIONS = [
  'opening',
  'previous_minutes',
  'follow_up',
  'new',
  'answers',
  'effect',
  'information',
  'other',
] as const
/** Why a systemfel is on the agenda (product §6). */
export const WHYS = [
  'new',
  'meets_definition',
  'answer_overdue',
  'answer_in',
  'action_overdue',
  'effect_no',
  'came_back',
  'lifted_here',
  'postponed',
  'taken_directly',
  'proposed',
  'added',
] as const
export type Why = (typeof WHYS)[number]
/** What may be decided on an item: one of the eight, or a § that only says what was said. */
export const CHOICES = [...DECISION_TYPES, 'note'] as const
export type Choice = (typeof CHOICES)[number]

export interface Meeting {
  id: string
  groupId: string
  day: string
  /** `HH:MM`, Swedish time. */
  time: string
  /** `HH:MM` of the same day; null where none is set. */
  endTime: string | null
  place: string
  state: MeetingState
  startedAt: Date | null
  endedAt: Date | null
  notesDoneAt: Date | null
  /** The agenda is locked since then, and by whom; null when it is not. */
  lockedAt: Date | null
  lockedById: string | null
  /** No meeting: it holds one decision that was taken between meetings. */
  perCapsulam: boolean | null
  version: number
}
/** A meeting as it is planned: no end set, its agenda open. */
export const OPEN_AGENDA = { endTime: null, lockedAt: null, lockedById: null, perCapsulam: null } as const
export const meetings = table<Meeting>(
  'meeting',
  {
    id: id(),
    groupId: ref('governance_group'),
    day: day(),
    time: text(5, 'system'),
    endTime: optional(text(5, 'system')),
    place: text(160, 'place'),
    state: choice(MEETING_STATES),
    startedAt: optional(instant()),
    endedAt: optional(instant()),
    notesDoneAt: optional(instant()),
    lockedAt: optional(instant()),
    lockedById: optional(ref('person')),
    perCapsulam: optional(flag()),
    version: version(),
  },
  { index: [['groupId', 'day']] },
)

export interface AgendaItem {
  id: string
  meetingId: string
  /** Null for a free item. */
  deficiencyId: string | null
  title: string
  section: (typeof SECTIONS)[number]
  /** Order on the agenda: 1, 2, 3 … */
  position: number
  why: Why
  /** What the why-line names: an organisation's name, days. */
  whyFacts: Readonly<Record<string, string | number>>
  note: string | null
  /** § of the group's year, taken when the item is decided. */
  paragraph: number | null
  /** Planned for it. */
  minutes: number | null
  /** When it was marked as one to decide in one act with others that all agree on. */
  consentAt: Date | null
  /** The proposed decision where the convener has set it; else all four are null and the rules propose. */
  proposedType: Choice | null
  proposedText: string | null
  /** The question, the task, the covering text or the reason, as the type has. */
  proposedDetail: string | null
  /** The other fields of the decision's form: who takes it, days. */
  proposedFields: Readonly<Record<string, string>> | null
  version: number
}
/** An item that nobody has set anything for. */
export const PLAIN_ITEM = {
  minutes: null,
  consentAt: null,
  proposedType: null,
  proposedText: null,
  proposedDetail: null,
  proposedFields: null,
} as const
export const agendaItems = table<AgendaItem>(
  'agenda_item',
  {
    id: id(),
    meetingId: ref('meeting'),
    deficiencyId: optional(ref('deficiency')),
    title: text(200, 'formal'),
    section: choice(SECTIONS),
    position: integer(),
    why: choice(WHYS),
    whyFacts: json(),
    note: optional(longText('formal')),
    paragraph: optional(integer()),
    minutes: optional(integer()),
    consentAt: optional(instant()),
    proposedType: optional(choice(CHOICES)),
    proposedText: optional(longText('formal')),
    proposedDetail: optional(longText('formal')),
    proposedFields: optional(json('name')),
    version: version(),
  },
  { unique: [['meetingId', 'deficiencyId']], index: [['deficiencyId']] },
)

export const PRESENCES = ['present', 'substitute', 'absent', 'guest'] as const
export interface Attendance {
  id: string
  meetingId: string
  /** Null for guests. */
  seatId: string | null
  name: string
  presence: (typeof PRESENCES)[number]
  /** `HH:MM`, Swedish time, of somebody who came late or left early. */
  arrived: string | null
  departed: string | null
  version: number
}
export const attendances = table<Attendance>(
  'attendance',
  {
    id: id(),
    meetingId: ref('meeting'),
    seatId: optional(ref('seat')),
    name: text(120, 'name'),
    presence: choice(PRESENCES),
    arrived: optional(text(5, 'system')),
    departed: optional(text(5, 'system')),
    version: version(),
  },
  { index: [['meetingId']] },
)
