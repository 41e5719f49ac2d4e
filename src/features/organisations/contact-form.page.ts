import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { listCrumb } from './agency.page.ts'
import { contactChoices } from './contact.page.ts'
import type { AgencyContact, Organisation } from './organisation.entity.ts'
import { type FormPage, formOf, versionIn } from './register-form.ts'

export interface ContactFormPage extends FormPage {
  /** Offered when the contact exists: whether it is used. */
  readonly activity: boolean
  /** Who may be named as manager. */
  readonly managers: readonly Option[]
}

export const newContactPage = async (
  ctx: Ctx,
  organisation: Organisation,
  form = emptyForm(),
): Promise<ContactFormPage> => ({
  ...frame(ctx, organisation, ctx.t('organisations.newContact')),
  form,
  version: null,
  activity: false,
  managers: await contactChoices(ctx, organisation.id, null),
})

export const changeContactPage = async (
  ctx: Ctx,
  organisation: Organisation,
  contact: AgencyContact,
  form = storedContact(contact),
): Promise<ContactFormPage> => ({
  ...frame(ctx, organisation, ctx.t('organisations.changeContact')),
  form,
  version: versionIn(form),
  activity: true,
  managers: await contactChoices(ctx, organisation.id, contact.id),
})

const FIELDS = ['function', 'email', 'phone', 'managerId', 'managerFunction', 'managerEmail'] as const

function storedContact(contact: AgencyContact): FormState {
  const form = formOf(contact, FIELDS, contact.version)
  return emptyForm({ ...form.values, ...(contact.active ? { active: 'ja' } : {}) })
}

function frame(
  ctx: Ctx,
  { name, slug, fictitious }: Organisation,
  title: string,
): Pick<FormPage, 'title' | 'trail' | 'cancel' | 'fictitious'> {
  const cancel = `/myndigheter/${slug}`
  return { title, trail: [listCrumb(ctx), { text: name, href: cancel }, { text: title }], cancel, fictitious }
}
