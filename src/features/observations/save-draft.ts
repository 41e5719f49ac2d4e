import { indexReport } from '#src/features/search/findable.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'

type Changes = Partial<Omit<Observation, 'id' | 'number' | 'ombudId' | 'state' | 'version'>>

/**
 * Saves a step of a draft, or of a report that is being completed. `version` is that of the page it was typed on. What is
 * done to a returned report is logged; a draft is nobody's business yet.
 */
export async function saveDraft(ctx: Ctx, draft: Observation, version: number, changes: Changes): Promise<Observation> {
  observationPolicy.authorize(ctx.actor, 'save', draft)
  const state = observationLifecycle.next(draft.state, 'save')
  const saved = await ctx.rows(observations).update({ ...draft, version }, { ...changes, state, changedAt: ctx.now })
  await indexReport(ctx, saved)
  if (draft.state === 'returned')
    ctx.record('observation.changed', { type: 'observation', id: draft.id }, { fields: Object.keys(changes) })
  return saved
}
