import { type Actor, type Grant, SYSTEM } from '#src/kernel/actor.ts'

const grant = (role: Grant['role'], place: Partial<Grant> = {}): Grant => ({
  role,
  officeId: null,
  groupId: null,
  areaId: null,
  organisationId: null,
  ...place,
})

/** Who enters what stands in the documents: the program itself, so that no person is said to have done it. */
export const REGISTRAR: Actor = { ...SYSTEM, grants: [grant('admin')] }
export const keeperOf = (officeId: string): Actor => ({ ...SYSTEM, grants: [grant('coordinator', { officeId })] })

/** A person acting in one of her roles: history then names the office or group that it was done for. */
export const actingAs = (
  { id, name }: { readonly id: string; readonly name: string },
  role: Grant['role'],
  place: Partial<Grant>,
): Actor => ({ kind: 'person', id, name, locale: 'sv', grants: [grant(role, place)], municipalityIds: [] })
