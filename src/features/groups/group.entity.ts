import { choice, day, flag, id, integer, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** Seats that SFS 2013:522 says shall be in the group, and those that ought to be offered. */
export const PARTIES = [
  'municipality',
  'primary_care',
  'psychiatry',
  'employment_service',
  'insurance_agency',
  'patient_association',
  'user_association',
  'relatives_association',
  'other',
] as const
export const REQUIRED_PARTIES = PARTIES.slice(0, 5)
export const OFFERED_PARTIES = PARTIES.slice(5, 8)
export const SEAT_STATES = ['filled', 'vacant', 'declined'] as const
export const MINUTES_KINDS = ['notes', 'minutes'] as const
/** In which words the group reminds of unanswered questions; the first where it has not chosen. */
export const REMINDER_TONES = ['friendly', 'short', 'formal'] as const
export type ReminderTone = (typeof REMINDER_TONES)[number]

/** A ledningsgrupp. Serves one or several offices. */
export interface Group {
  id: string
  slug: string
  name: string
  /** The group that this one lifts to. */
  parentId: string | null
  minutesKind: (typeof MINUTES_KINDS)[number]
  meetingsPerYear: number
  /** Function address of the convener. */
  email: string | null
  reminderTone: ReminderTone | null
  fictitious: boolean
  version: number
}
export const groups = table<Group>('governance_group', {
  id: id(),
  slug: text(80, 'system', { unique: true }),
  name: text(160, 'name'),
  parentId: optional(ref('governance_group')),
  minutesKind: choice(MINUTES_KINDS),
  meetingsPerYear: integer(),
  email: optional(text(254, 'address')),
  reminderTone: optional(choice(REMINDER_TONES)),
  fictitious: flag(),
  version: version(),
})

export interface GroupOffice {
  id: string
  groupId: string
  officeId: string
}
export const groupOffices = table<GroupOffice>(
  'group_office',
  { id: id(), groupId: ref('governance_group'), officeId: ref('office') },
  { unique: [['groupId', 'officeId']] },
)

/** A place in the group for a party. */
export interface Seat {
  id: string
  groupId: string
  party: (typeof PARTIES)[number]
  organisationId: string | null
  state: (typeof SEAT_STATES)[number]
  /** Why it is vacant or declined. */
  reason: string | null
  since: string | null
  version: number
}
export const seats = table<Seat>(
  'seat',
  {
    id: id(),
    groupId: ref('governance_group'),
    party: choice(PARTIES),
    organisationId: optional(ref('organisation')),
    state: choice(SEAT_STATES),
    reason: optional(longText('formal')),
    since: optional(day()),
    version: version(),
  },
  { index: [['groupId']] },
)

/** Who holds a seat, from and to. May be named. */
export interface SeatHolder {
  id: string
  seatId: string
  name: string
  email: string | null
  personId: string | null
  substitute: boolean
  /** Takes turns with the others who hold it. */
  shared: boolean | null
  fromDay: string
  toDay: string | null
  version: number
}
export const seatHolders = table<SeatHolder>(
  'seat_holder',
  {
    id: id(),
    seatId: ref('seat'),
    name: text(120, 'name'),
    email: optional(text(254, 'address')),
    personId: optional(ref('person')),
    substitute: flag(),
    shared: optional(flag()),
    fromDay: day(),
    toDay: optional(day()),
    version: version(),
  },
  { index: [['seatId']] },
)
