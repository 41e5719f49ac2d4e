import type { DecisionType } from '#src/features/meetings/decision.entity.ts'
import type { CaseKey } from './invented-cases.ts'
import type { BodyKey, InventedSeat } from './invented-place.ts'

/** What a meeting decides on a systemfel: the fields of that decision's form. Days are counted from today. */
export interface InventedDecision {
  readonly type: DecisionType
  readonly fields: Readonly<Record<string, string>>
  /** Fields that name a contact, a body or a day. */
  readonly contact?: BodyKey
  readonly body?: BodyKey
  readonly days?: Readonly<Record<string, number>>
  /** What was said, for the notes. */
  readonly note?: string
}
export interface InventedMeeting {
  readonly day: number
  /** When the notes are done and the letters leave. */
  readonly notesDone: number
  readonly decisions: { readonly [key in CaseKey]?: InventedDecision }
  readonly absent: readonly InventedSeat['party'][]
  readonly substituted?: InventedSeat['party']
  readonly guests: string
  /** Who came when the meeting had begun. */
  readonly late?: { readonly party: InventedSeat['party']; readonly arrived: string }
  /** Who takes no part in a systemfel's item. */
  readonly recused?: { readonly on: CaseKey; readonly party: InventedSeat['party'] }
  /** An item without a systemfel, and what was said. */
  readonly free?: { readonly title: string; readonly text: string }
}

const ANSWER_DAYS = '30'
const ask = (contact: BodyKey, question: string, note?: string): InventedDecision => ({
  type: 'ask',
  contact,
  fields: { question, termDays: ANSWER_DAYS },
  ...(note === undefined ? {} : { note }),
})
interface Commitment {
  readonly acceptedBy: string
  readonly kind: string
  readonly strength: string
  readonly description: string
}
const commit = (body: BodyKey, due: number, task: Commitment): InventedDecision => ({
  type: 'commit',
  body,
  days: { dueDay: due },
  fields: { ...task },
})
const investigate = (due: number, description: string): InventedDecision => ({
  type: 'investigate',
  days: { dueDay: due },
  fields: { description },
})
const lift = (toName: string, wished: number, coveringText: string): InventedDecision => ({
  type: 'lift',
  days: { wishedDay: wished },
  fields: { toGroupId: '', toName, coveringText },
})
const reasoned = (type: 'postpone' | 'monitor' | 'accept' | 'close', reason: string): InventedDecision => ({
  type,
  fields: { reason },
})

/** What was asked and accepted long ago, so that its effect has been followed. */
const SOLVED: readonly InventedMeeting[] = [
  {
    day: -430,
    notesDone: -427,
    absent: [],
    guests: '',
    decisions: {
      betalplan: ask('bostad', 'Hur kan den som har en hyresskuld få hjälp innan den växer?'),
      kallelser: ask('psykiatri', 'Hur kallas den som saknar smartphone?'),
      servicebesok: ask('af', 'Vem hjälper den som inte klarar datorn själv?'),
      sommarbeslut: ask('fk', 'Hur kan besluten om aktivitetsersättning komma i tid även på sommaren?'),
    },
  },
  {
    day: -340,
    notesDone: -337,
    absent: [],
    guests: '',
    decisions: {
      betalplan: reasoned('accept', 'Första samtalet kommer inom två veckor.'),
      kallelser: reasoned('accept', 'Brev skickas till den som saknar appen.'),
      servicebesok: reasoned('accept', 'En värd finns på plats under förmiddagarna.'),
      sommarbeslut: reasoned('accept', 'Semestervikarier ska fatta beslut under sommaren.'),
    },
  },
]

/** The meetings of the fictitious group. Between them they decide each of the eight kinds. */
export const MEETINGS: readonly InventedMeeting[] = [
  ...SOLVED,
  {
    day: -250,
    notesDone: -247,
    absent: ['other'],
    guests: '',
    decisions: {
      handlingar: commit('bistand', -175, {
        acceptedBy: 'Enhetschef för ekonomiskt bistånd',
        kind: 'routine',
        strength: 'eases',
        description: 'Ta fram en checklista som bara begär det som har ändrats sedan förra ansökan.',
      }),
      lakarintyg: ask(
        'fk',
        'Kan den som har en bokad läkartid få anstånd med intyget? Vem kan besluta om det?',
        'Psykiatrin bekräftar att läkartiderna inte räcker.',
      ),
      telefontid: ask('psykiatri', 'Hur kan mottagningen nås av den som inte kommer fram på telefontiden?'),
      arbetsformaga: investigate(-175, 'Samla fem avidentifierade exempel där bedömningarna inte går ihop.'),
      godman: reasoned('postpone', 'Överförmyndaren bjuds in till nästa möte.'),
    },
  },
  {
    day: -160,
    notesDone: -157,
    absent: ['patient_association'],
    substituted: 'psychiatry',
    guests: 'Överförmyndarens kansli',
    decisions: {
      handlingar: ask(
        'bistand',
        'Är checklistan klar, och från vilken dag används den?',
        'Checklistan skulle ha varit klar. Ingen från enheten kunde säga hur långt arbetet har kommit.',
      ),
      lakarintyg: reasoned('monitor', 'Frågan ligger hos myndigheten centralt. Gruppen följer om fler drabbas.'),
      telefontid: commit('psykiatri', -100, {
        acceptedBy: 'Enhetschef för psykiatrimottagningen',
        kind: 'technical',
        strength: 'eases',
        description: 'Inför återuppringning hela dagen.',
      }),
      arbetsformaga: lift(
        'Samordningsförbundet i Lindviken (påhittat)',
        -100,
        'Fem exempel visar att två myndigheter bedömer samma arbetsförmåga olika. Vi ber förbundet föreslå en gemensam bedömning.',
      ),
      godman: ask('overformyndare', 'Hur ska väntan på god man bli kortare än tre månader?'),
      tolk: reasoned('close', 'Regionen har tecknat ett nytt tolkavtal. Inget nytt har rapporterats sedan dess.'),
      sip: commit('psykiatri', -84, {
        acceptedBy: 'Enhetschef för psykiatrimottagningen',
        kind: 'cooperation_meeting',
        strength: 'eases',
        description: 'Kom överens med socialtjänsten om vem som kallas och med vilket mandat.',
      }),
    },
  },
  {
    day: -70,
    notesDone: -67,
    absent: ['relatives_association', 'other'],
    guests: '',
    late: { party: 'psychiatry', arrived: '13:15' },
    recused: { on: 'godman', party: 'municipality' },
    free: {
      title: 'Nya öppettider på servicekontoret',
      text: 'Servicekontoret har öppet även på lördagar. Föreningarna sprider det till sina medlemmar.',
    },
    decisions: {
      handlingar: {
        ...reasoned('accept', 'Checklistan används. Ombuden har inte mött problemet sedan dess.'),
        note: 'Föreningarna bekräftar att färre papper begärs.',
      },
      arbetsformaga: reasoned('monitor', 'Samordningsförbundet har lovat att ta upp frågan i sin beredningsgrupp.'),
      godman: lift(
        'Kommunstyrelsen i Lindviken (påhittad)',
        -10,
        'Överförmyndaren säger att fler gode män kräver nya pengar. Vi ber kommunstyrelsen ta ställning till det.',
      ),
      digitalt: ask('fk', 'Hur kan den som saknar BankID lämna sin ansökan i tid?'),
      boendestod: commit('vard', -20, {
        acceptedBy: '',
        kind: 'routine',
        strength: 'resolves',
        description: 'Ändra riktlinjen så att varje ansökan prövas efter behovet.',
      }),
      hanvisas: investigate(-5, 'Följ hur remisserna har gått under tre månader, utan uppgifter om personer.'),
      skulder: commit('vard', -20, {
        acceptedBy: '',
        kind: 'cooperation_meeting',
        strength: 'eases',
        description: 'Kom överens om hur den som har en skuld ändå kan få ett hyreskontrakt.',
      }),
    },
  },
]

/** The next meeting, and when it was planned; its agenda is what waits. */
export const NEXT_MEETING = { day: 14, planned: -3, ends: '15:30', free: 'Datum för nästa års möten' } as const
/** What a member wants on its agenda: the first is taken up, the second waits for the convener. */
export const SUGGESTIONS = {
  taken: {
    title: 'Hur vi når dem som inte har BankID',
    reason: 'Våra handläggare märker att färre ansöker sedan blanketten togs bort. Vi vill höra hur andra gör.',
  },
  open: {
    title: 'Besök från servicekontoret',
    reason: 'De vill berätta om de nya öppettiderna och svara på frågor.',
  },
} as const
