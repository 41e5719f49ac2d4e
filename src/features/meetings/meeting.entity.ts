import { choice, day, id, instant, integer, json, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/**
 * `held`: all is decided and the notes are written on; `approval`: its minutes are with those who approve them; `done`: the
 * notes are done or the minutes approved, and the tray is emptied.
 */
export const MEETING_STATES = ['planned', 'running', 'held', 'done', 'approval'] as const
export type MeetingState = (typeof MEETING_STATES)[number]
export const SECTIONS = ['follow_up', 'new', 'answers', 'effect', 'information', 'other'] as const
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
  'added',
] as const
export type Why = (typeof WHYS)[number]

export interface Meeting {
  id: string
  groupId: string
  day: string
  /** `HH:MM`, Swedish time. */
  time: string
  place: string
  state: MeetingState
  startedAt: Date | null
  endedAt: Date | null
  notesDoneAt: Date | null
  version: number
}
export const meetings = table<Meeting>(
  'meeting',
  {
    id: id(),
    groupId: ref('governance_group'),
    day: day(),
    time: text(5, 'system'),
    place: text(160, 'place'),
    state: choice(MEETING_STATES),
    startedAt: optional(instant()),
    endedAt: optional(instant()),
    notesDoneAt: optional(instant()),
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
  version: number
}
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
    version: version(),
  },
  { index: [['meetingId']] },
)
