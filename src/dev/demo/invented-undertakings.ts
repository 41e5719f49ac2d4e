import type { CaseKey } from './invented-cases.ts'
import type { BodyKey } from './invented-place.ts'

/** What whoever holds a seat says by the link to an action of her organisation. Days are counted from today. */
export interface InventedUndertaking {
  readonly on: CaseKey
  /** Whose action it is, where the systemfel has several. */
  readonly body: BodyKey
  readonly says:
    | { readonly day: number; readonly yes: string; readonly effect: string }
    | { readonly day: number; readonly no: string }
  readonly notes: readonly { readonly day: number; readonly text: string; readonly next: number | null }[]
}
export const UNDERTAKINGS: readonly InventedUndertaking[] = [
  {
    on: 'boendestod',
    body: 'vard',
    says: {
      day: -64,
      yes: 'Verksamhetschef för vård och omsorg',
      effect: 'Ingen ansökan avslås på grund av diagnosen.',
    },
    notes: [
      { day: -45, text: 'Ett förslag till ny riktlinje är skrivet och ute på remiss.', next: -24 },
      { day: -24, text: 'Nämnden ville ha en beräkning av kostnaden. Den är klar till nästa sammanträde.', next: 6 },
    ],
  },
  {
    on: 'skulder',
    body: 'vard',
    says: { day: -60, no: 'Reglerna för hyreskontrakt är bostadsenhetens. Vi kan inte ändra dem.' },
    notes: [],
  },
]
