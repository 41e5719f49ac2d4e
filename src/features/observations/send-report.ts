import { z } from 'zod'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { indexReport } from '#src/features/search/findable.ts'
import { field, type Reviewed, withReviewed } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { LONGEST_TEXT } from './describe-hindrance.ts'
import { noteWrittenFor } from './note-written-for.ts'
import { nextReportNumber } from './number-report.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { takesProtectedPath } from './own-employer.ts'
import { LONGEST_ANSWER } from './set-extent.ts'
import { tellWatchers } from './watchers.mails.ts'

export const SendForm = z.object({
  noClientData: z.literal('ja', 'observations.tickNeeded'),
  version: field.version(),
  whatHappened: field.text(LONGEST_TEXT, 'observations.whatMissing'),
  consequence: field.optionalText(LONGEST_ANSWER),
  tried: field.optionalText(LONGEST_ANSWER),
  proposal: field.optionalText(LONGEST_ANSWER),
})
type Sending = z.output<typeof SendForm>

/** The texts of a draft, as a form has them. */
export const textsOf = ({ whatHappened, consequence, tried, proposal }: Observation) => ({
  whatHappened,
  consequence: consequence ?? '',
  tried: tried ?? '',
  proposal: proposal ?? '',
})

/**
 * Sends a report to its office's coordinator, or sends a completed one again: it keeps its number and its first day of
 * sending. One about the own employer is made known to the group's convener and another body (the protected path).
 */
export async function sendReport(
  ctx: Ctx,
  draft: Observation,
  { noClientData: _, version, ...texts }: Sending,
  reviewed: readonly Reviewed[] = [],
): Promise<Observation> {
  observationPolicy.authorize(ctx.actor, 'save', draft)
  const state = observationLifecycle.next(draft.state, 'send')
  const isKnown = await wasSentProtected(ctx, draft)
  const sent = await ctx.rows(observations).update(
    { ...draft, version },
    {
      ...texts,
      reviewed: withReviewed(draft.reviewed, reviewed),
      state,
      number: draft.number ?? (await nextReportNumber(ctx)),
      sentAt: draft.sentAt ?? ctx.now,
      ownEmployer: await takesProtectedPath(ctx, draft, draft.organisationIds),
      sameHere: false,
      deficiencyId: null,
    },
  )
  await indexReport(ctx, sent)
  ctx.record('observation.sent', { type: 'observation', id: sent.id }, factsOf(sent, draft))
  await noteWrittenFor(ctx, sent, draft)
  if (sent.ownEmployer && !isKnown) await tellWatchers(ctx, sent, 'observations.ownEmployerSent')
  return sent
}

const factsOf = ({ number, officeId, ownEmployer, state }: Observation, before: Observation) => ({
  number,
  officeId,
  ownEmployer,
  from: before.state,
  to: state,
})

/** Those who watch it have been told. */
async function wasSentProtected(ctx: Ctx, { id, number }: Observation): Promise<boolean> {
  if (number === null) return false
  const sendings = await ctx.rows(auditEvents).all({ subjectId: id, action: 'observation.sent' })
  return sendings.some(({ details }) => details['ownEmployer'] === true)
}
