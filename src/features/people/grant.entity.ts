import { choice, id, instant, optional, ref } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { ROLES, type Role } from '#src/kernel/actor.ts'

/** A role of a person: in an office (ombud, coordinator), a group (convener, member), an area (analyst) or none (admin). */
export interface RoleGrant {
  id: string
  personId: string
  role: Role
  officeId: string | null
  groupId: string | null
  areaId: string | null
  /** The organisation that a member of a group speaks for. */
  organisationId: string | null
  createdAt: Date
}

export const grants = table<RoleGrant>(
  'role_grant',
  {
    id: id(),
    personId: ref('person'),
    role: choice(ROLES),
    officeId: optional(ref('office')),
    groupId: optional(ref('governance_group')),
    areaId: optional(ref('area')),
    organisationId: optional(ref('organisation')),
    createdAt: instant(),
  },
  { index: [['personId'], ['officeId'], ['groupId']] },
)
