import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { nextReportNumber } from './number-report.ts'
import { type Observation, observations } from './observation.entity.ts'
import { observationLifecycle } from './observation.lifecycle.ts'
import { observationPolicy } from './observation.policy.ts'
import { isOwnEmployer } from './own-employer.ts'
import { tellWatchers } from './watchers.mails.ts'

export const SendForm = z.object({
  noClientData: z.literal('ja', 'observations.tickNeeded'),
  version: field.version(),
})

/**
 * Sends a report to its office's coordinator, or sends a completed one again: it keeps its number and its first day of
 * sending. One about the own employer is made known to the group's convener and another body (the protected path).
 */
export async function sendReport(ctx: Ctx, draft: Observation, version: number): Promise<Observation> {
  observationPolicy.authorize(ctx.actor, 'save', draft)
  const state = observationLifecycle.next(draft.state, 'send')
  const sent = await ctx.rows(observations).update(
    { ...draft, version },
    {
      state,
      number: draft.number ?? (await nextReportNumber(ctx)),
      sentAt: draft.sentAt ?? ctx.now,
      ownEmployer: await isOwnEmployer(ctx, draft.officeId, draft.organisationIds),
      sameHere: false,
      deficiencyId: null,
    },
  )
  ctx.record('observation.sent', { type: 'observation', id: sent.id }, factsOf(sent, draft))
  if (sent.ownEmployer && draft.state === 'draft') await tellWatchers(ctx, sent, 'observations.ownEmployerSent')
  return sent
}

const factsOf = ({ number, officeId, ownEmployer, state }: Observation, before: Observation) => ({
  number,
  officeId,
  ownEmployer,
  from: before.state,
  to: state,
})
