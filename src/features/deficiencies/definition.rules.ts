import { addDays, addMonths, daysBetween, type Month } from '#src/kernel/days.ts'
import type { ClientBand, Level } from './words.ts'

/** Recurring, repeated over time, and not explained by single events (the national definition). */
export const DEFINITION_PARTS = ['recurring', 'shared', 'lasting'] as const
export type DefinitionPart = (typeof DEFINITION_PARTS)[number]
/** `untried`: the central level, and imported items, which come without reports. */
export const DEFINITIONS = ['met', 'unmet', 'untried'] as const
export type DefinitionStatus = (typeof DEFINITIONS)[number]

/** What an installation asks for. */
export interface DefinitionRules {
  /** So many reports … */
  readonly leastReports: number
  /** … or one about so many clients: 2, 5 or 10, where a band begins. */
  readonly leastClients: number
  /** So many ombud … */
  readonly leastOmbud: number
  /** … or reports about so many units of one responsible body. A lone ombud needs neither. */
  readonly leastUnits: number
  readonly leastDays: number
}
/** Our proposal; each installation may change it. */
export const PROPOSED: DefinitionRules = {
  leastReports: 3,
  leastClients: 5,
  leastOmbud: 2,
  leastUnits: 2,
  leastDays: 60,
}
/** Where the bands of clients begin. */
export const BAND_FROM: Readonly<Record<ClientBand, number>> = { '1': 1, '2-4': 2, '5-9': 5, '10+': 10 }

/** What the reports behind a systemfel say in all. */
export interface Evidence {
  readonly level: Level
  readonly reports: number
  /** Where the widest band of a report begins; 0 where none tells. */
  readonly clients: number
  /** Distinct ombud who reported it. */
  readonly ombud: number
  /** The reports come from one office, and it has one ombud: nobody else could have reported it. */
  readonly loneOmbud: boolean
  /** Units of one responsible body that reports name, each in a report of its own. */
  readonly units: number
  readonly firstMonth: Month | null
  readonly lastMonth: Month | null
}

export interface Definition {
  readonly status: DefinitionStatus
  /** Null where it is not tried. */
  readonly reached: Readonly<Record<DefinitionPart, boolean>> | null
}

export function definitionOf(evidence: Evidence, rules: DefinitionRules): Definition {
  const days = daysMet(evidence)
  if (evidence.level === 'central' || evidence.reports === 0 || days === null)
    return { status: 'untried', reached: null }
  const reached = {
    recurring: isRecurring(evidence, rules),
    shared: isShared(evidence, rules),
    lasting: days >= rules.leastDays,
  }
  return { status: DEFINITION_PARTS.every(part => reached[part]) ? 'met' : 'unmet', reached }
}

const isRecurring = ({ reports, clients }: Evidence, { leastReports, leastClients }: DefinitionRules): boolean =>
  reports >= leastReports || clients >= leastClients
const isShared = ({ ombud, loneOmbud, units }: Evidence, { leastOmbud, leastUnits }: DefinitionRules): boolean =>
  loneOmbud || ombud >= leastOmbud || units >= leastUnits

/**
 * From the first day of the first month to the last day of the last: reports know months, never days. Null where the
 * months are unknown.
 */
export function daysMet({ firstMonth, lastMonth }: Pick<Evidence, 'firstMonth' | 'lastMonth'>): number | null {
  if (firstMonth === null || lastMonth === null) return null
  return daysBetween(`${firstMonth}-01`, addDays(addMonths(`${lastMonth}-01`, 1), -1)) + 1
}

/** The body that an organisation is a unit of; null for one that is no unit. */
export interface NamedUnit {
  readonly reportId: string
  readonly unitId: string
  readonly bodyId: string
}

/**
 * How many units of one body are named, each by a report of its own: one report that ticks two units is one event. Of
 * several bodies, the one with the most.
 */
export function unitsNamed(named: readonly NamedUnit[]): number {
  const bodies = [...new Set(named.map(({ bodyId }) => bodyId))]
  const sizes = bodies.map(body => {
    const of = named.filter(({ bodyId }) => bodyId === body)
    const units = new Set(of.map(({ unitId }) => unitId)).size
    const reports = new Set(of.map(({ reportId }) => reportId)).size
    return Math.min(units, reports)
  })
  return Math.max(0, ...sizes)
}
