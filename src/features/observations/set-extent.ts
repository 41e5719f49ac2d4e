import { z } from 'zod'
import { CLIENT_BANDS, THEMES } from '#src/features/deficiencies/words.ts'
import type { Day } from '#src/kernel/days.ts'
import { field, type Reviewed, withReviewed } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Observation, SEVERITIES } from './observation.entity.ts'
import { oneOf, pastMonth } from './report-fields.ts'
import { saveDraft } from './save-draft.ts'

export const LONGEST_ANSWER = 2000

export const extentForm = (municipalityIds: readonly string[], today: Day) =>
  z
    .object({
      municipalityId: oneOf(municipalityIds, 'observations.municipalityMissing'),
      firstMonth: pastMonth(today),
      lastMonth: pastMonth(today),
      clientBand: field.choice(CLIENT_BANDS),
      severity: field.choice(SEVERITIES),
      consequence: field.optionalText(LONGEST_ANSWER),
      tried: field.optionalText(LONGEST_ANSWER),
      proposal: field.optionalText(LONGEST_ANSWER),
      themes: field.choices(THEMES),
      version: field.version(),
    })
    .refine(({ firstMonth, lastMonth }) => firstMonth <= lastMonth, {
      path: ['lastMonth'],
      message: 'observations.monthOrder',
    })

export const setExtent = (
  ctx: Ctx,
  draft: Observation,
  { version, ...changes }: z.output<ReturnType<typeof extentForm>>,
  reviewed: readonly Reviewed[] = [],
): Promise<Observation> =>
  saveDraft(ctx, draft, version, { ...changes, reviewed: withReviewed(draft.reviewed, reviewed) })
