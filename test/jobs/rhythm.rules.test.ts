import { expect } from 'chai'
import { afterFailure, daily, every, LEASE_MS, nextAfter, type Standing, turnOf } from '#src/jobs/rhythm.rules.ts'

const at = (text: string): Date => new Date(text)
const HOUR = 3600_000

describe('When a job is due', () => {
  const DAILY: readonly (readonly [string, string, string, string])[] = [
    ['before its hour', '03:20', '2026-11-21T01:00:00Z', '2026-11-21T02:20:00Z'],
    ['at its hour', '03:20', '2026-11-21T02:20:00Z', '2026-11-22T02:20:00Z'],
    ['after its hour', '03:20', '2026-11-21T12:00:00Z', '2026-11-22T02:20:00Z'],
    ['at the end of a Swedish day', '03:20', '2026-11-21T23:30:00Z', '2026-11-22T02:20:00Z'],
    ['over the turn of a year, in week 53', '03:20', '2026-12-31T12:00:00Z', '2027-01-01T02:20:00Z'],
    ['to a leap day', '03:20', '2028-02-28T12:00:00Z', '2028-02-29T02:20:00Z'],
    ['from a leap day', '03:20', '2028-02-29T12:00:00Z', '2028-03-01T02:20:00Z'],
    ['to summer time, an hour that is there', '03:20', '2027-03-27T12:00:00Z', '2027-03-28T01:20:00Z'],
    ['to summer time, a time that is not', '02:30', '2027-03-27T12:00:00Z', '2027-03-28T01:30:00Z'],
    ['the day after it', '02:30', '2027-03-28T01:30:00Z', '2027-03-29T00:30:00Z'],
    ['to winter time, a time that comes twice', '02:30', '2026-10-24T12:00:00Z', '2026-10-25T00:30:00Z'],
    ['between the two', '02:30', '2026-10-25T00:30:00Z', '2026-10-26T01:30:00Z'],
    ['after the second', '02:30', '2026-10-25T01:45:00Z', '2026-10-26T01:30:00Z'],
  ]
  for (const [when, time, now, next] of DAILY)
    it(`J5: daily, ${when}`, () => {
      expect(nextAfter(daily(time), at(now)).toISOString()).to.equal(at(next).toISOString())
    })

  it('J5: comes once each Swedish day for eight years, whatever zone the machine is in', () => {
    const zone = process.env['TZ']
    const dues = (tz: string): string[] => {
      process.env['TZ'] = tz
      const all: string[] = []
      for (let now = at('2023-12-31T12:00:00Z'); now < at('2032-01-01T00:00:00Z'); now = nextAfter(daily('02:30'), now))
        all.push(now.toISOString())
      return all.slice(1)
    }
    try {
      const swedish = dues('Europe/Stockholm')
      expect(swedish).to.deep.equal(dues('UTC'))
      expect(swedish).to.have.length(8 * 365 + 2)
      expect(new Set(swedish.map(due => due.slice(0, 10))).size).to.equal(swedish.length)
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('is later after each failure, at most six hours, and never past the next day’s turn', () => {
    const now = at('2026-11-21T09:00:00Z')
    const minutes = (rhythm: ReturnType<typeof every>, attempts: number): number =>
      (afterFailure(rhythm, attempts, now).getTime() - now.getTime()) / 60_000
    expect([1, 2, 3, 9, 10, 50].map(attempts => minutes(every(3), attempts))).to.deep.equal([1, 2, 4, 256, 360, 360])
    expect(minutes(every(600), 1), 'never sooner than its rhythm').to.equal(10)
    const late = at('2026-11-21T02:00:00Z')
    expect(afterFailure(daily('03:20'), 9, late).toISOString()).to.equal('2026-11-21T02:20:00.000Z')
  })
})

describe('Whose turn it is', () => {
  const NOW = at('2026-11-21T09:00:00Z')
  const shifted = (ms: number): Date => new Date(NOW.getTime() + ms)
  const standing = (values: Partial<Standing>): Standing => ({ nextAt: NOW, leasedUntil: null, attempts: 0, ...values })
  const turn = (values: Partial<Standing>, rhythm = every(3)) => turnOf(rhythm, standing(values), NOW)

  it('runs what is due and leased to nobody, or to somebody who has died', () => {
    expect(turn({})).to.equal('run')
    expect(turn({ nextAt: shifted(1) })).to.equal('wait')
    expect(turn({ leasedUntil: shifted(1) })).to.equal('wait')
    expect(turn({ leasedUntil: NOW })).to.equal('run')
  })

  for (const [jump, ms] of Object.entries({ 'two hours': 2 * HOUR, 'a day': 24 * HOUR })) {
    it(`J6: does not stand still when the clock is turned back ${jump}`, () => {
      expect(turn({ nextAt: shifted(ms) })).to.deep.equal({ nextAt: shifted(3_000), leasedUntil: null })
      expect(turn({ leasedUntil: shifted(ms) })).to.deep.equal({ nextAt: NOW, leasedUntil: shifted(LEASE_MS) })
    })
    it(`J6: is due once when the clock is put forward ${jump}`, () => {
      expect(turn({ nextAt: shifted(-ms) })).to.equal('run')
    })
  }
  it('J6: a daily job waits for its hour after the clock was turned back a day', () => {
    const next = at('2026-11-22T02:20:00Z')
    expect(turn({ nextAt: at('2026-11-23T02:20:00Z') }, daily('03:20'))).to.deep.equal({
      nextAt: next,
      leasedUntil: null,
    })
    expect(turn({ nextAt: next }, daily('03:20'))).to.equal('wait')
  })
  it('lets the clocks of two processes differ a little', () => {
    expect(turn({ nextAt: shifted(20_000) })).to.equal('wait')
    expect(turn({ leasedUntil: shifted(LEASE_MS + 20_000) })).to.equal('wait')
  })
})
