/** The items of a running meeting: what every page has, but for keeping drafts, and what makes a meeting quick. */
import { runMeeting } from './run-meeting.ts'
import { warnBeforeTheEnd } from './session-end.ts'
import { helpWithTexts } from './text-help.ts'

helpWithTexts(document)
warnBeforeTheEnd(document)
runMeeting()
