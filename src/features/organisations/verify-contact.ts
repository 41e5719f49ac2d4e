import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgencyContact, agencyContacts } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'

export const Verification = z.object({ version: field.version() })

/** Somebody knows that the function, its address and its phone are right today. Throws `Conflict` for one that is closed. */
export async function verifyContact(
  ctx: Ctx,
  contact: AgencyContact,
  { version }: z.output<typeof Verification>,
): Promise<void> {
  organisationPolicy.authorize(ctx.actor, 'keepContact', contact)
  if (!contact.active) throw new Conflict('errors.notFromHere')
  await ctx.rows(agencyContacts).update({ ...contact, version }, { verifiedDay: ctx.today })
  ctx.record('contact.verified', { type: 'organisation', id: contact.organisationId }, { contactId: contact.id })
}
