import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'
import { takesProtectedPath } from './own-employer.ts'
import { saveDraft } from './save-draft.ts'

/** `known`: the ids offered. Knowing none is an answer too, but has to be said. */
export const organisationsForm = (known: readonly string[]) =>
  z
    .object({
      organisationIds: field.ids().refine(ids => ids.every(id => known.includes(id)), 'errors.choose'),
      gap: field.flag(),
      unknown: field.flag(),
      version: field.version(),
    })
    .refine(({ organisationIds, unknown }) => unknown || organisationIds.length > 0, {
      path: ['organisationIds'],
      message: 'observations.organisationMissing',
    })
    .refine(({ organisationIds, gap }) => !gap || organisationIds.length > 1, {
      path: ['gap'],
      message: 'observations.gapNeedsTwo',
    })
type Organisations = z.output<ReturnType<typeof organisationsForm>>

/** Whether it is the own employer follows from the office's employers as of today; it is asked again at the sending. */
export async function nameOrganisations(ctx: Ctx, draft: Observation, form: Organisations): Promise<Observation> {
  const organisationIds = form.unknown ? [] : form.organisationIds
  const ownEmployer = await takesProtectedPath(ctx, draft, organisationIds)
  return saveDraft(ctx, draft, form.version, { organisationIds, gap: form.gap && !form.unknown, ownEmployer })
}
