/** What scripts add where they run. Every page works without them: they help, and are never the rule. */
import { saveWhileWriting } from './autosave.ts'
import { copyBoxes } from './copy-boxes.ts'
import { warnBeforeTheEnd } from './session-end.ts'
import { helpWithTexts } from './text-help.ts'

helpWithTexts(document)
copyBoxes(document)
saveWhileWriting(document)
warnBeforeTheEnd(document)
