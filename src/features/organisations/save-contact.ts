import { z } from 'zod'
import { field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { ManagerValues } from './contact.rules.ts'
import { managerFaultsAt } from './manager-faults.ts'
import { Manager } from './name-manager.ts'
import { type AgencyContact, agencyContacts, type Organisation } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { alsoCheck, changedFields } from './register-form.ts'

const Reach = {
  function: field.name(120, 'organisations.giveFunction'),
  email: field.email(),
  phone: field.phone(),
}
const ContactForm = z.object({
  ...Reach,
  ...Manager,
})
const ContactChange = ContactForm.extend({ active: field.flag(), version: field.version() })

type Reached = Pick<AgencyContact, 'function' | 'email' | 'phone'>
type Values = Reached & Partial<ManagerValues>
const NO_MANAGER: ManagerValues = { managerId: null, managerFunction: null, managerEmail: null }

export const readContact = (ctx: Ctx, organisation: Organisation, body: Submitted) =>
  alsoCheck(ctx.form(ContactForm, body), body, values => managerFaultsAt(ctx, organisation.id, values))
export const readContactChange = (ctx: Ctx, organisation: Organisation, contact: AgencyContact, body: Submitted) =>
  alsoCheck(ctx.form(ContactChange, body), body, values => managerFaultsAt(ctx, organisation.id, values, contact))

/** Adds a function that answers by mail. Whoever enters it says that it is right today. */
export async function addContact(ctx: Ctx, organisation: Organisation, values: Values): Promise<AgencyContact> {
  organisationPolicy.authorize(ctx.actor, 'addContact', organisation)
  return keepNewContact(ctx, organisation.id, values)
}

/** The caller has authorised it. */
export async function keepNewContact(ctx: Ctx, organisationId: string, values: Values): Promise<AgencyContact> {
  const contact = await ctx.rows(agencyContacts).insert({
    ...NO_MANAGER,
    ...values,
    id: ctx.newId(),
    organisationId,
    active: true,
    verifiedDay: ctx.today,
    closedDay: null,
    successorId: null,
    version: 1,
  })
  ctx.record('contact.made', { type: 'organisation', id: organisationId }, { contactId: contact.id })
  return contact
}

/**
 * Changes a contact, or says that it is used no more: it is never removed, since requests were sent to it. One that is
 * used again has not left.
 */
export async function changeContact(
  ctx: Ctx,
  contact: AgencyContact,
  { version, ...values }: z.output<typeof ContactChange>,
): Promise<void> {
  organisationPolicy.authorize(ctx.actor, 'changeContact', contact)
  const back = values.active ? { closedDay: null, successorId: null } : {}
  await ctx.rows(agencyContacts).update({ ...contact, version }, { ...values, ...back })
  const fields = changedFields(contact, values)
  ctx.record('contact.changed', { type: 'organisation', id: contact.organisationId }, { contactId: contact.id, fields })
}
