import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { tellWatchers } from './watchers.mails.ts'

export const VersionForm = z.object({ version: field.version() })

/** Takes a report back before it is settled. It stays, as withdrawn: what has been sent is not deleted without a decision. */
export async function withdrawReport(ctx: Ctx, report: Observation, version: number): Promise<void> {
  observationPolicy.authorize(ctx.actor, 'withdraw', report)
  const state = observationLifecycle.next(report.state, 'withdraw')
  await ctx.rows(observations).update({ ...report, version }, { state })
  const { id, officeId, state: from } = report
  ctx.record('observation.withdrawn', { type: 'observation', id }, { from, to: state, officeId })
  if (report.ownEmployer) await tellWatchers(ctx, report, 'observations.ownEmployerWithdrawn')
}

/** Throws a draft away. A draft is working material, and leaves nothing behind. */
export async function discardDraft(ctx: Ctx, draft: Observation): Promise<void> {
  observationPolicy.authorize(ctx.actor, 'discard', draft)
  await ctx.rows(observations).remove({ id: draft.id, state: 'draft' })
}
