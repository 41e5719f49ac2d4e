import type { ExportMark } from '#src/documents/document.ts'
import { exportMark } from '#src/documents/export-mark.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Content } from './content.rules.ts'
import type { FoundSummary } from './summary.queries.ts'
import { Wording } from './wording.ts'

/** What marks a file of a summary. */
export const summaryMark = (ctx: Ctx, { id, version }: FoundSummary, { group, offices, period }: Content): ExportMark =>
  exportMark(ctx, ['summary', id, String(version)], [group, ...offices, new Wording('sv').period(period)].join(', '))
