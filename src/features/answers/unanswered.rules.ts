import { addDays, type Day } from '#src/kernel/days.ts'
import { firstDayOf, type HalfYear, nextHalfYear, readHalfYear } from '#src/kernel/half-years.ts'

/** What is chosen stands in the address: `/obesvarade?grupp=tyreso&organisation=<id>&period=2026-1`. */
export type Query = Readonly<Record<string, string | undefined>>
export const UNANSWERED_CHOICES = ['grupp', 'verksamhet', 'organisation', 'vantar', 'period'] as const
export type UnansweredChoice = (typeof UNANSWERED_CHOICES)[number]

/** What whoever asked has to do before the contact can answer: reply, say yes or no to more time, find another address. */
export type Awaited = 'question' | 'time' | 'letter'
/** Values of `vantar`. */
export const AWAITED_SLUGS: Readonly<Record<string, Awaited>> = { fraga: 'question', 'mer-tid': 'time', brev: 'letter' }
const awaitedIn = (slug = ''): Awaited | null =>
  Object.hasOwn(AWAITED_SLUGS, slug) ? (AWAITED_SLUGS[slug] as Awaited) : null

export interface UnansweredFilter {
  /** Slugs of the group and the office that ask; the id of the organisation that is asked. */
  readonly group: string | null
  readonly office: string | null
  readonly organisation: string | null
  /** Only the actor's own questions that wait for this. */
  readonly awaited: Awaited | null
}

export const ALL_QUESTIONS: UnansweredFilter = { group: null, office: null, organisation: null, awaited: null }

/** Reads the address: `period` is for the figures alone, `vantar` for the list alone. */
export const readFilter = (query: Query): UnansweredFilter => ({
  group: query['grupp'] || null,
  office: query['verksamhet'] || null,
  organisation: query['organisation'] || null,
  awaited: awaitedIn(query['vantar']),
})

/** First and last day of `period=2026-1`, or of all time. */
export function readPeriod({ period = '' }: Query): { readonly from: Day; readonly to: Day } | null {
  const half: HalfYear | null = readHalfYear(period)
  return half === null ? null : { from: firstDayOf(half), to: addDays(firstDayOf(nextHalfYear(half)), -1) }
}

/** The request beside a page, by its id. */
export function readEdge(query: Query): { readonly back: boolean; readonly id: string } | null {
  const [after, before] = [query['efter'], query['fore']]
  const id = after ?? before
  return id === undefined || !/^[0-9a-f-]{36}$/i.test(id) ? null : { back: after === undefined, id }
}

/** What the address chooses and the program knows, in the order of the choices. */
export const chosenIn = (query: Query): [UnansweredChoice, string][] =>
  UNANSWERED_CHOICES.flatMap((name): [UnansweredChoice, string][] => {
    const value = (query[name] ?? '').trim().slice(0, 200)
    return value !== '' && isKnown(name, query) ? [[name, value]] : []
  })

function isKnown(name: UnansweredChoice, query: Query): boolean {
  if (name === 'period') return readPeriod(query) !== null
  return name !== 'vantar' || readFilter(query).awaited !== null
}

export function addressOf(chosen: readonly (readonly [string, string])[], path = '/obesvarade'): string {
  const query = String(new URLSearchParams(chosen.map(([name, value]): [string, string] => [name, value])))
  return query === '' ? path : `${path}?${query}`
}
