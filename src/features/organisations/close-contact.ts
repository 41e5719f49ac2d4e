import { z } from 'zod'
import { rerouteRequests, waitsAt } from '#src/features/answers/reroute-requests.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { contactsOfBody } from './contact.queries.ts'
import { leavingFaults } from './contact.rules.ts'
import { type AgencyContact, agencyContacts } from './organisation.entity.ts'
import { organisationPolicy } from './organisation.policy.ts'
import { alsoCheck } from './register-form.ts'
import { keepNewContact } from './save-contact.ts'

const Leaving = z.object({
  closedDay: field.day(),
  successorId: field.optionalId(),
  function: field.optionalName(),
  email: field.optionalEmail(),
  phone: field.phone(),
  version: field.version(),
})
type Values = z.output<typeof Leaving>

export const readLeaving = (ctx: Ctx, contact: AgencyContact, body: Submitted) =>
  alsoCheck(ctx.form(Leaving, body), body, values => faultsOf(ctx, contact, values))

async function faultsOf(ctx: Ctx, contact: AgencyContact, values: Values): Promise<FieldErrors> {
  const faults = leavingFaults(values, ctx.today, await waitsAt(ctx, contact.id))
  if (Object.keys(faults).length > 0 || values.successorId === null) return faults
  const others = await contactsOfBody(ctx, contact.organisationId)
  const known = others.some(({ id }) => id === values.successorId && id !== contact.id)
  return known ? {} : { successorId: ['errors.choose'] }
}

/**
 * Nobody is at the contact any more: it is asked nothing from now on, and the questions that wait there go on to whoever
 * comes after. Those that others asked stay until they are sent on by them, or by the administrator (decision 28). Gives
 * how many went on. Throws `Conflict` for a contact that is closed already.
 */
export async function closeContact(ctx: Ctx, contact: AgencyContact, values: Values): Promise<number> {
  organisationPolicy.authorize(ctx.actor, 'keepContact', contact)
  if (!contact.active) throw new Conflict('contacts.leftAlready')
  const successor = await successorOf(ctx, contact, values)
  const { closedDay, version } = values
  const closed = await ctx
    .rows(agencyContacts)
    .update({ ...contact, version }, { active: false, closedDay, successorId: successor?.id ?? null })
  const count = successor === null ? 0 : await rerouteRequests(ctx, closed, successor)
  ctx.record(
    'contact.left',
    { type: 'organisation', id: contact.organisationId },
    { contactId: contact.id, successorId: successor?.id ?? null, closedDay, count },
  )
  return count
}

/** Another contact that the body has, or a new one at the same unit. */
async function successorOf(ctx: Ctx, contact: AgencyContact, values: Values): Promise<AgencyContact | null> {
  const { successorId, function: name, email, phone } = values
  if (successorId !== null) return ctx.rows(agencyContacts).get({ id: successorId, active: true })
  if (name === null || email === null) return null
  return keepNewContact(ctx, contact.organisationId, { function: name, email, phone })
}

/** Sends on what the actor asked of a contact that is closed, to its successor. Throws `Conflict` where nobody came after. */
export async function sendOn(ctx: Ctx, contact: AgencyContact): Promise<number> {
  organisationPolicy.authorize(ctx.actor, 'keepContact', contact)
  if (contact.active || contact.successorId === null) throw new Conflict('errors.notFromHere')
  return rerouteRequests(ctx, contact, await lastInLine(ctx, contact.successorId))
}

/** Who comes after may have left too. Throws `Conflict` where the line ends at somebody who has. */
async function lastInLine(ctx: Ctx, id: string): Promise<AgencyContact> {
  const seen = new Set<string>()
  let next = await ctx.rows(agencyContacts).get({ id })
  while (!next.active && next.successorId !== null && !seen.has(next.id)) {
    seen.add(next.id)
    next = await ctx.rows(agencyContacts).get({ id: next.successorId })
  }
  if (!next.active) throw new Conflict('contacts.nobodyAfter')
  return next
}
