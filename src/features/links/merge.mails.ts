import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import { tellOfLinked } from '#src/features/observations/watchers.mails.ts'
import type { Ctx } from '#src/work/context.ts'

/** Before the reports move: their ombud are told where they live on, and so are those who watch over the protected path. */
export async function tellOfMerge(ctx: Ctx, from: Deficiency, to: Deficiency): Promise<void> {
  const { id, level } = from
  const there = { id, level, number: to.number }
  await tellReporters(ctx, there, 'links.merged', { reference: from.number, otherReference: to.number })
  for (const report of await protectedReports(ctx, id)) await tellOfLinked(ctx, report, to)
}

/** After the reports have come back. */
export async function tellOfUndoing(ctx: Ctx, from: Deficiency, to: Deficiency): Promise<void> {
  await tellReporters(ctx, from, 'links.unmerged', { otherReference: to.number })
  for (const report of await protectedReports(ctx, from.id)) await tellOfLinked(ctx, report, from)
}

/** One report of each office about its own employer: the same people are told of the others. */
async function protectedReports(ctx: Ctx, deficiencyId: string): Promise<Observation[]> {
  const reports = await ctx.rows(observations).all({ deficiencyId, state: 'linked', ownEmployer: true }, { id: 'ASC' })
  return [...new Map(reports.map(report => [report.officeId, report])).values()]
}
