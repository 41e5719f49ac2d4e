import { choice, flag, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const UNLOCK_REASONS = ['new_matter', 'mistake', 'time', 'other'] as const
/** Each time that an agenda was locked or unlocked. Only ever added to. */
export interface AgendaLock {
  id: string
  meetingId: string
  act: 'lock' | 'unlock'
  personId: string
  at: Date
  /** Why it was unlocked; null of a locking. */
  reason: (typeof UNLOCK_REASONS)[number] | null
  words: string | null
}
export const agendaLocks = table<AgendaLock>(
  'agenda_lock',
  {
    id: id(),
    meetingId: ref('meeting'),
    act: choice(['lock', 'unlock']),
    personId: ref('person'),
    at: instant(),
    reason: optional(choice(UNLOCK_REASONS)),
    words: optional(longText('formal')),
  },
  { index: [['meetingId', 'at']] },
)

/** An item that a member wants on the agenda: a systemfel of the group's, or something else. The convener answers. */
export interface AgendaSuggestion {
  id: string
  meetingId: string
  personId: string
  /** Whom the member speaks for. */
  organisationId: string | null
  deficiencyId: string | null
  title: string
  reason: string
  state: 'open' | 'taken' | 'declined'
  /** Why not. */
  declined: string | null
  createdAt: Date
  answeredAt: Date | null
  version: number
}
export const agendaSuggestions = table<AgendaSuggestion>(
  'agenda_suggestion',
  {
    id: id(),
    meetingId: ref('meeting'),
    personId: ref('person'),
    organisationId: optional(ref('organisation')),
    deficiencyId: optional(ref('deficiency')),
    title: text(200, 'formal'),
    reason: longText('formal'),
    state: choice(['open', 'taken', 'declined']),
    declined: optional(longText('formal')),
    createdAt: instant(),
    answeredAt: optional(instant()),
    version: version(),
  },
  { index: [['meetingId', 'state'], ['deficiencyId']] },
)

export const CONSENT_ANSWERS = ['agreed', 'objected'] as const
/** What a seat says of an item that is to be decided by consent. A seat without a reply has not answered. */
export interface ConsentReply {
  id: string
  itemId: string
  seatId: string
  answer: (typeof CONSENT_ANSWERS)[number]
  personId: string
  /** The convener noted it for somebody without an account. */
  noted: boolean
  at: Date
}
export const consentReplies = table<ConsentReply>(
  'consent_reply',
  {
    id: id(),
    itemId: ref('agenda_item'),
    seatId: ref('seat'),
    answer: choice(CONSENT_ANSWERS),
    personId: ref('person'),
    noted: flag(),
    at: instant(),
  },
  { unique: [['itemId', 'seatId']] },
)
