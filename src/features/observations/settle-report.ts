import { z } from 'zod'
import { writeOfficeNote } from '#src/features/office/write-office-note.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { keepReason } from './keep-reason.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { tellOmbud } from './observation.mails.ts'
import { observationPolicy } from './observation.policy.ts'
import { tellWatchers } from './watchers.mails.ts'

/** The reason is read in the office only, never in the mail. */
export const ReasonForm = z.object({
  reason: field.text(2000, 'observations.reasonMissing'),
  version: field.version(),
})
type Reason = z.output<typeof ReasonForm>

/** Sends a report back to be completed. */
export async function returnReport(ctx: Ctx, report: Observation, reason: Reason): Promise<void> {
  await settle(ctx, report, 'return', reason)
  ctx.record('observation.returned', { type: 'observation', id: report.id }, { officeId: report.officeId })
  await tellOmbud(ctx, report, 'observations.returned')
  if (report.ownEmployer) await tellWatchers(ctx, report, 'observations.ownEmployerReturned')
}

/** A single event, or something else than a shortcoming of the system. */
export async function dismissReport(ctx: Ctx, report: Observation, reason: Reason): Promise<void> {
  await settle(ctx, report, 'dismiss', reason)
  ctx.record('observation.dismissed', { type: 'observation', id: report.id }, { officeId: report.officeId })
  await tellOmbud(ctx, report, 'observations.notSystemic')
  if (report.ownEmployer) await tellWatchers(ctx, report, 'observations.ownEmployerDismissed')
}

/**
 * Takes back that it was found not systemic: it is new again. Why is an internal note, beside the reason it was dismissed
 * with.
 */
export async function reopenReport(ctx: Ctx, report: Observation, { reason, version }: Reason): Promise<void> {
  observationPolicy.authorize(ctx.actor, 'triage', report)
  const state = observationLifecycle.next(report.state, 'reopen')
  await keepReason(ctx, report)
  await ctx.rows(observations).update({ ...report, version }, { state, reason: null, triagedAt: null, heldUntil: null })
  const { id, officeId } = report
  await writeOfficeNote(ctx, { officeId, subjectType: 'observation', subjectId: id, kind: 'reopened', text: reason })
  ctx.record('observation.reopened', { type: 'observation', id }, { officeId, from: report.state, to: state })
  await tellOmbud(ctx, report, 'observations.reopened')
  if (report.ownEmployer) await tellWatchers(ctx, report, 'observations.ownEmployerReopened')
}

async function settle(
  ctx: Ctx,
  report: Observation,
  act: 'return' | 'dismiss',
  { reason, version }: Reason,
): Promise<void> {
  observationPolicy.authorize(ctx.actor, 'triage', report)
  const state = observationLifecycle.next(report.state, act)
  await keepReason(ctx, report)
  await ctx.rows(observations).update({ ...report, version }, { state, reason, triagedAt: ctx.now, heldUntil: null })
}
