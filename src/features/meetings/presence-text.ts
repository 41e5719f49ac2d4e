import { keyOf, type Locale, translate } from '#src/i18n/translate.ts'
import type { Attendance } from './meeting.entity.ts'
import { timesKey } from './presence.rules.ts'

/** "Närvarande, från kl. 13.20", as the notes and the attendance page say it. */
export function presenceText({ presence, arrived, departed }: Attendance, locale: Locale): string {
  const text = translate(locale, keyOf(`presence.${presence}`))
  const key = timesKey({ arrived, departed })
  if (key === null) return text
  const shown = (time: string | null): string => (locale === 'sv' ? (time ?? '').replace(':', '.') : (time ?? ''))
  return `${text}, ${translate(locale, key, { from: shown(arrived), until: shown(departed) })}`
}
