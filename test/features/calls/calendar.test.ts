import { expect } from 'chai'
import fc from 'fast-check'
import { feedText, invitationText } from '#src/documents/calendar.ts'
import { changeBetween } from '#src/features/calls/call.rules.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { addDays, instantAt } from '#src/kernel/days.ts'
import type { Browser } from '#test/support/world.ts'
import { World } from '#test/support/world.ts'
import { Called, VERA } from './called.ts'
import { readCalendar } from './icalendar.ts'

const EVENT = {
  uid: '0193a1d2-0000-7000-8000-000000000001',
  sequence: 0,
  title: 'Möte: Ledningsgruppen',
  day: '2026-12-10',
  time: '13:00',
  place: 'Kommunhuset',
  url: 'https://systemfel.test/kallelse/x',
  at: new Date('2026-11-21T09:00:00Z'),
}
const PEOPLE = { organiser: 'grupp@kommun.test', attendee: 'ledamot@fk.test' }

describe('A meeting as calendars read it', () => {
  for (const [what, day, time, start] of [
    ['in winter', '2026-12-10', '13:00', '2026-12-10T12:00:00.000Z'],
    ['in summer', '2026-06-10', '13:00', '2026-06-10T11:00:00.000Z'],
    ['on the day that summer time begins', '2027-03-28', '13:00', '2027-03-28T11:00:00.000Z'],
    ['the day before it begins', '2027-03-27', '13:00', '2027-03-27T12:00:00.000Z'],
    ['on the day that it ends', '2026-10-25', '09:00', '2026-10-25T08:00:00.000Z'],
    ['the day before it ends', '2026-10-24', '09:00', '2026-10-24T07:00:00.000Z'],
    ['in the year of the rule’s last change', '1996-10-28', '09:00', '1996-10-28T08:00:00.000Z'],
  ] as const)
    it(`is at the right instant ${what}`, () => {
      const [event] = readCalendar(feedText('Möten', [{ ...EVENT, day, time }])).events
      expect(event?.start.toISOString()).to.equal(start)
      expect(event?.clock).to.equal(`${day}T${time}:00`)
    })

  it('is at the right instant on every day for twenty years, by the zone that the file itself describes', () => {
    const property = fc.property(
      fc.integer({ min: 0, max: 7300 }),
      fc.integer({ min: 6, max: 22 }),
      fc.integer({ min: 0, max: 59 }),
      (days, hour, minute) => {
        const day = addDays('2026-01-01', days)
        const time = `${String(hour).padStart(2, '0')}:${String(minute).padStart(2, '0')}`
        const [event] = readCalendar(invitationText('REQUEST', { ...EVENT, day, time }, PEOPLE)).events
        expect(event?.start.getTime()).to.equal(instantAt(day, time).getTime())
      },
    )
    fc.assert(property, { numRuns: 400 })
  })

  it('J8: says what it is given and nothing more, whatever stands in group and place', () => {
    const nasty = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.constantFrom(
        'x\r\nATTENDEE:mailto:ond@angripare.test',
        'x\nEND:VEVENT\nBEGIN:VEVENT\nUID:2',
        'a;b,c\\n:d"e',
        'å'.repeat(200),
        '👩‍👩‍👧'.repeat(30),
        '\\',
        'x\u2028BEGIN:VALARM',
      ),
    )
    const property = fc.property(nasty, nasty, (title, place) => {
      const text = invitationText('REQUEST', { ...EVENT, title, place }, PEOPLE)
      const { events, method } = readCalendar(text)
      expect(method).to.equal('REQUEST')
      expect(events).to.have.length(1)
      expect(events[0]).to.deep.include({ uid: EVENT.uid, organizer: 'mailto:grupp@kommun.test', url: EVENT.url })
      expect(events[0]?.attendees.map(one => one.toLowerCase())).to.deep.equal(['mailto:ledamot@fk.test'])
      expect(text.split(/[\r\n\u0085\u2028\u2029]+/).filter(line => line.startsWith('BEGIN:V'))).to.have.length(3)
    })
    fc.assert(property, { numRuns: 500 })
  })

  it('has its own time zone and no floating times', () => {
    const text = feedText('Möten', [EVENT])
    expect(text).to.include('BEGIN:VTIMEZONE').and.include('DTSTART;TZID=Europe/Stockholm:20261210T130000')
  })
})

interface Step {
  readonly day: string
  readonly time: string
  readonly place: string
}

/** What calendars must have been told: the first edition at the call, and each that differs from the one before it. */
function editions(row: readonly Step[], calledAfter: number, cancelled: boolean): number[] {
  let last: Step = { day: '2026-12-10', time: '13.00', place: 'Kommunhuset' }
  const numbers = row.map(step => {
    const changed = changeBetween(last, step) !== 'none'
    last = step
    return changed
  })
  const upTo = (count: number): number => numbers.slice(0, count).filter(Boolean).length
  if (calledAfter >= row.length) return []
  const told = numbers.flatMap((changed, at) => (changed && at >= calledAfter ? [upTo(at + 1)] : []))
  return [upTo(calledAfter), ...told, ...(cancelled ? [upTo(row.length) + 1] : [])]
}

/** Moves a meeting through the changes, calls to it before one of them, and reads what its member was mailed. */
async function lived(row: readonly Step[], calledAfter: number, cancelled: boolean): Promise<void> {
  const now = await Called.of(await World.open())
  for (const [index, step] of row.entries()) {
    if (index === calledAfter) await now.call()
    await now.change({ ...step })
  }
  if (cancelled) await now.cancel()
  const read = now.lettersTo(VERA).map(({ calendar }) => readCalendar(calendar?.text ?? '').events[0])
  expect(read.map(event => event?.sequence)).to.deep.equal(editions(row, calledAfter, cancelled))
  expect(read.filter(event => event?.uid !== now.meeting.id)).to.deep.equal([])
  const last = row.at(-1) as Step
  if (read.length > 0) expect(read.at(-1)?.clock).to.equal(`${last.day}T${last.time.replace('.', ':')}:00`)
}

describe('A meeting through any row of changes', () => {
  it('keeps its UID, and its SEQUENCE rises by one with each that changes it and with no other', async function () {
    this.timeout(120_000)
    const changes = fc.array(
      fc.record({
        day: fc.constantFrom('2026-12-10', '2026-12-17', '2027-03-29'),
        time: fc.constantFrom('13.00', '09.30'),
        place: fc.constantFrom('Kommunhuset', 'Biblioteket'),
      }),
      { minLength: 1, maxLength: 6 },
    )
    const property = fc.asyncProperty(changes, fc.nat({ max: 6 }), fc.boolean(), lived)
    await fc.assert(property, { numRuns: 12 })
  })
})

describe('The calendar of somebody with a place in a group', () => {
  let world: World
  let now: Called
  let person: Person
  let browser: Browser
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
    person = await now.board.given.person([{ role: 'member', groupId: now.board.group.id }], { email: VERA })
    browser = await now.board.given.browserOf(person)
  })
  const renew = async (): Promise<string> => {
    const page = await (await browser.get('/min-sida')).form('/min-sida/kalender').submit()
    const address = page.$('a[href$=".ics"]').attr('href') ?? ''
    expect(address).to.match(/^https:\/\/systemfel\.test\/kalender\/[\w-]{64}\.ics$/)
    return new URL(address).pathname
  }
  const read = async (path: string) => readCalendar((await world.browser().download(path)).toString('utf8')).events

  it('has every meeting to come of her groups, in the edition that holds, the cancelled as such, and none of others', async () => {
    const { given, group, office, convener } = now.board
    const later = await now.board.plan('2027-01-20')
    const elsewhere = await given.group([office])
    const other = await given.as('convener', { groupId: elsewhere.id })
    await now.board.plan('2027-01-21', other, elsewhere)
    const path = await renew()
    await now.change({ day: '2026-12-15', time: '09.00' })
    const events = await read(path)
    expect(
      events.map(({ uid, sequence, clock, summary, location, url }) => ({
        uid,
        sequence,
        clock,
        summary,
        location,
        url,
      })),
    ).to.deep.equal([
      {
        ...{ uid: now.meeting.id, sequence: 1, clock: '2026-12-15T09:00:00', location: 'Kommunhuset' },
        ...{ summary: `Möte: ${group.name}`, url: `https://systemfel.test/moten/${now.meeting.id}` },
      },
      {
        ...{ uid: later.id, sequence: 0, clock: '2027-01-20T13:00:00', location: 'Kommunhuset' },
        ...{ summary: `Möte: ${group.name}`, url: `https://systemfel.test/moten/${later.id}` },
      },
    ])
    const page = await convener.get(`/moten/${later.id}/stall-in`)
    await page.form('Ställ in mötet').submit({ reason: 'För få.' })
    expect((await read(path)).map(({ uid, status, sequence }) => [uid, status, sequence])).to.deep.equal([
      [now.meeting.id, 'CONFIRMED', 1],
      [later.id, 'CANCELLED', 1],
    ])
  })

  it('follows the seat where she has no role, on the days that she holds it', async () => {
    await world.given(ctx => ctx.rows(grants).remove({ personId: person.id }))
    await now.board.plan('2027-01-20')
    const path = await renew()
    expect(await read(path)).to.have.length(2)
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ email: VERA }, { toDay: '2026-12-31' }))
    expect(await read(path)).to.have.length(1)
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ email: VERA }, { email: 'annan@fk.test' }))
    expect(await read(path)).to.deep.equal([])
  })

  it('has one address at a time, which dies with a new one, with the account and with time', async () => {
    const [first, second] = [await renew(), await renew()]
    const status = async (path: string) => (await world.browser().raw('get', path)).status
    expect([await status(first), await status(second)]).to.deep.equal([404, 200])
    expect(await status(`${second.slice(0, -5)}${second.at(-5) === 'A' ? 'B' : 'A'}.ics`)).to.equal(404)
    expect(await status(second.replace('.ics', ''))).to.equal(404)
    await world.given(ctx => ctx.rows(people).change(person.id, { state: 'closed' }))
    expect(await status(second)).to.equal(404)
    await world.given(ctx => ctx.rows(people).change(person.id, { state: 'active' }))
    world.clock.moveTo('2029-01-01T09:00:00Z')
    expect(await status(second)).to.equal(404)
    expect(await world.acts(person.id)).to.deep.equal(['person.calendarRenewed', 'person.calendarRenewed'])
  })

  it('is only read by GET, and is stored nowhere', async () => {
    const path = await renew()
    const before = JSON.stringify(await world.rows(accessLinks))
    for (let round = 0; round < 5; round += 1) await read(path)
    expect((await world.browser().raw('head', path)).status).to.equal(200)
    expect(JSON.stringify(await world.rows(accessLinks))).to.equal(before)
    const secret = path.slice('/kalender/'.length + 22, -4)
    expect(before + JSON.stringify(await world.rows(people)) + world.logLines.join()).not.to.include(secret)
  })

  it('is offered to those with a place in a group only', async () => {
    const ombud = await now.board.given.browserOf(now.board.ombud)
    expect((await ombud.get('/min-sida')).text).not.to.include('Mötena i din kalender')
    expect((await browser.get('/min-sida')).text)
      .to.include('Mötena i din kalender')
      .and.include('Skapa en kalenderadress')
  })
})
