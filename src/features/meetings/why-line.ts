import { FEW } from '#src/features/deficiencies/disclosure.rules.ts'
import { keyOf, type Locale, translate } from '#src/i18n/translate.ts'
import { type Day, daysBetween, monthOf } from '#src/kernel/days.ts'
import { readHalfYear } from '#src/kernel/half-years.ts'
import { dates } from '#src/web/dates.ts'
import { type AgendaItem, isHeld, type Meeting } from './meeting.entity.ts'

type Reasoned = Pick<AgendaItem, 'why' | 'whyFacts'>

/** *På dagordningen eftersom …*, as read on a day: "37 dagar sedan" grows until the meeting has been held. */
export const whyLine = (item: Reasoned, locale: Locale, today: Day): string =>
  translate(locale, 'meetings.onAgendaBecause', { reason: reasonText(item, locale, today) })

/** The same of what stands on no agenda yet. */
export const waitsLine = (item: Reasoned, locale: Locale, today: Day): string =>
  translate(locale, 'meetings.waitsBecause', { reason: reasonText(item, locale, today) })

function reasonText({ why, whyFacts }: Reasoned, locale: Locale, today: Day): string {
  const { day, since, again, asked, variant, reports } = whyFacts
  const of = again !== undefined ? 'again' : asked !== undefined ? 'asked' : variant
  const key = keyOf(of === undefined ? `why.${why}` : `why.${why}.${of}`)
  return translate(locale, key, {
    ...whyFacts,
    ...(typeof day === 'string' ? { day: dates[locale].day(day), ago: ago(locale, daysBetween(day, today)) } : {}),
    // A report's exact day stays inside its office.
    ...(why === 'came_back' && typeof day === 'string' ? { day: dates[locale].month(monthOf(day)) } : {}),
    ...(typeof since === 'string' ? { since: sinceText(since, locale) } : {}),
    // Agendas are read outside the offices.
    ...(typeof reports === 'number' && reports < FEW ? { reports: translate(locale, 'band.few') } : {}),
  })
}

/** A half-year, `2026-1`, or a month, `2026-02`. */
function sinceText(since: string, locale: Locale): string {
  const period = readHalfYear(since)
  if (period === null) return dates[locale].month(since)
  const { half, year } = period
  return translate(locale, 'meetings.halfYear', { half: translate(locale, keyOf(`half.${half}`)), year })
}

/** The day that a meeting's papers are read as of: today, until it has been held. */
export const readingDay = ({ state, day }: Pick<Meeting, 'state' | 'day'>, today: Day): Day =>
  isHeld(state) ? day : today

function ago(locale: Locale, days: number): string {
  if (days === 0) return translate(locale, 'meetings.ago.today')
  return days === 1 ? translate(locale, 'meetings.ago.one') : translate(locale, 'meetings.ago.many', { days })
}

/** "12 mars 2026 kl. 13.00". */
export const whenOf = ({ day, time }: Pick<Meeting, 'day' | 'time'>, locale: Locale): string =>
  translate(locale, 'meetings.when', {
    day: dates[locale].day(day),
    time: locale === 'sv' ? time.replace(':', '.') : time,
  })
