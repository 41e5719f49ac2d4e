/** What scripts add where they run. Every page works without them: they help, and are never the rule. */
import { helpWithTexts } from './text-help.ts'

helpWithTexts(document)
