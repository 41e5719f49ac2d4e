import { choice, day, flag, id, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const PROVIDER_KINDS = ['municipality', 'association', 'foundation', 'company', 'other'] as const
export const EMPLOYER_ROLES = ['employer', 'commissioner', 'board'] as const

/** A PO unit (PO-verksamhet). */
export interface Office {
  id: string
  slug: string
  name: string
  providerKind: (typeof PROVIDER_KINDS)[number]
  /** Function address and phone: they stand in mails to agencies, so that the receiver can check that a letter is real. */
  email: string | null
  phone: string | null
  fictitious: boolean
  version: number
}
export const offices = table<Office>('office', {
  id: id(),
  slug: text(80, 'system', { unique: true }),
  name: text(160, 'name'),
  providerKind: choice(PROVIDER_KINDS),
  email: optional(text(254, 'address')),
  phone: optional(text(30, 'address')),
  fictitious: flag(),
  version: version(),
})

export interface OfficeMunicipality {
  id: string
  officeId: string
  municipalityId: string
}
export const officeMunicipalities = table<OfficeMunicipality>(
  'office_municipality',
  { id: id(), officeId: ref('office'), municipalityId: ref('municipality') },
  { unique: [['officeId', 'municipalityId']] },
)

/** Who employs or commissions the office, and when: a report about one of these takes the protected path. */
export interface OfficeEmployer {
  id: string
  officeId: string
  organisationId: string
  role: (typeof EMPLOYER_ROLES)[number]
  validFrom: string | null
  validTo: string | null
}
export const officeEmployers = table<OfficeEmployer>(
  'office_employer',
  {
    id: id(),
    officeId: ref('office'),
    organisationId: ref('organisation'),
    role: choice(EMPLOYER_ROLES),
    validFrom: optional(day()),
    validTo: optional(day()),
  },
  { index: [['officeId']] },
)
