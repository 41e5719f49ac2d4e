import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { LEVELS, THEMES } from '#src/features/deficiencies/words.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { linkReport } from './link-report.ts'
import type { Observation } from './observation.entity.ts'
import { observationPolicy } from './observation.policy.ts'
import { facetFields, facetsOf } from './report-fields.ts'

export const LONGEST_DESCRIPTION = 4000

/** `known`: the organisations offered. The level is settled here, whatever the report left open. */
export const newDeficiencyForm = (known: readonly string[]) =>
  z.object({
    title: field.text(200, 'observations.titleMissing'),
    description: field.text(LONGEST_DESCRIPTION),
    level: field.choice(LEVELS, 'observations.levelMissing'),
    ...facetFields,
    themes: field.choices(THEMES),
    organisationIds: field.ids().refine(ids => ids.every(id => known.includes(id)), 'errors.choose'),
    gap: field.flag(),
    version: field.version(),
  })
type NewDeficiencyForm = z.output<ReturnType<typeof newDeficiencyForm>>

/** Makes a systemfel of a report, and links the report to it. */
export async function makeFromReport(ctx: Ctx, report: Observation, form: NewDeficiencyForm): Promise<Deficiency> {
  observationPolicy.authorize(ctx.actor, 'triage', report)
  const deficiency = await makeDeficiency(ctx, {
    title: form.title,
    description: form.description,
    level: form.level,
    facets: facetsOf(form.level, form),
    themes: form.themes,
    organisationIds: form.organisationIds,
    gap: form.gap,
    officeId: report.officeId,
    protected: report.ownEmployer,
    ...(report.municipalityId === null ? {} : { municipalityIds: [report.municipalityId] }),
  })
  return linkReport(ctx, report, deficiency, form.version)
}
