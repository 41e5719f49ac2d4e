import { keyOf, type Locale, translate } from '#src/i18n/translate.ts'
import { type Day, daysBetween } from '#src/kernel/days.ts'
import { dates } from '#src/web/dates.ts'
import type { AgendaItem, Meeting } from './meeting.entity.ts'

type Reasoned = Pick<AgendaItem, 'why' | 'whyFacts'>

/** *På dagordningen eftersom …*, as read on a day: "37 dagar sedan" grows until the meeting has been held. */
export function whyLine({ why, whyFacts }: Reasoned, locale: Locale, today: Day): string {
  const { day, month, again } = whyFacts
  const key = keyOf(again === undefined ? `why.${why}` : `why.${why}.again`)
  return translate(locale, key, {
    ...whyFacts,
    ...(typeof day === 'string' ? { day: dates[locale].day(day), ago: ago(locale, daysBetween(day, today)) } : {}),
    ...(typeof month === 'string' && month !== '' ? { month: dates[locale].month(month) } : {}),
  })
}

/** The day that a meeting's papers are read as of: today, until it has been held. */
export const readingDay = ({ state, day }: Pick<Meeting, 'state' | 'day'>, today: Day): Day =>
  state === 'held' || state === 'done' ? day : today

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
