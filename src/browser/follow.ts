/** The participants' page of a meeting: nothing is written there. */
import { followMeeting } from './follow-meeting.ts'
import { warnBeforeTheEnd } from './session-end.ts'

warnBeforeTheEnd(document)
followMeeting(document)
