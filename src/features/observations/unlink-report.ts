import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { letReportGo } from '#src/features/links/let-report-go.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { linkReport } from './link-report.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { tellWatchers } from './watchers.mails.ts'

/** Takes a report back to the inbox, as it was sent: it was linked by mistake. */
export async function unlinkReport(ctx: Ctx, report: Observation, version: number): Promise<Observation> {
  const sent = await unlinked(ctx, report, version)
  if (sent.ownEmployer) await tellWatchers(ctx, sent, 'observations.ownEmployerUnlinked')
  return sent
}

/** Links it to the systemfel that it should have been linked to. Gives that one as it became. */
export async function moveReport(
  ctx: Ctx,
  report: Observation,
  deficiency: Deficiency,
  version: number,
): Promise<Deficiency> {
  const sent = await unlinked(ctx, report, version)
  return linkReport(ctx, sent, deficiency, sent.version)
}

async function unlinked(ctx: Ctx, report: Observation, version: number): Promise<Observation> {
  observationPolicy.authorize(ctx.actor, 'triage', report)
  const state = observationLifecycle.next(report.state, 'unlink')
  if (report.deficiencyId === null) throw new Conflict('errors.notFromHere')
  const before = await ctx.rows(deficiencies).hold({ id: report.deficiencyId })
  const sent = await ctx
    .rows(observations)
    .update({ ...report, version }, { state, deficiencyId: null, triagedAt: null, heldUntil: null })
  const after = await letReportGo(ctx, before, report)
  ctx.record('observation.unlinked', { type: 'observation', id: report.id }, { deficiencyId: before.id })
  const details = { observationId: report.id, officeId: report.officeId, from: before.state, to: after.state }
  ctx.record('deficiency.reportGone', { type: 'deficiency', id: before.id }, details)
  return sent
}
