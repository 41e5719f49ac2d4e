import { id, integer, optional, ref, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** Somebody who is there but takes no part in an item (jäv). */
export interface Recusal {
  id: string
  attendanceId: string
  /** Not a foreign key: an undecided item may be taken off the agenda, or move to another systemfel. */
  agendaItemId: string
}
export const recusals = table<Recusal>(
  'recusal',
  { id: id(), attendanceId: ref('attendance'), agendaItemId: text(36, 'system') },
  { unique: [['agendaItemId', 'attendanceId']], index: [['attendanceId']] },
)

/** What the participants' page shows. A meeting without one shows its first undecided item. */
export interface MeetingScreen {
  id: string
  meetingId: string
  agendaItemId: string | null
  /** Raised each time another item is shown, so that pages that follow see that something is new. */
  step: number
}
export const meetingScreens = table<MeetingScreen>(
  'meeting_screen',
  { id: id(), meetingId: ref('meeting'), agendaItemId: optional(text(36, 'system')), step: integer() },
  { unique: [['meetingId']] },
)
