import { type AgencyContact, agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import type { Ctx } from '#src/work/context.ts'

/** A function, with the address that letters to it go to. */
export interface Manager {
  readonly function: string
  readonly email: string
}
/** As the register of contacts names it: another contact, or a function with its address. */
interface Managed {
  readonly managerId: string | null
  readonly managerFunction: string | null
  readonly managerEmail: string | null
}

/** Who manages the contact; null where the register does not say. */
export async function managerOf(ctx: Ctx, contact: AgencyContact & Partial<Managed>): Promise<Manager | null> {
  const { managerId, managerFunction, managerEmail } = contact
  if (managerId) return ctx.rows(agencyContacts).one({ id: managerId, active: true })
  return managerFunction && managerEmail ? { function: managerFunction, email: managerEmail } : null
}
