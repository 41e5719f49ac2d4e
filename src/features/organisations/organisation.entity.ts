import { choice, day, flag, id, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const ORGANISATION_KINDS = ['municipality', 'region', 'state', 'association', 'other'] as const

/** A responsible body (huvudman), a unit of one, or an association. */
export interface Organisation {
  id: string
  slug: string
  name: string
  kind: (typeof ORGANISATION_KINDS)[number]
  parentId: string | null
  validFrom: string | null
  validTo: string | null
  fictitious: boolean
  version: number
}
export const organisations = table<Organisation>('organisation', {
  id: id(),
  slug: text(80, 'system', { unique: true }),
  name: text(200, 'name'),
  kind: choice(ORGANISATION_KINDS),
  parentId: optional(ref('organisation')),
  validFrom: optional(day()),
  validTo: optional(day()),
  fictitious: flag(),
  version: version(),
})

/** A function at an organisation that answers by mail, without an account. */
export interface AgencyContact {
  id: string
  organisationId: string
  /** "Enhetschef, försörjningsstöd": a function, not a person. */
  function: string
  email: string
  phone: string | null
  active: boolean
  /** When somebody last said that it is right; null of those entered before anybody was asked. */
  verifiedDay: string | null
  /** Who is reminded when the contact does not answer: another contact, or a function with an address. */
  managerId: string | null
  managerFunction: string | null
  managerEmail: string | null
  /** From when nobody is there, and who came after. */
  closedDay: string | null
  successorId: string | null
  version: number
}
export const agencyContacts = table<AgencyContact>(
  'agency_contact',
  {
    id: id(),
    organisationId: ref('organisation'),
    function: text(120, 'name'),
    email: text(254, 'address'),
    phone: optional(text(30, 'address')),
    active: flag(),
    verifiedDay: optional(day()),
    managerId: optional(ref('agency_contact')),
    managerFunction: optional(text(120, 'name')),
    managerEmail: optional(text(254, 'address')),
    closedDay: optional(day()),
    successorId: optional(ref('agency_contact')),
    version: version(),
  },
  { index: [['organisationId']] },
)
