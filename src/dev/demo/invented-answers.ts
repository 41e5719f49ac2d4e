import type { Action } from '#src/features/actions/action.entity.ts'
import type { Answer } from '#src/features/answers/answer.entity.ts'
import type { CaseKey } from './invented-cases.ts'
import type { BodyKey } from './invented-place.ts'

/** Days are counted from today. */
export interface InventedAnswer {
  readonly on: CaseKey
  readonly day: number
  readonly kind: Answer['kind']
  readonly text: string
  readonly changeDay?: number
  readonly otherBody?: string
  /** It came by phone, and the coordinator wrote it down. */
  readonly byPhone?: { readonly function: string }
  /** When the coordinator took note of it; not yet, where there is none. */
  readonly noted?: number
}
const changed = (on: CaseKey, text: string): InventedAnswer => ({
  ...{ on, day: -400, kind: 'changed', text, changeDay: -405, noted: -398 },
})
export const ANSWERS: readonly InventedAnswer[] = [
  changed('betalplan', 'Vi ger nu ett första samtal inom två veckor och ringer hyresvärden samma dag.'),
  changed('kallelser', 'Vi frågar hur var och en vill bli kallad, och skickar brev till den som saknar appen.'),
  changed('servicebesok', 'En kundvärd hjälper till vid datorerna på förmiddagarna.'),
  changed('sommarbeslut', 'Semestervikarier får besluta om ersättningen under sommaren.'),
  {
    on: 'lakarintyg',
    day: -228,
    kind: 'lift',
    text: 'Anstånd kan ges i enskilda fall, men reglerna är nationella. Vi kan inte ändra dem här.',
    otherBody: 'Försäkringskassans rättsavdelning (påhittat svar)',
    noted: -226,
  },
  {
    on: 'telefontid',
    day: -215,
    kind: 'planned',
    text: 'Vi planerar återuppringning under hela dagen när den nya växeln är på plats.',
    changeDay: -120,
    noted: -213,
  },
  {
    on: 'handlingar',
    day: -132,
    kind: 'changed',
    text: 'Checklistan är klar och används i alla ärenden. Vi begär bara det som har ändrats sedan förra ansökan.',
    changeDay: -140,
    noted: -131,
  },
  {
    on: 'godman',
    day: -130,
    kind: 'will_not',
    text: 'Vi har inte fler att förordna och inga pengar till att rekrytera. Väntetiden blir kvar tills budgeten ändras.',
    byPhone: { function: 'Enhetschef' },
    noted: -128,
  },
  {
    on: 'vantrum',
    day: -15,
    kind: 'investigating',
    text: 'Vi går igenom hur besökare tas emot och återkommer med vad vi tänker göra.',
    changeDay: 30,
  },
]

/** Asked by the coordinator between meetings, at the unit's management. */
export interface DirectQuestion {
  readonly on: CaseKey
  readonly day: number
  readonly contact: BodyKey
  readonly question: string
}
export const DIRECT_QUESTIONS: readonly DirectQuestion[] = [
  {
    on: 'vantrum',
    day: -40,
    contact: 'af',
    question: 'Hur vill ni att besökare utan bokad tid ska tas emot, och vet personalen om det?',
  },
  {
    on: 'aterringning',
    day: -8,
    contact: 'psykiatri',
    question: 'Hur säkerställer ni att utlovade samtal blir av, och att ett missat samtal följs upp?',
  },
]
export const DIRECT_TERM = 30

/** The question that got no answer was sent once more when its first link had run out: with this one it can be answered. */
export const RESENT: { readonly on: CaseKey; readonly day: number } = { on: 'digitalt', day: -5 }

/** The contact passed it on to the function that it is for. */
export const PASSED_ON: {
  readonly on: CaseKey
  readonly day: number
  readonly function: string
  readonly mailbox: string
} = { on: 'digitalt', day: -4, function: 'Enhetschef, kundtjänst (påhittad)', mailbox: 'kundtjanst' }

/** The contact asked something back, got a reply, and asked for more time; nobody has said yes or no to that. */
export const EXCHANGE: {
  readonly on: CaseKey
  readonly asked: { readonly day: number; readonly question: string }
  readonly replied: { readonly day: number; readonly reply: string }
  readonly time: { readonly day: number; readonly to: number; readonly reason: string }
} = {
  on: 'aterringning',
  asked: { day: -6, question: 'Gäller det samtal till mottagningen, eller också till avdelningarna?' },
  replied: { day: -5, reply: 'Bara mottagningen. Avdelningarna ringer tillbaka som utlovat.' },
  time: { day: -3, to: 50, reason: 'Vi väntar på siffror från den nya telefonväxeln innan vi svarar.' },
}

/** What became of actions. */
export interface Completion {
  readonly on: CaseKey
  readonly day: number
  readonly strength: NonNullable<Action['strength']>
  readonly proof: string
}
export const COMPLETIONS: readonly Completion[] = [
  {
    on: 'arbetsformaga',
    day: -158,
    strength: 'works_around',
    proof: 'Fem avidentifierade exempel lämnades till gruppen.',
  },
  {
    on: 'handlingar',
    day: -131,
    strength: 'resolves',
    proof: 'Checklistan finns på kommunens webbplats och används av alla handläggare.',
  },
  {
    on: 'telefontid',
    day: -105,
    strength: 'eases',
    proof: 'Återuppringning finns hela dagen. Kön är kort utom på måndagar.',
  },
  {
    on: 'sip',
    day: -90,
    strength: 'eases',
    proof: 'Överenskommelsen är undertecknad och mallen för kallelse är ändrad.',
  },
]
export const NEW_DUE_DAY: { readonly on: CaseKey; readonly day: number; readonly to: number; readonly reason: string } =
  {
    on: 'hanvisas',
    day: -16,
    to: 9,
    reason: 'Tre månader har inte gått än. Uppföljningen behöver två veckor till.',
  }
