import { type AgencyContact, agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import type { Ctx } from '#src/work/context.ts'

/** A function, with the address that letters to it go to. */
export interface Manager {
  readonly function: string
  readonly email: string
}

/** Who manages the contact: another contact of the register, or a function with its address. Null where it does not say. */
export async function managerOf(ctx: Ctx, contact: AgencyContact): Promise<Manager | null> {
  const { managerId, managerFunction, managerEmail } = contact
  if (managerId !== null) return ctx.rows(agencyContacts).one({ id: managerId, active: true })
  return managerFunction !== null && managerEmail !== null ? { function: managerFunction, email: managerEmail } : null
}
