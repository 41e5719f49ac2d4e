import { indexReport } from '#src/features/search/findable.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'

type Changes = Partial<Omit<Observation, 'id' | 'number' | 'ombudId' | 'state' | 'version'>>

/**
 * Saves a step of a draft, or of a report that is being completed. `version` is that of the page it was typed on. What is
 * done to a returned report is logged, field by field; a draft is nobody's business yet.
 */
export async function saveDraft(ctx: Ctx, draft: Observation, version: number, changes: Changes): Promise<Observation> {
  observationPolicy.authorize(ctx.actor, 'save', draft)
  const state = observationLifecycle.next(draft.state, 'save')
  const saved = await ctx
    .rows(observations)
    .update({ ...draft, version }, { ...changes, state, changedAt: ctx.now, remindedAt: null })
  await indexReport(ctx, saved)
  const changed = changedIn(draft, changes)
  if (draft.state === 'returned' && changed.fields.length > 0)
    ctx.record('observation.changed', { type: 'observation', id: draft.id }, { ...changed, officeId: draft.officeId })
  return saved
}

/** What the log may hold the values of; of texts it names the field only. */
const CODES = ['level', 'clientBand', 'severity', 'firstMonth', 'lastMonth'] as const
/** What people would call a field of the report. */
const FIELDS = [
  ...CODES,
  ...['whatHappened', 'consequence', 'tried', 'proposal', 'facets', 'themes', 'organisationIds', 'gap'],
  ...['municipalityId', 'ownEmployer', 'sameHere'],
] as const

function changedIn(before: Observation, changes: Changes) {
  const [was, is] = [before, changes] as Readonly<Record<string, unknown>>[]
  const isOther = (name: string): boolean =>
    is !== undefined && name in is && JSON.stringify(is[name]) !== JSON.stringify(was?.[name])
  const fields = FIELDS.filter(isOther)
  const valuesOf = (of: Readonly<Record<string, unknown>> | undefined) =>
    Object.fromEntries(CODES.filter(isOther).map(name => [name, of?.[name] ?? null]))
  return { fields, from: valuesOf(was), to: valuesOf(is) }
}
