import type { Seat } from '#src/features/groups/group.entity.ts'
import type { Organisation } from '#src/features/organisations/organisation.entity.ts'

/** A municipality that does not exist, with what a PO service has around it. */
export const INVENTED = {
  municipality: 'Lindviken (påhittad kommun)',
  office: 'PO Lindviken (påhittad)',
  group: 'Ledningsgruppen Lindviken (påhittad)',
  area: 'Alla kommuner i demon',
  neighbour: { municipality: 'Björkviken (påhittad kommun)', office: 'PO Björkviken (påhittad)' },
} as const

export interface InventedBody {
  readonly name: string
  readonly kind: Organisation['kind']
  /** The function that answers, and the phone that a letter may be checked by. */
  readonly contact?: string
}
/** By the key that the cases name them with. */
export const BODIES = {
  vard: {
    name: 'Lindvikens kommun, vård och omsorg (påhittad)',
    kind: 'municipality',
    contact: 'Verksamhetschef för vård och omsorg',
  },
  bistand: {
    name: 'Lindvikens kommun, ekonomiskt bistånd (påhittat)',
    kind: 'municipality',
    contact: 'Enhetschef för ekonomiskt bistånd',
  },
  overformyndare: {
    name: 'Lindvikens kommun, överförmyndaren (påhittad)',
    kind: 'municipality',
    contact: 'Kanslichef hos överförmyndaren',
  },
  bostad: {
    name: 'Lindvikens kommun, bostadsenheten (påhittad)',
    kind: 'municipality',
    contact: 'Enhetschef för bostadsenheten',
  },
  psykiatri: {
    name: 'Region Västerfjord, psykiatrimottagningen i Lindviken (påhittad)',
    kind: 'region',
    contact: 'Enhetschef för psykiatrimottagningen',
  },
  vardcentral: {
    name: 'Region Västerfjord, vårdcentralen Strandporten (påhittad)',
    kind: 'region',
    contact: 'Verksamhetschef för vårdcentralen',
  },
  af: {
    name: 'Arbetsförmedlingen, kontoret i Lindviken (påhittat)',
    kind: 'state',
    contact: 'Kontorschef',
  },
  fk: {
    name: 'Försäkringskassan, enheten i Lindviken (påhittad)',
    kind: 'state',
    contact: 'Enhetschef',
  },
  finsam: { name: 'Samordningsförbundet i Lindviken (påhittat)', kind: 'other', contact: 'Förbundschef' },
  patienter: { name: 'Patientföreningen Ljuset i Lindviken (påhittad)', kind: 'association' },
  brukare: { name: 'Brukarföreningen Hamnen i Lindviken (påhittad)', kind: 'association' },
  anhoriga: { name: 'Anhörigföreningen Fyren i Lindviken (påhittad)', kind: 'association' },
} as const satisfies Record<string, InventedBody>
export type BodyKey = keyof typeof BODIES

export interface InventedSeat {
  readonly party: Seat['party']
  readonly body: BodyKey
  /** Nobody with this name is meant. Without one the seat is vacant. */
  readonly holder: string | null
  readonly substitute?: string
}
export const SEATS: readonly InventedSeat[] = [
  { party: 'municipality', body: 'vard', holder: 'Rut Almhage' },
  { party: 'primary_care', body: 'vardcentral', holder: null },
  { party: 'psychiatry', body: 'psykiatri', holder: 'Osman Vintergren', substitute: 'Pia Ljungholt' },
  { party: 'employment_service', body: 'af', holder: 'Kerstin Dahlvik' },
  { party: 'insurance_agency', body: 'fk', holder: 'Noah Lindvik' },
  { party: 'patient_association', body: 'patienter', holder: 'Maj Granhage' },
  { party: 'user_association', body: 'brukare', holder: 'Jonna Söderkulla' },
  { party: 'relatives_association', body: 'anhoriga', holder: 'Birger Åsvall' },
  { party: 'other', body: 'finsam', holder: 'Yusra Ekmark' },
]
export const NO_PRIMARY_CARE =
  'Ingen vårdcentral har velat företräda de andra. Gruppen har frågat tre gånger och bjuder nu in dem en i taget.'

/** Numbers that the telephone authority has set aside for fiction. */
export const OFFICE_PHONE = '08-465 004 40'
export const CONTACT_PHONE = '08-465 004 55'
