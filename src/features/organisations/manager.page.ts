import type { FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { contactChoices, pathOf, trailOf } from './contact.page.ts'
import type { AgencyContact, Organisation } from './organisation.entity.ts'
import { type FormPage, formOf, versionIn } from './register-form.ts'

/** Who is reminded when a contact does not answer, to be changed by whoever asks it. */
export interface ManagerPage extends FormPage {
  readonly managers: readonly Option[]
}
const FIELDS = ['managerId', 'managerFunction', 'managerEmail'] as const

export async function managerPage(
  ctx: Ctx,
  organisation: Organisation,
  contact: AgencyContact,
  form: FormState = formOf(contact, FIELDS, contact.version),
): Promise<ManagerPage> {
  return {
    title: ctx.t('feedback.managerOf', { contact: contact.function }),
    fictitious: organisation.fictitious,
    trail: trailOf(ctx, organisation, ctx.t('feedback.changeManager')),
    form,
    version: versionIn(form),
    cancel: pathOf(organisation, contact),
    managers: await contactChoices(ctx, organisation.id, contact.id),
  }
}
