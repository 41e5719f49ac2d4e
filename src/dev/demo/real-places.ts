import type { Seat } from '#src/features/groups/group.entity.ts'
import { SEED_PRIMARY_CARE } from './seed-governance.ts'

/** Municipalities and districts of the documents. Districts have no code that everybody uses. */
export const REAL_MUNICIPALITIES: readonly { readonly name: string; readonly code: string | null }[] = [
  { name: 'Stockholm', code: '0180' },
  { name: 'Tyresö', code: '0138' },
  { name: 'Haninge', code: '0136' },
  { name: 'Nynäshamn', code: '0192' },
  { name: 'Österåker', code: '0117' },
]
export const REAL_DISTRICTS = {
  soderort: ['Farsta', 'Enskede-Årsta-Vantör', 'Hägersten-Liljeholmen', 'Skarpnäck', 'Skärholmen', 'Älvsjö'],
  innerstaden: ['Södermalm', 'Norrmalm', 'Kungsholmen', 'Östermalm'],
  vasterort: ['Hässelby-Vällingby', 'Bromma', 'Rinkeby-Kista'],
  spangaTensta: ['Spånga-Tensta'],
} as const

/** Bodies that the documents name and the reference list has not. */
export const REAL_BODIES = {
  RSMH: 'association',
  IFS: 'association',
  Attention: 'association',
  Schizofreniförbundet: 'association',
  'Samordningsförbundet Östra Södertörn': 'other',
  'AB OmsorgsCompagniet i Norden': 'other',
} as const

type Party = Seat['party']
/** A seat with somebody from an organisation (slug or name), or without, and then why. */
export interface RealSeat {
  readonly party: Party
  readonly organisation?: string
  readonly vacant?: string
}
export interface RealOffice {
  readonly key: string
  readonly name: string
  readonly covers: readonly string[]
  /** A company that runs it for the city. */
  readonly contractor?: string
}
export interface RealGroup {
  readonly key: string
  readonly name: string
  readonly offices: readonly string[]
  readonly since: string
  readonly parent?: string
  readonly seats: readonly RealSeat[]
}

export const STOCKHOLM_OFFICES = ['soderort', 'innerstaden', 'vasterort', 'spanga-tensta', 'hemlosa'] as const

export const REAL_OFFICES: readonly RealOffice[] = [
  { key: 'soderort', name: 'PO Söderort', covers: REAL_DISTRICTS.soderort },
  { key: 'innerstaden', name: 'PO Innerstaden', covers: REAL_DISTRICTS.innerstaden },
  // In 2012 it was run by Hässelby-Vällingby for the same three districts.
  { key: 'vasterort', name: 'PO Västerort (Hässelby-Vällingby)', covers: REAL_DISTRICTS.vasterort },
  { key: 'spanga-tensta', name: 'PO Spånga-Tensta', covers: REAL_DISTRICTS.spangaTensta },
  {
    key: 'hemlosa',
    name: 'PO Enheten för hemlösa',
    covers: ['Stockholm'],
    contractor: 'AB OmsorgsCompagniet i Norden',
  },
  { key: 'tyreso', name: 'PO Tyresö', covers: ['Tyresö'] },
  { key: 'haninge', name: 'PO Haninge', covers: ['Haninge'] },
  { key: 'nynashamn', name: 'PO Nynäshamn', covers: ['Nynäshamn'] },
  { key: 'osteraker', name: 'PO Österåker', covers: ['Österåker'] },
]

/** Of the parties that shall be there, the documents find only primary care missing. */
const OTHERS: readonly RealSeat[] = [
  { party: 'municipality', organisation: 'kommun' },
  { party: 'psychiatry', organisation: 'region-psykiatri' },
  { party: 'employment_service', organisation: 'arbetsformedlingen' },
  { party: 'insurance_agency', organisation: 'forsakringskassan' },
]
const PRIMARY_CARE: RealSeat = { party: 'primary_care', organisation: 'region-primarvard' }
const NO_PRIMARY_CARE_2016: RealSeat = { party: 'primary_care', vacant: SEED_PRIMARY_CARE.stockholm }
const USERS: RealSeat = { party: 'user_association' }

export const REAL_GROUPS: readonly RealGroup[] = [
  {
    key: 'stockholm',
    name: 'Stockholms fem kontor tillsammans (önskad central ledningsgrupp)',
    offices: STOCKHOLM_OFFICES,
    since: '2016-01-01',
    seats: [],
  },
  {
    key: 'soderort',
    name: 'Ledningsgruppen Söderort',
    offices: ['soderort'],
    since: '2016-01-01',
    parent: 'stockholm',
    seats: [
      ...OTHERS,
      NO_PRIMARY_CARE_2016,
      USERS,
      { party: 'patient_association' },
      { party: 'relatives_association' },
    ],
  },
  {
    key: 'innerstaden',
    name: 'Ledningsgruppen Innerstaden',
    offices: ['innerstaden'],
    since: '2016-01-01',
    parent: 'stockholm',
    seats: [...OTHERS, NO_PRIMARY_CARE_2016, USERS],
  },
  {
    key: 'vasterort',
    name: 'Ledningsgruppen Västerort',
    offices: ['vasterort'],
    since: '2012-01-01',
    parent: 'stockholm',
    seats: [...OTHERS, NO_PRIMARY_CARE_2016, USERS],
  },
  {
    key: 'spanga-tensta',
    name: 'Ledningsgruppen Spånga-Tensta',
    offices: ['spanga-tensta'],
    since: '2016-01-01',
    parent: 'stockholm',
    seats: [
      ...OTHERS,
      { party: 'primary_care', vacant: SEED_PRIMARY_CARE.spangaTensta },
      { party: 'user_association', organisation: 'RSMH' },
      { party: 'user_association', organisation: 'Schizofreniförbundet' },
    ],
  },
  {
    key: 'hemlosa',
    name: 'Ledningsgruppen för Enheten för hemlösa',
    offices: ['hemlosa'],
    since: '2016-01-01',
    parent: 'stockholm',
    seats: [...OTHERS, PRIMARY_CARE, USERS],
  },
  {
    key: 'tyreso',
    name: 'Ledningsgruppen Tyresö, Haninge och Nynäshamn',
    offices: ['tyreso', 'haninge', 'nynashamn'],
    since: '2023-01-01',
    seats: [
      ...OTHERS,
      { party: 'primary_care', vacant: SEED_PRIMARY_CARE.tyreso },
      { party: 'patient_association' },
      { party: 'user_association', organisation: 'RSMH' },
      { party: 'relatives_association', organisation: 'IFS' },
      { party: 'other', organisation: 'Samordningsförbundet Östra Södertörn' },
    ],
  },
  {
    key: 'osteraker',
    name: 'Ledningsgruppen Österåker',
    offices: ['osteraker'],
    since: '2023-01-01',
    seats: [
      ...OTHERS,
      PRIMARY_CARE,
      { party: 'patient_association' },
      { party: 'user_association', organisation: 'RSMH' },
      { party: 'user_association', organisation: 'Attention' },
      { party: 'user_association', organisation: 'IFS' },
      { party: 'relatives_association' },
      { party: 'other' },
    ],
  },
]
