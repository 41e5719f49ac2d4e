import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { summaries, summaryLines, summaryOffices } from './summary.entity.ts'
import { summaryLifecycle } from './summary.lifecycle.ts'
import { summaryPolicy } from './summary.policy.ts'
import type { FoundSummary } from './summary.queries.ts'

/** Removes a draft, as one made for the wrong half-year. What has been sent stays. */
export async function removeSummary(ctx: Ctx, summary: FoundSummary, version: number): Promise<void> {
  summaryPolicy.authorize(ctx.actor, 'edit', summary)
  const { id, groupId, year, half } = summary
  summaryLifecycle.next(summary.state, 'write')
  if (summary.version !== version) throw new Conflict('errors.conflict', { table: summaries.name, id })
  await ctx.rows(summaryLines).remove({ summaryId: id })
  await ctx.rows(summaryOffices).remove({ summaryId: id })
  await ctx.rows(summaries).remove({ id })
  ctx.record('summary.removed', { type: 'summary', id }, { groupId, year, half })
}
