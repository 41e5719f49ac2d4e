import { In } from 'typeorm'
import { z } from 'zod'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Content, isNil, obstaclesTo } from './content.rules.ts'
import { type Summary, summaries, summaryLines } from './summary.entity.ts'
import { type SummaryAct, summaryLifecycle } from './summary.lifecycle.ts'
import { tellGroup } from './summary.mails.ts'
import { summaryPolicy } from './summary.policy.ts'
import type { FoundSummary } from './summary.queries.ts'
import { seen } from './write-summary.ts'

export const Freezing = z.object({ version: field.version() })
export const NilReport = z.object({ version: field.version(), nilReason: field.formal(2000) })

/** What stops it, said at the head of the page. A half-year without reports is frozen by a nil report only, others never so. */
export function freezingFaults(content: Content, { questions }: Summary, act: 'freeze' | 'reportNil'): FieldErrors {
  const wrongAct = isNil(content) === (act === 'freeze')
  if (wrongAct) return { form: [act === 'freeze' ? 'summaries.isNil' : 'summaries.notNil'] }
  const obstacles = obstaclesTo(content, questions)
  return obstacles.length === 0 ? {} : { form: obstacles }
}

/** Freezes the summary as it is counted now and tells the group. Never counted again. */
export const freezeSummary = (
  ctx: Ctx,
  summary: FoundSummary,
  content: Content,
  { version }: z.output<typeof Freezing>,
): Promise<void> => freeze(ctx, summary, content, { act: 'freeze', version, nilReason: null })

/** Says deliberately, with a reason, that nothing was reported in the half-year, and freezes the summary so. */
export const reportNil = (
  ctx: Ctx,
  summary: FoundSummary,
  content: Content,
  { version, nilReason }: z.output<typeof NilReport>,
): Promise<void> => freeze(ctx, summary, content, { act: 'reportNil', version, nilReason })

interface Freeze {
  readonly act: SummaryAct
  readonly version: number
  readonly nilReason: string | null
}
async function freeze(ctx: Ctx, summary: FoundSummary, content: Content, how: Freeze): Promise<void> {
  summaryPolicy.authorize(ctx.actor, 'edit', summary)
  const state = summaryLifecycle.next(summary.state, how.act)
  const { nilReason, version, act } = how
  await ctx.rows(summaries).update(seen(summary, version), { state, frozen: content, frozenAt: ctx.now, nilReason })
  await keepLines(ctx, summary.id, content)
  const { year, half, groupId } = summary
  const count = content.figures.counts.all
  const action = act === 'freeze' ? 'summary.frozen' : 'summary.nilReported'
  ctx.record(
    action,
    { type: 'summary', id: summary.id },
    { groupId, year, half, count, from: summary.state, to: state },
  )
  await tellGroup(ctx, summary, content)
}

/** A line for each systemfel in it; an end note of one that has come back says nothing any more. */
async function keepLines(ctx: Ctx, summaryId: string, { figures: { lines } }: Content): Promise<void> {
  const rows = ctx.rows(summaryLines)
  const ids = lines.map(({ deficiencyId }) => deficiencyId)
  const notes = await rows.all({ summaryId })
  const outdated = notes.filter(({ deficiencyId }) => ids.includes(deficiencyId))
  if (outdated.length > 0) await rows.remove({ id: In(outdated.map(({ id }) => id)) })
  await rows.insertAll(
    ids.map(deficiencyId => ({ id: ctx.newId(), summaryId, deficiencyId, endNote: null, version: 1 })),
  )
}
