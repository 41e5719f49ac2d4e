import { ACTION_STATES, type Action } from './action.entity.ts'
import type { ActionState } from './action.lifecycle.ts'

/** The list's choices stand in its address, in Swedish: `/atgarder?lage=alla&grupp=haninge&verkan=loser&ordning=alder`. */
export type Query = Readonly<Record<string, string | undefined>>

const OPEN: readonly ActionState[] = ['proposed', 'accepted']
/** Values of `lage`: what is open unless another is chosen. */
export const STATE_SLUGS: Readonly<Record<string, readonly ActionState[]>> = {
  oppna: OPEN,
  foreslagna: ['proposed'],
  antagna: ['accepted'],
  genomforda: ['done'],
  avbojda: ['declined'],
  avbrutna: ['cancelled'],
  alla: ACTION_STATES,
}
export const KIND_SLUGS: Readonly<Record<string, Action['kind']>> = {
  dialog: 'dialogue',
  samverkansmote: 'cooperation_meeting',
  kontaktvag: 'contact_route',
  rutin: 'routine',
  utbildning: 'training',
  insats: 'service',
  'teknisk-losning': 'technical',
  klientstod: 'client_support',
  skrivelse: 'letter',
  'politiskt-beslut': 'political_decision',
  'annat-system': 'other_system',
  regelandring: 'regulation',
  utredning: 'investigation',
}
export const STRENGTH_SLUGS: Readonly<Record<string, NonNullable<Action['strength']>>> = {
  kringgar: 'works_around',
  lindrar: 'eases',
  loser: 'resolves',
}
export const ORDERS = ['slutdatum', 'alder'] as const
export type Order = (typeof ORDERS)[number]

/** What those who keep an action have to do: say yes or no to another due day; find another way when nobody takes it on. */
export type ActionAwaits = 'dueWish' | 'declined'
/** Values of `vantar`. */
export const AWAITS_SLUGS: Readonly<Record<string, ActionAwaits>> = { slutdatum: 'dueWish', beslut: 'declined' }

export interface ActionFilter {
  readonly states: readonly ActionState[]
  /** Whose it is: an organisation or an office, by id. */
  readonly ownerId: string | null
  /** Slugs: in whose circle its systemfel stands. */
  readonly group: string | null
  readonly office: string | null
  readonly kind: Action['kind'] | null
  readonly strength: Action['strength']
  readonly overdue: boolean
  /** Only what waits for the actor in this way; a declined one is no longer open. */
  readonly awaits: ActionAwaits | null
  readonly order: Order
}
/** The action beside the page, by its id. */
export interface Cursor {
  readonly back: boolean
  readonly id: string
}

/** In the order that an address has them. */
export const ACTION_CHOICES = [
  ...(['lage', 'agare', 'grupp', 'verksamhet', 'slag', 'verkan', 'forsenade', 'vantar', 'ordning'] as const),
]
export type ActionChoice = (typeof ACTION_CHOICES)[number]

const among = <T>(slugs: Readonly<Record<string, T>>, slug = ''): T | null =>
  Object.hasOwn(slugs, slug) ? (slugs[slug] as T) : null

/** Reads the address; what it does not know is left out. */
export const readFilter = (query: Query): ActionFilter => ({
  states: among(STATE_SLUGS, query['lage']) ?? OPEN,
  awaits: among(AWAITS_SLUGS, query['vantar']),
  ownerId: query['agare'] || null,
  group: query['grupp'] || null,
  office: query['verksamhet'] || null,
  kind: among(KIND_SLUGS, query['slag']),
  strength: among(STRENGTH_SLUGS, query['verkan']),
  overdue: query['forsenade'] === 'ja',
  order: query['ordning'] === 'alder' ? 'alder' : 'slutdatum',
})

export function readCursor(query: Query): Cursor | null {
  const [after, before] = [query['efter'], query['fore']]
  const id = after ?? before
  return id === undefined || !/^[0-9a-f-]{36}$/i.test(id) ? null : { back: after === undefined, id }
}

/** What the address chooses, as it is understood: nothing that is empty, unknown, or so without being chosen. */
export function chosenIn(query: Query): [ActionChoice, string][] {
  const { states, ownerId, group, office, kind, strength, overdue, awaits, order } = readFilter(query)
  const chosen: Readonly<Record<ActionChoice, boolean>> = {
    lage: states !== OPEN,
    agare: ownerId !== null,
    grupp: group !== null,
    verksamhet: office !== null,
    slag: kind !== null,
    verkan: strength !== null,
    forsenade: overdue,
    vantar: awaits !== null,
    ordning: order !== 'slutdatum',
  }
  return ACTION_CHOICES.flatMap(name => (chosen[name] ? [[name, (query[name] ?? '').slice(0, 200)]] : []))
}

/** Where the choices lead: the list, or a file of it. */
export function addressOf(chosen: readonly (readonly [string, string])[], path = '/atgarder'): string {
  const query = String(new URLSearchParams(chosen.map(([name, value]): [string, string] => [name, value])))
  return query === '' ? path : `${path}?${query}`
}
