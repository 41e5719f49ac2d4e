import { changeState } from '#src/features/deficiencies/change-state.ts'
import { isClosedForGood } from '#src/features/deficiencies/coming-back.rules.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { enterByReport } from '#src/features/deficiencies/find-deficiency.ts'
import { keepPeriods } from '#src/features/deficiencies/keep-marks.ts'
import { judgedAs } from '#src/features/deficiencies/refresh-definition.ts'
import { groupsServing } from '#src/features/groups/group.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { tellReceived } from './observation.mails.ts'

/**
 * Makes a sent report feed a systemfel (of a merged one: the one it lives on in): it counts there, its months widen the
 * period, its office, groups and municipality enter the circle, and one closed within 24 months comes back. A report on
 * the own employer makes it protected. The caller authorises. Gives the systemfel as it became.
 */
export async function linkObservation(ctx: Ctx, observation: Observation, deficiency: Deficiency): Promise<Deficiency> {
  const state = observationLifecycle.next(observation.state, 'link')
  const before = await livingOn(ctx, deficiency.id)
  await ctx
    .rows(observations)
    .update(observation, { state, deficiencyId: before.id, triagedAt: ctx.now, heldUntil: null })
  await widenCircle(ctx, before.id, observation)
  const after = await feed(ctx, before, observation)
  await keepPeriods(ctx, after)
  const { id: observationId, officeId } = observation
  ctx.record('observation.linked', { type: 'observation', id: observationId }, { deficiencyId: after.id, officeId })
  const details = { observationId, officeId, from: before.state, to: after.state }
  ctx.record('deficiency.reported', { type: 'deficiency', id: after.id }, details)
  await tellReceived(ctx, { ...observation, state }, after)
  return after
}

/** Held, so that two reports at once are both counted. */
async function livingOn(ctx: Ctx, deficiencyId: string): Promise<Deficiency> {
  const deficiency = await ctx.rows(deficiencies).hold({ id: deficiencyId })
  return deficiency.mergedIntoId === null ? deficiency : livingOn(ctx, deficiency.mergedIntoId)
}

async function feed(ctx: Ctx, deficiency: Deficiency, observation: Observation): Promise<Deficiency> {
  const counts = {
    reportCount: deficiency.reportCount + 1,
    firstMonth: least(deficiency.firstMonth, observation.firstMonth),
    lastMonth: greatest(deficiency.lastMonth, observation.lastMonth),
    protected: deficiency.protected || observation.ownEmployer,
  }
  const changes = { ...counts, definition: await judgedAs(ctx, { ...deficiency, ...counts }) }
  const comesBack = !isOpen(deficiency.state) && !isClosedForGood(deficiency, ctx.today)
  return comesBack
    ? changeState(ctx, deficiency, 'return', changes)
    : ctx.rows(deficiencies).update(deficiency, changes)
}

async function widenCircle(ctx: Ctx, deficiencyId: string, { officeId, municipalityId }: Observation): Promise<void> {
  await enterByReport(ctx, deficiencyId, 'office', officeId)
  for (const { id } of await groupsServing(ctx, officeId)) await enterByReport(ctx, deficiencyId, 'group', id)
  if (municipalityId !== null) await enterByReport(ctx, deficiencyId, 'municipality', municipalityId)
}

const least = (one: string | null, other: string | null): string | null =>
  [one, other].filter(month => month !== null).sort()[0] ?? null
const greatest = (one: string | null, other: string | null): string | null =>
  [one, other]
    .filter(month => month !== null)
    .sort()
    .at(-1) ?? null
