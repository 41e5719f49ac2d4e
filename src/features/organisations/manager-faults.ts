import type { FieldErrors } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { contactsOfBody } from './contact.queries.ts'
import { type ManagerValues, managerFaults } from './contact.rules.ts'
import type { AgencyContact } from './organisation.entity.ts'

/** The manager is an active contact of the same body, and nobody is her own. */
export async function managerFaultsAt(
  ctx: Ctx,
  organisationId: string,
  values: ManagerValues,
  contact: AgencyContact | null = null,
): Promise<FieldErrors> {
  const faults = managerFaults(values)
  if (Object.keys(faults).length > 0 || values.managerId === null || values.managerId === contact?.managerId)
    return faults
  const others = await contactsOfBody(ctx, organisationId)
  const known = others.some(other => other.id === values.managerId && other.id !== contact?.id)
  return known ? {} : { managerId: ['errors.choose'] }
}
