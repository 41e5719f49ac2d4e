import { z } from 'zod'
import { indexReport } from '#src/features/search/findable.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observationAdditions } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'

export const AdditionForm = z.object({ addition: field.text(2000, 'observations.additionMissing') })

/** What is added stands beside what was sent, and changes nothing of it. */
export async function addToReport(ctx: Ctx, report: Observation, text: string): Promise<void> {
  observationPolicy.authorize(ctx.actor, 'add', report)
  observationLifecycle.next(report.state, 'add')
  const addition = { id: ctx.newId(), observationId: report.id, personId: ctx.actor.id, text, at: ctx.now }
  await ctx.rows(observationAdditions).insert(addition)
  await indexReport(ctx, report)
  const { id, officeId } = report
  ctx.record('observation.added', { type: 'observation', id }, { additionId: addition.id, officeId })
}
