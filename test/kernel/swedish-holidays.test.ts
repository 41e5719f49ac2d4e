import { expect } from 'chai'
import { easterOf, holidaysOf, isWorkday, weekdayOf } from '#src/kernel/swedish-holidays.ts'

describe('Swedish holidays', () => {
  const EASTERS = ['2008-03-23', '2019-04-21', '2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25']
  for (const easter of EASTERS)
    it(`have Easter on ${easter}`, () => {
      expect(easterOf(Number(easter.slice(0, 4)))).to.equal(easter)
    })
  it('are those of the calendar of 2026', () => {
    expect(holidaysOf(2026)).to.deep.equal([
      ...['2026-01-01', '2026-01-06', '2026-04-03', '2026-04-05', '2026-04-06', '2026-05-01', '2026-05-14'],
      ...['2026-05-24', '2026-06-06', '2026-06-19', '2026-06-20', '2026-10-31', '2026-12-24', '2026-12-25'],
      ...['2026-12-26', '2026-12-31'],
    ])
  })
  const DAYS: readonly [string, boolean][] = [
    ['2026-11-20', true],
    ['2026-11-21', false],
    ['2026-11-22', false],
    ['2026-05-14', false],
    ['2026-05-15', true],
    ['2027-06-25', false],
  ]
  for (const [day, works] of DAYS)
    it(`make ${day} ${works ? 'a workday' : 'no workday'}`, () => {
      expect(isWorkday(day)).to.equal(works)
    })
  it('count Monday as 1 and Sunday as 7', () => {
    expect(['2026-11-23', '2026-11-29'].map(weekdayOf)).to.deep.equal([1, 7])
  })
})
