import { readQuery, type Unit } from '#src/features/search/search-query.rules.ts'
import { END_STATES, OPEN_STATES, STATES, type State } from './deficiency.entity.ts'
import { type Level, THEMES, type Theme } from './words.ts'

/** The list's choices stand in its address, in Swedish: `/systemfel?lage=oppna&niva=lokal&sortering=dagar`. */
export type Query = Readonly<Record<string, string | undefined>>

export const LEVEL_SLUGS: Readonly<Record<string, Level>> = {
  handlaggare: 'caseworker',
  lokal: 'local',
  central: 'central',
}
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

/** What words say: a number, as typed with or without `SF-` and the year, or what must all be found. */
export type Words = { readonly numbers: readonly string[] } | { readonly units: readonly Unit[] }

export interface DeficiencyFilter {
  readonly state: string
  readonly states: readonly State[]
  readonly level: Level | null
  readonly theme: Theme | null
  /** Slugs. */
  readonly organisation: string | null
  readonly municipality: string | null
  readonly words: Words | null
  readonly sort: SortChoice
}
/** The row beside the page, by its number. */
export interface Cursor {
  readonly back: boolean
  readonly number: string
}

/** Reads the address; what it does not know is left out, so that an old or mistyped link still shows a list. */
export function readFilter(query: Query, year: number): DeficiencyFilter {
  const state = own(STATE_CHOICES, query['lage']) ? (query['lage'] as string) : 'oppna'
  return {
    state,
    states: STATE_CHOICES[state] ?? OPEN_STATES,
    level: own(LEVEL_SLUGS, query['niva']) ? (LEVEL_SLUGS[query['niva'] ?? ''] ?? null) : null,
    theme: THEMES.find(theme => theme === query['tema']) ?? null,
    organisation: query['organisation'] || null,
    municipality: query['kommun'] || null,
    words: readWords(query['ord'] ?? '', year),
    sort: SORT_CHOICES.find(sort => sort === query['sortering']) ?? 'andrat',
  }
}

const own = (choices: object, slug: string | undefined): boolean => slug !== undefined && Object.hasOwn(choices, slug)

/** A number without a year is sought in this many years. */
const YEARS = 30
function readWords(typed: string, year: number): Words | null {
  const text = typed.trim().slice(0, 200)
  if (text === '') return null
  const number = /^(?:sf[- ]?)?(?:(\d{4})-)?(\d{1,6})$/i.exec(text)
  if (number === null) return readUnits(text)
  const years = number[1] === undefined ? Array.from({ length: YEARS }, (_, back) => String(year - back)) : [number[1]]
  return { numbers: years.map(of => `SF-${of}-${(number[2] ?? '').padStart(4, '0')}`) }
}

/** A word for what they all are chooses all. */
function readUnits(text: string): Words | null {
  const { units, namesTheThing } = readQuery(text)
  return units.length === 0 && namesTheThing ? null : { units }
}

export function readCursor(query: Query): Cursor | null {
  const [after, before] = [query['efter'], query['fore']]
  const number = after ?? before
  return number === undefined || !/^SF-\d{4}-\d{4,6}$/.test(number) ? null : { back: after === undefined, number }
}

/** The address of the page beside, with the same choices. */
export function addressOf(query: Query, cursor: { readonly efter?: string; readonly fore?: string }): string {
  const { efter: _after, fore: _before, ...choices } = query
  const filled = Object.entries({ ...choices, ...cursor }).flatMap(([name, value]) => (value ? [[name, value]] : []))
  return `/systemfel?${new URLSearchParams(filled as [string, string][])}`
}

/** Nothing chosen but the order: what is empty then is empty for everybody who stands where the reader stands. */
export const isUnfiltered = ({ state, level, theme, organisation, municipality, words }: DeficiencyFilter): boolean =>
  state === 'oppna' && [level, theme, organisation, municipality, words].every(choice => choice === null)
