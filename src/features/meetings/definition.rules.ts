import type { ClientBand, Level } from '#src/features/deficiencies/words.ts'
import { addDays, addMonths, daysBetween, type Month } from '#src/kernel/days.ts'

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

const LEAST_REPORTS = 3
const MANY_CLIENTS: readonly ClientBand[] = ['5-9', '10+']
const LEAST_OMBUD = 2
const LEAST_DAYS = 60

/**
 * Whether it meets the national definition: recurring, repeated over time, not explained by single events. The
 * thresholds are a proposal of ours. Null is "not tried": the central level, and imported items without reports.
 */
export function meetsDefinition(evidence: Evidence): boolean | null {
  const { level, reports, firstMonth, lastMonth } = evidence
  if (level === 'central' || reports === 0 || firstMonth === null || lastMonth === null) return null
  return isRecurring(evidence) && isShared(evidence) && daysMet(firstMonth, lastMonth) >= LEAST_DAYS
}

const isRecurring = ({ reports, bands }: Evidence): boolean =>
  reports >= LEAST_REPORTS || bands.some(band => MANY_CLIENTS.includes(band))
const isShared = ({ ombud, loneOmbud }: Evidence): boolean => loneOmbud || ombud >= LEAST_OMBUD

/** From the first day of the first month to the last day of the last: reports know months, never days. */
const daysMet = (first: Month, last: Month): number =>
  daysBetween(`${first}-01`, addDays(addMonths(`${last}-01`, 1), -1)) + 1
