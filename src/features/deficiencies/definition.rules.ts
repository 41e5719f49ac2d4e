import { addDays, addMonths, daysBetween, type Month } from '#src/kernel/days.ts'
import type { ClientBand, Level } from './words.ts'

/** What the reports behind a systemfel say in all. */
export interface Evidence {
  readonly level: Level
  readonly reports: number
  readonly bands: readonly ClientBand[]
  /** Distinct ombud who reported it. */
  readonly ombud: number
  /** The reports come from one office, and it has one ombud: nobody else could have reported it. */
  readonly loneOmbud: boolean
  readonly firstMonth: Month | null
  readonly lastMonth: Month | null
}

/** Recurring, repeated over time, and not explained by single events (the national definition). */
export const DEFINITION_PARTS = ['recurring', 'shared', 'lasting'] as const
export type DefinitionPart = (typeof DEFINITION_PARTS)[number]
export interface Definition {
  readonly met: boolean
  readonly missing: readonly DefinitionPart[]
}

const LEAST_REPORTS = 3
const MANY_CLIENTS: readonly ClientBand[] = ['5-9', '10+']
const LEAST_OMBUD = 2
const LEAST_DAYS = 60

/**
 * Whether it meets the national definition, and what is missing. The thresholds are a proposal of ours. Null is "not
 * tried": the central level, and imported items, which come without reports.
 */
export function definitionOf(evidence: Evidence): Definition | null {
  const { level, reports, firstMonth, lastMonth } = evidence
  if (level === 'central' || reports === 0 || firstMonth === null || lastMonth === null) return null
  const holds: Readonly<Record<DefinitionPart, boolean>> = {
    recurring: isRecurring(evidence),
    shared: isShared(evidence),
    lasting: daysMet(firstMonth, lastMonth) >= LEAST_DAYS,
  }
  const missing = DEFINITION_PARTS.filter(part => !holds[part])
  return { met: missing.length === 0, missing }
}

export const meetsDefinition = (evidence: Evidence): boolean | null => definitionOf(evidence)?.met ?? null

const isRecurring = ({ reports, bands }: Evidence): boolean =>
  reports >= LEAST_REPORTS || bands.some(band => MANY_CLIENTS.includes(band))
const isShared = ({ ombud, loneOmbud }: Evidence): boolean => loneOmbud || ombud >= LEAST_OMBUD

/** From the first day of the first month to the last day of the last: reports know months, never days. */
const daysMet = (first: Month, last: Month): number =>
  daysBetween(`${first}-01`, addDays(addMonths(`${last}-01`, 1), -1)) + 1
