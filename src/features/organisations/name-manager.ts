import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { managerFaultsAt } from './manager-faults.ts'
import { type AgencyContact, agencyContacts } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { alsoCheck, changedFields } from './register-form.ts'

export const Manager = {
  managerId: field.optionalId(),
  managerFunction: field.optionalName(),
  managerEmail: field.optionalEmail(),
}
const ManagerForm = z.object({ ...Manager, version: field.version() })

export const readManager = (ctx: Ctx, contact: AgencyContact, body: Submitted) =>
  alsoCheck(ctx.form(ManagerForm, body), body, values => managerFaultsAt(ctx, contact.organisationId, values, contact))

/** Says who is reminded when the contact does not answer. Throws `Conflict` for one that is used no more. */
export async function nameManager(
  ctx: Ctx,
  contact: AgencyContact,
  { version, ...values }: z.output<typeof ManagerForm>,
): Promise<void> {
  organisationPolicy.authorize(ctx.actor, 'nameManager', contact)
  if (!contact.active) throw new Conflict('errors.notFromHere')
  await ctx.rows(agencyContacts).update({ ...contact, version }, values)
  const fields = changedFields(contact, values)
  ctx.record('contact.changed', { type: 'organisation', id: contact.organisationId }, { contactId: contact.id, fields })
}
