import type { Locale } from '#src/i18n/translate.ts'
import { ZONE } from '#src/kernel/days.ts'

export interface Dates {
  /** '2026-03-12' → 12 mars 2026 */
  readonly day: (day: string) => string
  /** '2026-09-12' → 12 sep. 2026, for narrow columns */
  readonly shortDay: (day: string) => string
  /** '2026-03' → mars 2026 */
  readonly month: (month: string) => string
  /** An instant → its day in Sweden, 12 mars 2026 */
  readonly date: (instant: Date) => string
  /** An instant → 12 mars 2026 kl. 14.05, Swedish time */
  readonly time: (instant: Date) => string
  /** 12345.6 → 12 345,6 */
  readonly number: (value: number) => string
}

/** A list says the same few months again and again. */
function remembered(format: (month: string) => string): (month: string) => string {
  const known = new Map<string, string>()
  return month => {
    const before = known.get(month)
    if (before !== undefined) return before
    const text = format(month)
    if (known.size < MOST_REMEMBERED) known.set(month, text)
    return text
  }
}
const MOST_REMEMBERED = 2_000

function datesOf(locale: Locale): Dates {
  const tag = locale === 'sv' ? 'sv-SE' : 'en-GB'
  const long = { day: 'numeric', month: 'long', year: 'numeric' } as const
  const calendar = new Intl.DateTimeFormat(tag, { ...long, timeZone: 'UTC' })
  const narrow = new Intl.DateTimeFormat(tag, { ...long, month: 'short', timeZone: 'UTC' })
  const months = new Intl.DateTimeFormat(tag, { month: 'long', year: 'numeric', timeZone: 'UTC' })
  const swedish = new Intl.DateTimeFormat(tag, { ...long, timeZone: ZONE })
  const clock = new Intl.DateTimeFormat('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone: ZONE,
  })
  const numbers = new Intl.NumberFormat(tag)
  const hour = (instant: Date): string =>
    locale === 'sv' ? `kl. ${clock.format(instant).replace(':', '.')}` : `at ${clock.format(instant)}`
  return {
    day: day => calendar.format(Date.parse(`${day}T12:00:00Z`)),
    shortDay: day => narrow.format(Date.parse(`${day}T12:00:00Z`)),
    month: remembered(month => months.format(Date.parse(`${month}-01T12:00:00Z`))),
    date: instant => swedish.format(instant),
    time: instant => `${swedish.format(instant)} ${hour(instant)}`,
    number: value => numbers.format(value),
  }
}

/** How people read days, months, instants and numbers; made once, since each `Intl` object is slow to make. */
export const dates: Readonly<Record<Locale, Dates>> = { sv: datesOf('sv'), en: datesOf('en') }
