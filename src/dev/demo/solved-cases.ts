import type { InventedCase } from './invented-case.ts'

/** Systemfel that were answered and accepted long ago, so that ombud have been asked whether it helped. */
export const SOLVED_CASES = {
  betalplan: {
    title: 'Hyresskulden växer medan budgetrådgivningen har kö',
    description:
      'Den som söker hjälp med en hyresskuld väntar fem månader på budgetrådgivningen. Under tiden växer skulden, och ingen håller kontakten med hyresvärden.',
    short: [
      'Kön till budgetrådgivningen är fem månader.',
      'Den som har en hyresskuld och ingen annan som hjälper till.',
      'Ett första samtal inom två veckor.',
    ],
    level: 'local',
    facets: ['resources'],
    themes: ['skuld', 'bostad', 'vantetider'],
    bodies: ['bostad'],
    reports: [
      {
        by: 'ombud',
        day: -480,
        text: 'Kön till budgetrådgivningen är fem månader. Under tiden växer hyresskulden och ingen pratar med hyresvärden.',
        consequence: 'Flera riskerar att förlora sin bostad.',
        band: '2-4',
        severity: 'acute',
      },
      { by: 'second', day: -470, sameHere: true, text: '', band: '2-4' },
    ],
  },
  kallelser: {
    title: 'Kallelser från mottagningen skickas bara i en app',
    description:
      'Mottagningen skickar kallelser i en app. Den som saknar smartphone får ingen kallelse, uteblir och blir utskriven.',
    short: [
      'Kallelsen kommer bara i en app.',
      'Den som saknar smartphone.',
      'Brev eller samtal till den som inte har appen.',
    ],
    level: 'local',
    facets: ['organisation'],
    themes: ['digitalisering', 'vardtillgang'],
    bodies: ['psykiatri'],
    reports: [
      {
        by: 'second',
        day: -478,
        text: 'Mottagningen skickar kallelser i en app. Den som saknar smartphone uteblir och blir utskriven.',
        band: '5-9',
        severity: 'harms',
      },
      { by: 'ombud', day: -468, sameHere: true, text: '', band: '1' },
    ],
  },
  servicebesok: {
    title: 'Ingen hjälp vid datorn på servicekontoret',
    description:
      'På servicekontoret finns datorer, men ingen får hjälpa till. Den som inte kan logga in skickas hem utan att ha fått lämna sin ansökan.',
    short: [
      'Ingen får hjälpa till vid datorn.',
      'Den som inte kan använda e-tjänster själv.',
      'En person som visar hur man gör.',
    ],
    level: 'caseworker',
    facets: ['responsibility'],
    themes: ['digitalisering', 'information_service'],
    bodies: ['af'],
    reports: [
      {
        by: 'ombud',
        day: -474,
        text: 'På servicekontoret finns datorer men ingen får hjälpa till. Den som inte kan logga in skickas hem.',
        band: '2-4',
        severity: 'hinders',
      },
      { by: 'second', day: -466, sameHere: true, text: '', band: '2-4' },
    ],
  },
  sommarbeslut: {
    title: 'Beslut om aktivitetsersättning dröjer över sommaren',
    description:
      'Ansökningar om aktivitetsersättning som kommer in före sommaren avgörs först i oktober. Den som väntar står utan inkomst.',
    short: [
      'Ansökningar före sommaren avgörs först i oktober.',
      'Den som väntar på sin första ersättning.',
      'Beslut inom sex veckor hela året.',
    ],
    level: 'local',
    facets: ['services'],
    themes: ['vantetider', 'socialforsakring'],
    bodies: ['fk'],
    reports: [
      {
        by: 'second',
        day: -472,
        text: 'Ansökningar om aktivitetsersättning som lämnas före sommaren avgörs först i oktober.',
        band: '2-4',
        severity: 'harms',
      },
      { by: 'ombud', day: -464, sameHere: true, text: '', band: '1' },
    ],
  },
} as const satisfies Record<string, InventedCase>
export type SolvedKey = keyof typeof SOLVED_CASES
