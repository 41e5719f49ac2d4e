import { z } from 'zod'
import { writeOfficeNote } from '#src/features/office/write-office-note.ts'
import type { Day } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { isHeld, mayHoldUntil } from './held.rules.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { tellWatchers } from './watchers.mails.ts'

export const holdForm = (today: Day) =>
  z.object({
    until: field.day().refine(day => mayHoldUntil(day, today), 'office.holdDay'),
    reason: field.text(2000, 'office.holdReasonMissing'),
    version: field.version(),
  })
type Hold = z.output<ReturnType<typeof holdForm>>

/** Sets a new report aside until a day. Why is an internal note. On the day it is new again, without anybody's doing. */
export async function holdReport(ctx: Ctx, report: Observation, { until, reason, version }: Hold): Promise<void> {
  observationPolicy.authorize(ctx.actor, 'triage', report)
  const state = observationLifecycle.next(report.state, 'hold')
  await ctx.rows(observations).update({ ...report, version }, { state, heldUntil: until })
  const { id, officeId } = report
  await writeOfficeNote(ctx, { officeId, subjectType: 'observation', subjectId: id, kind: 'held', text: reason })
  ctx.record('observation.held', { type: 'observation', id }, { officeId, day: until })
  if (report.ownEmployer) await tellWatchers(ctx, report, 'observations.ownEmployerHeld', { day: until })
}

/** Takes it up again before the day. */
export async function resumeReport(ctx: Ctx, report: Observation, version: number): Promise<void> {
  observationPolicy.authorize(ctx.actor, 'triage', report)
  const state = observationLifecycle.next(report.state, 'resume')
  if (!isHeld(report, ctx.today)) throw new Conflict('errors.notFromHere')
  await ctx.rows(observations).update({ ...report, version }, { state, heldUntil: null })
  ctx.record('observation.resumed', { type: 'observation', id: report.id }, { officeId: report.officeId })
}
