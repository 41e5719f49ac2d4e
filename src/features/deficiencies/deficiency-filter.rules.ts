import { readQuery, type Unit } from '#src/features/search/search-query.rules.ts'
import { readHalfYear } from '#src/kernel/half-years.ts'
import type { State } from './deficiency.entity.ts'
import type { DefinitionStatus } from './definition.rules.ts'
import {
  DEFINITION_SLUGS,
  FACET_SLUGS,
  FIRST_SORT,
  FIRST_STATE,
  LEVEL_SLUGS,
  SORT_CHOICES,
  type SortChoice,
  STATE_CHOICES,
  WAIT_DAYS,
} from './filter-slugs.rules.ts'
import { sourceWordsOf } from './marks.rules.ts'
import { type Facet, type Level, THEMES, type Theme } from './words.ts'

/** The list's choices stand in its address, in Swedish: `/systemfel?lage=oppna&niva=lokal&sortering=dagar`. */
export type Query = Readonly<Record<string, string | undefined>>

/** What words say: a number, as typed with or without `SF-` and the year, or what must all be found. */
export type Words = { readonly numbers: readonly string[] } | { readonly units: readonly Unit[] }

export interface DeficiencyFilter {
  readonly state: string
  readonly states: readonly State[]
  readonly level: Level | null
  readonly facet: Facet | null
  readonly theme: Theme | null
  /** Slugs. */
  readonly organisation: string | null
  readonly municipality: string | null
  readonly office: string | null
  readonly group: string | null
  readonly words: Words | null
  /** `2026-1`. */
  readonly period: string | null
  /** At least so many days without an answer. */
  readonly days: number | null
  readonly definition: DefinitionStatus | null
  /** Words of where it comes from, all of which must be there. */
  readonly source: readonly string[] | null
  readonly sort: SortChoice
}
/** The row beside the page, by its number. */
export interface Cursor {
  readonly back: boolean
  readonly number: string
}

/** Reads the address; what it does not know is left out, so that an old or mistyped link still shows a list. */
export function readFilter(query: Query, year: number): DeficiencyFilter {
  const said = (name: Choice): string => query[name] ?? ''
  const state = Object.hasOwn(STATE_CHOICES, said('lage')) ? said('lage') : FIRST_STATE
  return {
    state,
    states: STATE_CHOICES[state] ?? [],
    level: codeOf(LEVEL_SLUGS, said('niva')),
    facet: codeOf(FACET_SLUGS, said('aspekt')),
    theme: oneOf(THEMES, said('tema')),
    organisation: said('organisation') || null,
    municipality: said('kommun') || null,
    office: said('verksamhet') || null,
    group: said('grupp') || null,
    words: readWords(said('ord'), year),
    period: readHalfYear(said('period')) === null ? null : said('period'),
    days: oneOf(WAIT_DAYS, Number(said('dagar'))),
    definition: codeOf(DEFINITION_SLUGS, said('definition')),
    source: readSource(said('kalla')),
    sort: oneOf(SORT_CHOICES, said('sortering')) ?? FIRST_SORT,
  }
}

const oneOf = <T>(all: readonly T[], said: unknown): T | null => all.find(one => one === said) ?? null
const codeOf = <T>(slugs: Readonly<Record<string, T>>, slug: string): T | null =>
  Object.hasOwn(slugs, slug) ? (slugs[slug] ?? null) : null

const MOST_SOURCE_WORDS = 8
const readSource = (typed: string): string[] | null =>
  typed.trim() === '' ? null : sourceWordsOf(typed.slice(0, 200)).slice(0, MOST_SOURCE_WORDS)

/** A number without a year is sought in this many years. */
const YEARS = 30
/** Null when nothing was typed. */
export function readWords(typed: string, year: number): Words | null {
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

/** Every choice that an address may name, in the order it is written in. */
export const CHOICES = [
  'ord',
  'lage',
  'niva',
  'aspekt',
  'organisation',
  'tema',
  'kommun',
  'verksamhet',
  'grupp',
  'period',
  'dagar',
  'definition',
  'kalla',
  'sortering',
] as const
export type Choice = (typeof CHOICES)[number]

/** What the address chooses, as it is understood: no empty or unknown choices, and none that is the first anyhow. */
export function chosenIn(query: Query): [Choice, string][] {
  const filter = readFilter(query, 0)
  const understood: Readonly<Record<Choice, boolean>> = {
    ord: filter.words !== null,
    lage: filter.state !== FIRST_STATE,
    niva: filter.level !== null,
    aspekt: filter.facet !== null,
    organisation: filter.organisation !== null,
    tema: filter.theme !== null,
    kommun: filter.municipality !== null,
    verksamhet: filter.office !== null,
    grupp: filter.group !== null,
    period: filter.period !== null,
    dagar: filter.days !== null,
    definition: filter.definition !== null,
    kalla: filter.source !== null,
    sortering: filter.sort !== FIRST_SORT,
  }
  return CHOICES.flatMap(name => (understood[name] ? [[name, (query[name] ?? '').trim().slice(0, 200)]] : []))
}

/** The list with nothing chosen. An address without any choice may lead to a saved view instead. */
export const ALL_OPEN = `/systemfel?lage=${FIRST_STATE}`

/** As an address has them. */
export const queryText = (chosen: readonly (readonly [string, string])[]): string =>
  String(new URLSearchParams(chosen.map(([name, value]): [string, string] => [name, value])))

/** Where the choices lead: the list, or a file of it. */
export function addressOf(chosen: readonly (readonly [string, string])[], path = '/systemfel'): string {
  if (chosen.length === 0) return path === '/systemfel' ? ALL_OPEN : path
  return `${path}?${queryText(chosen)}`
}
