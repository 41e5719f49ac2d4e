import { expect } from 'chai'
import fc from 'fast-check'
import { DateTime } from 'luxon'
import { addDays, addMonths, dayOf, daysBetween, isDay, monthsBack, startOf, ZONE } from '#src/kernel/days.ts'

const instants = fc.date({
  min: new Date('2000-01-01T00:00:00Z'),
  max: new Date('2060-01-01T00:00:00Z'),
  noInvalidDate: true,
})
const days = instants.map(dayOf)
const counts = fc.integer({ min: -2_000, max: 2_000 })
const at = (day: string): DateTime => DateTime.fromISO(day, { zone: ZONE })

describe('Days in Sweden', () => {
  it('are those of the calendar at every instant, summer time and winter time', () => {
    fc.assert(
      fc.property(instants, instant => dayOf(instant) === at(instant.toISOString()).toISODate()),
      { seed: 1 },
    )
    const around = ['2026-03-29T00:59:59Z', '2026-03-29T01:00:00Z', '2026-10-25T00:30:00Z', '2026-10-25T01:30:00Z']
    expect(around.map(each => dayOf(new Date(each)))).to.deep.equal([
      '2026-03-29',
      '2026-03-29',
      '2026-10-25',
      '2026-10-25',
    ])
    expect(dayOf(new Date('2026-03-01T23:30:00Z'))).to.equal('2026-03-02')
  })

  it('are added, taken away and counted as the calendar does', () => {
    fc.assert(
      fc.property(days, counts, (day, count) => {
        const later = addDays(day, count)
        return later === at(day).plus({ days: count }).toISODate() && daysBetween(day, later) === count
      }),
      { seed: 2 },
    )
    fc.assert(
      fc.property(days, counts, (day, count) => addMonths(day, count) === at(day).plus({ months: count }).toISODate()),
      { seed: 3 },
    )
    expect(addMonths('2026-01-31', 1)).to.equal('2026-02-28')
    expect(addMonths('2028-01-31', 1)).to.equal('2028-02-29')
    expect(addMonths('2026-03-31', -1)).to.equal('2026-02-28')
    expect(addDays('2026-03-28', 1)).to.equal('2026-03-29')
    expect(daysBetween('2026-03-28', '2026-03-30')).to.equal(2)
  })

  it('begin at midnight in Sweden', () => {
    fc.assert(
      fc.property(days, day => startOf(day).getTime() === at(day).startOf('day').toMillis()),
      { seed: 4 },
    )
    expect(startOf('2026-07-01').toISOString()).to.equal('2026-06-30T22:00:00.000Z')
    expect(startOf('2026-12-01').toISOString()).to.equal('2026-11-30T23:00:00.000Z')
  })

  it('are told from what is none', () => {
    const none = [
      '2026-02-30',
      '2026-13-01',
      '0000-00-00',
      '2026-1-1',
      '26-01-01',
      '',
      '2026-01-01T00:00',
      '２０２６-01-01',
    ]
    expect(none.filter(isDay)).to.deep.equal([])
    expect(['2026-02-28', '2028-02-29', '1999-12-31'].every(isDay)).to.equal(true)
  })

  it('have months before them, newest first, over the turn of a year', () => {
    expect(monthsBack('2026-02', 4)).to.deep.equal(['2026-02', '2026-01', '2025-12', '2025-11'])
  })
})
