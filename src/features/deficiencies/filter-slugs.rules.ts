import { END_STATES, OPEN_STATES, STATES, type State } from './deficiency.entity.ts'
import type { DefinitionStatus } from './definition.rules.ts'
import type { Facet, Level } from './words.ts'

/** What the list's address may say, in Swedish without å ä ö, and the code that each stands for. */
export const LEVEL_SLUGS: Readonly<Record<string, Level>> = {
  handlaggare: 'caseworker',
  lokal: 'local',
  central: 'central',
}
export const FACET_SLUGS: Readonly<Record<string, Facet>> = {
  bemotande: 'attitude',
  kompetens: 'competence',
  varderingar: 'values',
  ansvar: 'responsibility',
  organisation: 'organisation',
  resurser: 'resources',
  insatser: 'services',
  maluppfyllelse: 'goals',
  regelverk: 'regulations',
}
export const DEFINITION_SLUGS: Readonly<Record<string, DefinitionStatus>> = {
  uppfyller: 'met',
  inte: 'unmet',
  'ej-provad': 'untried',
}
/** At least so many days without an answer. */
export const WAIT_DAYS = [1, 30, 60, 90, 180] as const

const STATE_SLUGS: Readonly<Record<string, State>> = {
  ny: 'new',
  'pa-dagordning': 'on_agenda',
  bordlagd: 'postponed',
  'vantar-pa-svar': 'awaiting_answer',
  'atgard-pagar': 'action_under_way',
  utreds: 'investigating',
  lyft: 'lifted',
  bevakas: 'monitored',
  atgardat: 'remedied',
  'effekt-okand': 'effect_unknown',
  aterkommet: 'returned',
  lost: 'resolved',
  lindrat: 'eased',
  avslutat: 'closed',
  sammanslaget: 'merged',
}
/** What `lage` may be: groups of states first, then each state. */
export const STATE_CHOICES: Readonly<Record<string, readonly State[]>> = {
  oppna: OPEN_STATES,
  avslutade: END_STATES,
  alla: STATES,
  ...Object.fromEntries(Object.entries(STATE_SLUGS).map(([slug, state]) => [slug, [state]])),
}
export const SORT_CHOICES = ['andrat', 'dagar', 'rapporter', 'nummer'] as const
export type SortChoice = (typeof SORT_CHOICES)[number]
export const FIRST_STATE = 'oppna'
export const FIRST_SORT: SortChoice = 'andrat'
