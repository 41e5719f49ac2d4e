import { choice, day, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/**
 * What calendars and people have been told of a meeting. It is made when the meeting is first called, moved or cancelled:
 * a meeting without one is in its first edition.
 */
export interface MeetingCall {
  id: string
  meetingId: string
  /** SEQUENCE of the meeting in calendars: raised whenever its day, time or place changes, and when it is cancelled. */
  sequence: number
  calledAt: Date | null
  /** The last day on which those who had not answered were reminded. */
  remindedDay: string | null
  cancelledAt: Date | null
  cancelReason: string | null
  version: number
}
export const meetingCalls = table<MeetingCall>(
  'meeting_call',
  {
    id: id(),
    meetingId: ref('meeting'),
    sequence: integer(),
    calledAt: optional(instant()),
    remindedDay: optional(day()),
    cancelledAt: optional(instant()),
    cancelReason: optional(longText('formal')),
    version: version(),
  },
  { unique: [['meetingId']] },
)

/** *Kommer / kommer inte / ersättare kommer.* */
export const CALL_ANSWERS = ['coming', 'not_coming', 'substitute'] as const
export type CallAnswer = (typeof CALL_ANSWERS)[number]

/** One who is called to a meeting: the holder of a seat, or a substitute once the holder has declined. */
export interface CallInvitation {
  id: string
  meetingId: string
  seatId: string
  holderId: string
  /** The link to answer by, without an account. */
  linkId: string
  /** Null until answered, and again when the meeting has been given another day or time. */
  answer: CallAnswer | null
  /** Who comes instead; only with `substitute`. */
  substituteName: string | null
  answeredAt: Date | null
  /** Is not needed any more: the link is dead. */
  withdrawnAt: Date | null
  version: number
}
export const callInvitations = table<CallInvitation>(
  'call_invitation',
  {
    id: id(),
    meetingId: ref('meeting'),
    seatId: ref('seat'),
    holderId: ref('seat_holder'),
    linkId: text(36, 'system'),
    answer: optional(choice(CALL_ANSWERS)),
    substituteName: optional(text(120, 'name')),
    answeredAt: optional(instant()),
    withdrawnAt: optional(instant()),
    version: version(),
  },
  { unique: [['meetingId', 'holderId']], index: [['holderId'], ['seatId']] },
)
