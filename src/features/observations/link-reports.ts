import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { linkReport, numberField } from './link-report.ts'
import type { Observation } from './observation.entity.ts'

/** As many as the inbox shows on a page. */
export const MOST_AT_ONCE = 25

/** Each report as its number and the version in which it was seen: `R-2026-0001:3`. */
const SEEN = /^(R-\d{4}-\d{4,8}):(\d{1,9})$/
const seenField = z.string().regex(SEEN, 'errors.form')
export const BulkForm = z.object({
  number: numberField(),
  reports: z.union([seenField, z.array(seenField).min(1, 'links.bulkMissing')], 'links.bulkMissing'),
})

/** What the field says, each report once. */
export function seenReports(sent: string | readonly string[] | undefined): { number: string; version: number }[] {
  const seen = new Map<string, number>()
  for (const each of [sent ?? []].flat()) {
    const [, number, version] = SEEN.exec(each) ?? []
    if (number !== undefined) seen.set(number, Number(version))
  }
  return [...seen].map(([number, version]) => ({ number, version }))
}

/** Links several reports to one systemfel: all of them, or none. Each has its line in the log and takes its protected path. */
export async function linkReports(
  ctx: Ctx,
  reports: readonly { readonly report: Observation; readonly version: number }[],
  deficiency: Deficiency,
): Promise<void> {
  for (const { report, version } of reports) await linkReport(ctx, report, deficiency, version)
}
