import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgencyContact, agencyContacts, type Organisation } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { changedFields } from './register-form.ts'

export const ContactForm = z.object({
  function: field.name(120, 'organisations.giveFunction'),
  email: field.email(),
  phone: field.phone(),
})
export const ContactChange = ContactForm.extend({ active: field.flag(), version: field.version() })

/** Adds a function that answers by mail. */
export async function addContact(
  ctx: Ctx,
  organisation: Organisation,
  values: z.output<typeof ContactForm>,
): Promise<AgencyContact> {
  organisationPolicy.authorize(ctx.actor, 'addContact', organisation)
  const contact = { id: ctx.newId(), organisationId: organisation.id, ...values, active: true, version: 1 }
  await ctx.rows(agencyContacts).insert(contact)
  ctx.record('contact.made', { type: 'organisation', id: organisation.id }, { contactId: contact.id })
  return contact
}

/** Changes a contact, or says that it is used no more: it is never removed, since requests were sent to it. */
export async function changeContact(
  ctx: Ctx,
  contact: AgencyContact,
  { version, ...values }: z.output<typeof ContactChange>,
): Promise<void> {
  organisationPolicy.authorize(ctx.actor, 'changeContact', contact)
  await ctx.rows(agencyContacts).update({ ...contact, version }, values)
  const fields = changedFields(contact, values)
  ctx.record('contact.changed', { type: 'organisation', id: contact.organisationId }, { contactId: contact.id, fields })
}
