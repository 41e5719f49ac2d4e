import { type Key, keyOf, translate } from '#src/i18n/translate.ts'
import type { Values } from './values.rules.ts'

/*
 * Proposals for the boxes of sections 5 and 6, from what the system knows (product §7). Every sentence says where it comes
 * from. Swedish: it is what stands in the form.
 */

/** What a drafted sentence or tick comes from; `reference` is what people know it by. */
export interface Source {
  readonly type: 'office' | 'seat' | 'contact_attempt' | 'deficiency' | 'action' | 'answer'
  readonly id: string
  readonly reference: string
}
export interface Drafted {
  /** The box. */
  readonly key: string
  readonly sentences: readonly { readonly text: string; readonly source: Source }[]
}

export interface DraftFacts {
  readonly office: { readonly id: string; readonly name: string; readonly provider: string }
  /** The groups' seats at the end of the year. */
  readonly seats: readonly SeatFact[]
  readonly attempts: readonly AttemptFact[]
  /** What ombud reported in the year, most reports first. */
  readonly deficiencies: readonly {
    readonly id: string
    readonly number: string
    readonly title: string
    readonly organisations: string
  }[]
  readonly actions: readonly ActionFact[]
  readonly answers: readonly AnswerFact[]
}
export interface SeatFact {
  readonly id: string
  readonly party: string
  readonly organisation: string | null
  readonly filled: boolean
  readonly reason: string | null
  readonly group: string
}
export interface AttemptFact {
  readonly id: string
  readonly party: string
  /** "mars 2026". */
  readonly month: string
  readonly way: string
  readonly outcome: string
  readonly group: string
}
export interface ActionFact {
  readonly id: string
  readonly number: string
  readonly description: string
  readonly owner: string | null
  readonly done: boolean
}
export interface AnswerFact {
  readonly id: string
  readonly number: string
  readonly organisation: string
  readonly kind: string
}

const t = (key: Key, values: Readonly<Record<string, string | number>> = {}): string => translate('sv', key, values)
const word = (key: string): string => t(keyOf(key))

const AUTHORITIES: Readonly<Record<string, string>> = {
  municipality: 'authorities.municipality',
  employment_service: 'authorities.af',
  insurance_agency: 'authorities.fk',
  primary_care: 'authorities.primary_care',
  psychiatry: 'authorities.psychiatry',
}
const ASSOCIATIONS: Readonly<Record<string, string>> = {
  patient_association: 'organisations.patient',
  user_association: 'organisations.user',
  relatives_association: 'organisations.relatives',
  other: 'organisations.other',
}
const PROVIDERS: Readonly<Record<string, string>> = {
  municipality: 'provider.municipality',
  association: 'provider.association',
  foundation: 'provider.foundation',
  company: 'provider.company',
  other: 'provider.other',
}

/** Everything that can be proposed, box by box. A box about which nothing is known is not there. */
export function draftsFrom(facts: DraftFacts): Drafted[] {
  const all = [
    ...providerTick(facts),
    ...authorityTicks(facts),
    ...associationBoxes(facts),
    drafted('missing.why', whyMissing(facts)),
    drafted('missing.how', howTried(facts)),
    drafted('services.deficiencies', whatIsWrong(facts)),
    drafted('services.actions', whatWasDone(facts)),
  ]
  return all.filter(({ sentences }) => sentences.length > 0)
}

const drafted = (key: string, sentences: Drafted['sentences']): Drafted => ({ key, sentences })
const one = (key: string, text: string, source: Source): Drafted => drafted(key, [{ text, source }])
const seatSource = ({ id, group }: SeatFact): Source => ({ type: 'seat', id, reference: group })

function providerTick({ office }: DraftFacts): Drafted[] {
  const key = PROVIDERS[office.provider]
  return key === undefined ? [] : [one(key, 'yes', { type: 'office', id: office.id, reference: office.name })]
}

/** A party that sits in one of the groups is there; one that only has an empty seat is not. */
const authorityTicks = ({ seats }: DraftFacts): Drafted[] =>
  Object.entries(AUTHORITIES).flatMap(([party, key]) => {
    const of = seats.filter(seat => seat.party === party)
    const seat = of.find(({ filled }) => filled) ?? of[0]
    return seat === undefined ? [] : [one(key, seat.filled ? 'yes' : 'no', seatSource(seat))]
  })

const associationBoxes = ({ seats }: DraftFacts): Drafted[] =>
  Object.entries(ASSOCIATIONS).flatMap(([party, key]) => {
    const sitting = seats.filter(seat => seat.party === party && seat.filled)
    const [first] = sitting
    if (first === undefined) return []
    const names = [...new Set(sitting.map(({ organisation }) => organisation).filter(name => name !== null))]
    return [
      one(key, 'yes', seatSource(first)),
      ...(names.length === 0 ? [] : [one(`${key}.which`, names.join(', '), seatSource(first))]),
    ]
  })

const isMissing = ({ seats }: DraftFacts, party: string): boolean =>
  !seats.some(seat => seat.party === party && seat.filled)

const whyMissing = (facts: DraftFacts): Drafted['sentences'] =>
  facts.seats
    .filter(({ party }) => party in AUTHORITIES && isMissing(facts, party))
    .map(seat => ({
      text: t(seat.reason === null ? 'accountDraft.missing' : 'accountDraft.missingBecause', {
        party: word(`party.${seat.party}`),
        reason: withStop(seat.reason ?? ''),
      }),
      source: seatSource(seat),
    }))

/** Where nobody tried, the box stays empty: that is what it asks about. */
const howTried = (facts: DraftFacts): Drafted['sentences'] =>
  facts.attempts.map(({ id, party, month, way, outcome, group }) => ({
    text: t('accountDraft.tried', {
      party: word(`party.${party}`),
      month,
      way: word(`contactWay.${way}`).toLowerCase(),
      outcome: word(`contactOutcome.${outcome}`).toLowerCase(),
    }),
    source: { type: 'contact_attempt', id, reference: group },
  }))

const whatIsWrong = ({ deficiencies }: DraftFacts): Drafted['sentences'] =>
  deficiencies.map(({ id, number, title, organisations }, at) => ({
    text: `${at + 1}. ${title}${organisations === '' ? '' : ` (${organisations})`}.`,
    source: { type: 'deficiency', id, reference: number },
  }))

const whatWasDone = ({ actions, answers }: DraftFacts): Drafted['sentences'] => [
  ...actions.map(({ id, number, description, owner, done }) => ({
    text: t(done ? 'accountDraft.done' : 'accountDraft.underWay', {
      what: withStop(description),
      owner: owner ?? t('accountDraft.group'),
    }),
    source: { type: 'action', id, reference: number } as const,
  })),
  ...answers.map(({ id, number, organisation, kind }) => ({
    text: t('accountDraft.answered', { organisation, kind: word(`answerKind.${kind}`) }),
    source: { type: 'answer', id, reference: number } as const,
  })),
]

const withStop = (text: string): string => (/[.!?]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`)

/** Whether the system could know anything of the box. */
export const mayBeDrafted = (key: string): boolean => DRAFTED.test(key)
const DRAFTED = /^(?:provider|authorities|organisations|missing|services)\./

/** As it stands in a box: one sentence a line. */
export const textOfDraft = ({ sentences }: Drafted): string => sentences.map(({ text }) => text).join('\n')

/** Proposals for boxes of the form that are empty still. */
export const openDrafts = (drafts: readonly Drafted[], keys: readonly string[], values: Values): Drafted[] =>
  drafts.filter(({ key }) => keys.includes(key) && (values[key] ?? '') === '')
