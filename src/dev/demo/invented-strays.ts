import type { Level } from '#src/features/deficiencies/words.ts'
import type { InventedReport } from './invented-case.ts'
import type { BodyKey } from './invented-place.ts'

/** Reports that feed no systemfel: what became of each. */
export interface StrayReport {
  readonly report: InventedReport
  readonly level: Level | 'unsure'
  readonly bodies: readonly BodyKey[]
  readonly fate: 'inbox' | 'held' | 'returned' | 'dismissed' | 'reopened' | 'withdrawn' | 'withheld' | 'draft'
  readonly reason?: string
  /** The coordinator wrote it for the one who phoned it in. */
  readonly phoned?: true
}

export const STRAYS: readonly StrayReport[] = [
  {
    fate: 'dismissed',
    level: 'local',
    bodies: ['psykiatri'],
    reason: 'En enskild händelse. Rapportera gärna igen om det upprepas.',
    report: {
      by: 'second',
      day: -168,
      text: 'Ett besök ställdes in samma dag därför att läkaren var sjuk.',
      band: '1',
      severity: 'hinders',
    },
  },
  {
    fate: 'withdrawn',
    level: 'caseworker',
    bodies: ['bistand'],
    report: {
      by: 'ombud',
      day: -33,
      text: 'Receptionen stängde före utsatt tid.',
      band: '1',
      severity: 'hinders',
    },
  },
  {
    fate: 'returned',
    level: 'unsure',
    bodies: ['fk'],
    reason: 'Skriv vilket intyg det gäller och vad som hände när det lämnades.',
    report: { by: 'ombud', day: -9, text: 'Intygen godtas inte.', band: '1', severity: 'hinders' },
  },
  {
    fate: 'dismissed',
    level: 'local',
    bodies: ['vardcentral'],
    reason: 'Vårdcentralen har redan rättat det. Rapportera igen om det kommer tillbaka.',
    report: {
      by: 'former',
      day: -140,
      text: 'Det gick inte att boka tid utan att visa legitimation i en app.',
      band: '1',
      severity: 'hinders',
    },
  },
  {
    fate: 'held',
    level: 'local',
    bodies: ['psykiatri'],
    reason: 'Mottagningen byter lokaler. Vi väntar tills de har öppnat igen.',
    report: {
      by: 'second',
      day: -18,
      text: 'Mottagningen har kortat sina öppettider medan den flyttar.',
      band: '2-4',
      severity: 'hinders',
    },
  },
  {
    fate: 'reopened',
    level: 'caseworker',
    bodies: ['af'],
    reason: 'En enskild händelse, som vi först förstod det.',
    report: {
      by: 'ombud',
      day: -16,
      text: 'Den som inte kan läsa breven får inget annat besked än brev.',
      band: '2-4',
      severity: 'harms',
    },
  },
  {
    fate: 'inbox',
    phoned: true,
    level: 'local',
    bodies: ['bostad'],
    report: {
      by: 'second',
      day: -3,
      text: 'Bostadsenheten tar bara emot ansökningar på papper, och bara en dag i veckan.',
      band: '2-4',
      severity: 'hinders',
    },
  },
  {
    fate: 'inbox',
    level: 'local',
    bodies: ['fk'],
    report: {
      by: 'second',
      day: -4,
      text: 'Ansökan kunde inte lämnas i tid. Den som saknar BankID skickades mellan webben och telefonen hos Försäkringskassan.',
      consequence: 'Ersättningen blev försenad.',
      band: '2-4',
      severity: 'harms',
    },
  },
  {
    fate: 'inbox',
    level: 'unsure',
    bodies: ['af'],
    report: {
      by: 'ombud',
      day: -2,
      text: 'Arbetsträningen avbröts när handläggaren byttes ut. Den nya handläggaren kände inte till planen.',
      consequence: 'Allt måste börja om.',
      proposal: 'En skriftlig överlämning när handläggare byts.',
      band: '2-4',
      severity: 'hinders',
    },
  },
  {
    fate: 'withheld',
    level: 'caseworker',
    bodies: ['bistand'],
    report: {
      by: 'second',
      day: -3,
      text: 'Handläggaren Berit Påhittsson svarar inte på meddelanden, och ingen annan tar över.',
      band: '2-4',
      severity: 'hinders',
    },
  },
  {
    fate: 'draft',
    level: 'local',
    bodies: ['bostad'],
    report: {
      by: 'ombud',
      day: -25,
      text: 'Kön till stödboende saknar besked om plats och väntetid.',
      band: '2-4',
      severity: 'hinders',
    },
  },
  {
    fate: 'draft',
    level: 'local',
    bodies: [],
    report: { by: 'former', day: -21, text: 'Hemtjänsten byter tider utan att säga till.' },
  },
  {
    fate: 'draft',
    level: 'local',
    bodies: [],
    report: { by: 'ombud', day: -1, text: 'Kallelser kommer efter det datum som de gäller.' },
  },
]
