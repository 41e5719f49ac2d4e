import type { ClientBand } from '#src/features/deficiencies/words.ts'
import type { Month } from '#src/kernel/days.ts'
import { type HalfYear, halfYearOf } from '#src/kernel/half-years.ts'

/** One report, as far as it is counted. */
export interface Counted {
  readonly band: ClientBand | null
  readonly firstMonth: Month | null
  readonly lastMonth: Month | null
}
/** What those outside the office read: bands that widen, and half-years where fewer than five clients have met it. */
export interface SeenOutside {
  readonly band: 'few' | '5-9' | '10+'
  readonly from: Month | HalfYear | null
  readonly to: Month | HalfYear | null
}

/** The widest band of one report counts: reports may be about the same clients, so bands are never added. */
export function seenOutside(reports: readonly Counted[]): SeenOutside {
  const bands = reports.map(({ band }) => band)
  const band = (['10+', '5-9'] as const).find(wide => bands.includes(wide)) ?? 'few'
  const first = reports.flatMap(({ firstMonth }) => firstMonth ?? []).sort()[0] ?? null
  const last =
    reports
      .flatMap(({ lastMonth }) => lastMonth ?? [])
      .sort()
      .at(-1) ?? null
  const widen = (month: Month | null) => (month === null || band !== 'few' ? month : halfYearOf(`${month}-01`))
  return { band, from: widen(first), to: widen(last) }
}
