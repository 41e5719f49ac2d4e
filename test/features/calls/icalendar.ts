import ICAL from 'ical.js'

/** A meeting as an independent parser reads it. */
export interface ReadEvent {
  readonly uid: string
  readonly sequence: number
  readonly summary: string
  readonly location: string
  readonly url: string
  readonly status: string
  /** As an instant, by the zone that the file itself describes. */
  readonly start: Date
  /** As the clock on the wall shows it. */
  readonly clock: string
  readonly zone: string
  readonly organizer: string | null
  readonly attendees: readonly string[]
}
export interface ReadCalendar {
  readonly method: string | null
  readonly events: readonly ReadEvent[]
}

/** Reads a file as a calendar would, and throws where RFC 5545 is not kept. Times are read by its own VTIMEZONE alone. */
export function readCalendar(text: string): ReadCalendar {
  assertLines(text)
  const calendar = new ICAL.Component(ICAL.parse(text))
  if (calendar.getFirstPropertyValue('version') !== '2.0') throw new Error('VERSION is not 2.0')
  if (!calendar.getFirstPropertyValue('prodid')) throw new Error('PRODID is missing')
  ICAL.TimezoneService.reset()
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone)
  const events = calendar.getAllSubcomponents('vevent').map(readEvent)
  return { method: calendar.getFirstPropertyValue('method') as string | null, events }
}

function readEvent(component: ICAL.Component): ReadEvent {
  const event = new ICAL.Event(component)
  const text = (name: string): string => String(component.getFirstPropertyValue(name) ?? '')
  const stamp = component.getFirstPropertyValue('dtstamp') as ICAL.Time
  if (stamp.zone?.tzid !== 'UTC') throw new Error('DTSTAMP is not in UTC')
  if (event.endDate.compare(event.startDate) <= 0) throw new Error('DTEND is not after DTSTART')
  return {
    uid: event.uid,
    sequence: event.sequence,
    summary: event.summary,
    location: event.location,
    url: text('url'),
    status: text('status'),
    start: event.startDate.toJSDate(),
    clock: event.startDate.toString(),
    zone: event.startDate.zone?.tzid ?? '',
    organizer: text('organizer') || null,
    attendees: component.getAllProperties('attendee').map(one => String(one.getFirstValue())),
  }
}

/** Lines end with CRLF, and none is longer than 75 octets. */
function assertLines(text: string): void {
  if (/[^\r]\n|\r[^\n]/.test(text)) throw new Error('a line does not end with CRLF')
  const long = text.split('\r\n').filter(line => Buffer.byteLength(line) > 75)
  if (long.length > 0) throw new Error(`a line is too long: ${long[0]}`)
}
