import ical, {
  ICalAttendeeRole,
  ICalCalendarMethod,
  type ICalEventData,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator'
import { DateTime } from 'luxon'
import { type Day, instantAt, ZONE } from '#src/kernel/days.ts'

/** A meeting as calendars know it. The same `uid` all its life, and a higher `sequence` whenever something changes. */
export interface CalendarEvent {
  readonly uid: string
  readonly sequence: number
  readonly title: string
  readonly day: Day
  /** `HH:MM`, Swedish time. */
  readonly time: string
  readonly place: string
  /** The whole address of the page to go on from, or null. */
  readonly url: string | null
  /** When this edition was made. */
  readonly at: Date
  /** Will not be held after all, which a feed goes on to say. */
  readonly cancelled?: boolean
}
export const CALENDAR_METHODS = ['REQUEST', 'CANCEL'] as const
export type CalendarMethod = (typeof CALENDAR_METHODS)[number]

/** Nobody writes down when a meeting ends: calendars are told two hours, as the groups' meetings are planned. */
const HOURS = 2
const PRODUCT = '//Systemfel//Moten//SV'

/**
 * The rules of Swedish time since 1996, as RFC 5545 wants them beside each time that names the zone. In summer time from the
 * last Sunday of March to the last Sunday of October.
 */
const STOCKHOLM = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:DAYLIGHT',
  'TZOFFSETFROM:+0100',
  'TZOFFSETTO:+0200',
  'TZNAME:CEST',
  'DTSTART:19960331T020000',
  'RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU',
  'END:DAYLIGHT',
  'BEGIN:STANDARD',
  'TZOFFSETFROM:+0200',
  'TZOFFSETTO:+0100',
  'TZNAME:CET',
  'DTSTART:19961027T030000',
  'RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU',
  'END:STANDARD',
  'END:VTIMEZONE',
].join('\r\n')

const newCalendar = () => ical({ prodId: PRODUCT, timezone: { name: null, generator: () => STOCKHOLM } })

/** Nobody needs a line break in a name or a place, and some programs take stranger ones for the end of a line (J8). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
const oneLine = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()

/** Times are handed over with their zone: what the machine's own clock is set to must not show. */
function eventData({ uid, sequence, title, day, time, place, url, at }: CalendarEvent): ICalEventData {
  const start = DateTime.fromJSDate(instantAt(day, time), { zone: ZONE })
  const shown = { summary: oneLine(title), location: oneLine(place), url }
  return { ...shown, id: uid, sequence, timezone: ZONE, start, end: start.plus({ hours: HOURS }), stamp: at }
}

/** One meeting to one person, as the attachment of a letter (RFC 5546). Answers are given on the page, not by calendar. */
export function invitationText(
  method: CalendarMethod,
  event: CalendarEvent,
  { organiser, attendee }: { readonly organiser: string; readonly attendee: string },
): string {
  const calendar = newCalendar()
  calendar.method(ICalCalendarMethod[method])
  const told = calendar.createEvent({
    ...eventData(event),
    status: method === 'CANCEL' ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
    transparency: ICalEventTransparency.OPAQUE,
    organizer: { name: organiser, email: organiser },
  })
  told.createAttendee({ email: attendee, name: attendee, role: ICalAttendeeRole.REQ, rsvp: false })
  return calendar.toString()
}

const statusOf = ({ cancelled }: CalendarEvent): ICalEventStatus =>
  cancelled === true ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED

/** Meetings, as an address that calendars fetch again and again. */
export function feedText(name: string, events: readonly CalendarEvent[]): string {
  const calendar = newCalendar()
  calendar.name(name)
  for (const event of events) calendar.createEvent({ ...eventData(event), status: statusOf(event) })
  return calendar.toString()
}
