import { choice, flag, id, instant, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const UNIT_KINDS = ['municipality', 'district', 'office'] as const

/** What accounts to Länsstyrelsen: a municipality, a district or an office, covering one or several municipalities. */
export interface ReportingUnit {
  id: string
  name: string
  kind: (typeof UNIT_KINDS)[number]
  /** "Stockholms län": whose forms it fills in. */
  county: string
  /** The office whose coordinator writes; null for a unit that does not use the system. */
  officeId: string | null
  version: number
}
export const reportingUnits = table<ReportingUnit>(
  'reporting_unit',
  {
    id: id(),
    name: text(120, 'name'),
    kind: choice(UNIT_KINDS),
    county: text(80, 'name'),
    officeId: optional(ref('office')),
    version: version(),
  },
  { index: [['officeId']] },
)

export interface UnitMunicipality {
  id: string
  unitId: string
  municipalityId: string
}
export const unitMunicipalities = table<UnitMunicipality>(
  'unit_municipality',
  { id: id(), unitId: ref('reporting_unit'), municipalityId: ref('municipality') },
  { unique: [['unitId', 'municipalityId']], index: [['municipalityId']] },
)

export const ACCOUNT_STATES = ['draft', 'signed', 'sent', 'received', 'returned'] as const
/** `digital`: "Detta dokument har beslutats digitalt och saknar därmed underskrift". */
export const SIGNINGS = ['digital', 'paper'] as const

/** Redovisning: what a unit tells Länsstyrelsen about a year, on that year's form. */
export interface Account {
  id: string
  unitId: string
  year: number
  /** Name of the form, a file in `accounts/forms`. */
  formKey: string
  state: (typeof ACCOUNT_STATES)[number]
  signing: (typeof SIGNINGS)[number] | null
  sentAt: Date | null
  receivedAt: Date | null
  /** Why it came back from Länsstyrelsen. */
  returnReason: string | null
  createdAt: Date
  version: number
}
export const accounts = table<Account>(
  'account',
  {
    id: id(),
    unitId: ref('reporting_unit'),
    year: integer(),
    formKey: text(80, 'system'),
    state: choice(ACCOUNT_STATES),
    signing: optional(choice(SIGNINGS)),
    sentAt: optional(instant()),
    receivedAt: optional(instant()),
    returnReason: optional(longText('formal')),
    createdAt: instant(),
    version: version(),
  },
  { unique: [['unitId', 'year']], index: [['year', 'state']] },
)

/** What a drafted sentence of a box came from, in the order of the sentences; it stays when the text is changed. */
export interface AccountSource {
  id: string
  accountId: string
  key: string
  position: number
  /** `seat`, `contact_attempt`, `deficiency`, `action`, `answer`, `office`. */
  subjectType: string
  subjectId: string
  /** What people know it by: `SF-2026-0042`, or the group. */
  reference: string
}
export const accountSources = table<AccountSource>(
  'account_source',
  {
    id: id(),
    accountId: ref('account'),
    key: text(60, 'system'),
    position: integer(),
    subjectType: text(30, 'system'),
    subjectId: text(36, 'system'),
    reference: text(160, 'name'),
  },
  { index: [['accountId', 'key']] },
)

/** What stands in one box; an empty box has no row. */
export interface AccountValue {
  id: string
  accountId: string
  /** The box's key in the form. */
  key: string
  value: string
  /** Read from a copy that had lost its columns: shown as *tolkat*. */
  interpreted: boolean
}
export const accountValues = table<AccountValue>(
  'account_value',
  { id: id(), accountId: ref('account'), key: text(60, 'system'), value: longText('formal'), interpreted: flag() },
  { unique: [['accountId', 'key']] },
)
