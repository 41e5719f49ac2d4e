import { CALENDAR_METHODS, type CalendarMethod, invitationText } from '#src/documents/calendar.ts'
import { translate } from '#src/i18n/translate.ts'
import { isDay } from '#src/kernel/days.ts'
import type { OutboxMail } from './outbox-mail.entity.ts'

/** What goes with a letter for calendars to read. */
export interface MailCalendar {
  readonly method: CalendarMethod
  readonly text: string
}

/**
 * The meeting of a letter that calls to one, made of its facts when it is sent: text of it is stored nowhere. Null for all
 * other letters. Who calls is the group's address; a group without one is spoken for by nobody that can be answered.
 */
export function calendarOf(mail: OutboxMail, url: string | null, host: string): MailCalendar | null {
  const { method, uid, sequence, group, day, time, place, email } = mail.facts
  const known = CALENDAR_METHODS.find(one => one === method)
  const complete = typeof uid === 'string' && typeof sequence === 'number' && typeof place === 'string'
  if (known === undefined || !complete || !isTime(time) || typeof day !== 'string' || !isDay(day)) return null
  const title = translate('sv', 'mail.calendar.title', { group: group ?? '' })
  const event = { uid, sequence, title, day, time, place, url, at: mail.createdAt }
  const organiser = typeof email === 'string' ? email : `ingen-svarar@${host}`
  return { method: known, text: invitationText(known, event, { organiser, attendee: mail.toAddress }) }
}

const isTime = (value: unknown): value is string => typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d$/.test(value)
