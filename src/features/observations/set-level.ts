import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, REPORT_LEVELS } from './observation.entity.ts'
import { facetFields, facetsOf } from './report-fields.ts'
import { saveDraft } from './save-draft.ts'

export const LevelForm = z.object({
  level: field.choice(REPORT_LEVELS, 'observations.levelMissing'),
  ...facetFields,
  version: field.version(),
})

export const setLevel = (ctx: Ctx, draft: Observation, form: z.output<typeof LevelForm>): Promise<Observation> =>
  saveDraft(ctx, draft, form.version, { level: form.level, facets: facetsOf(form.level, form) })
