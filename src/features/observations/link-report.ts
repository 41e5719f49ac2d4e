import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { linkObservation } from './link-observation.ts'
import type { Observation } from './observation.entity.ts'
import { observationPolicy } from './observation.policy.ts'
import { tellOfLinked } from './watchers.mails.ts'

/** `SF-2026-0042`, as people write it. */
export const numberField = () =>
  z
    .string('observations.unknownNumber')
    .trim()
    .toUpperCase()
    .regex(/^SF-\d{4}-\d{4,8}$/, 'observations.unknownNumber')
export const LinkForm = z.object({ number: numberField(), version: field.version() })

/** The coordinator finds that a report is about a systemfel that there is. */
export async function linkReport(
  ctx: Ctx,
  report: Observation,
  deficiency: Deficiency,
  version: number,
): Promise<Deficiency> {
  observationPolicy.authorize(ctx.actor, 'triage', report)
  const linked = await linkObservation(ctx, { ...report, version }, deficiency)
  if (report.ownEmployer) await tellOfLinked(ctx, report, linked)
  return linked
}
