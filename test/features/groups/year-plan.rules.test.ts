import { expect } from 'chai'
import { proposedDays, usualWeekday, type YearPlan, yearsToPlan } from '#src/features/groups/year-plan.rules.ts'
import { daysBetween } from '#src/kernel/days.ts'
import { isWorkday, weekdayOf } from '#src/kernel/swedish-holidays.ts'

const PLAN: YearPlan = { year: 2027, count: 4, weekday: 2, today: '2026-11-21', planned: [] }
const YEARS = Array.from({ length: 20 }, (_, at) => 2026 + at)
const PLANS: YearPlan[] = YEARS.flatMap(year =>
  [1, 2, 3, 4, 5].flatMap(weekday =>
    [1, 2, 3, 4, 6, 8, 10].map(count => ({ ...PLAN, year, weekday, count, today: `${year - 1}-12-31` })),
  ),
)

describe('The meeting plan of a year', () => {
  it('spreads four meetings over the year, on the same weekday', () => {
    expect(proposedDays(PLAN)).to.deep.equal(['2027-02-16', '2027-05-18', '2027-08-17', '2027-11-16'])
  })
  it('never falls on a weekend, a holiday or in July, whatever the year, the weekday and the number', () => {
    for (const plan of PLANS) {
      const days = proposedDays(plan)
      const good = days.filter(
        day =>
          isWorkday(day) &&
          weekdayOf(day) === plan.weekday &&
          day.slice(0, 4) === String(plan.year) &&
          day.slice(5, 7) !== '07',
      )
      expect(new Set(good).size, `${JSON.stringify(plan)}: ${days.join()}`).to.equal(plan.count)
    }
  })
  it('keeps four meetings at least ten weeks apart', () => {
    for (const year of YEARS) {
      const days = proposedDays({ ...PLAN, year, today: '2025-12-31' })
      for (const [at, day] of days.slice(1).entries())
        expect(daysBetween(days[at] as string, day), days.join()).to.be.greaterThan(70)
    }
  })
  it('leaves alone the parts of the year that have a meeting, and those that have passed', () => {
    expect(proposedDays({ ...PLAN, planned: ['2027-03-30', '2027-10-20'] })).to.deep.equal(['2027-05-18', '2027-08-17'])
    expect(proposedDays({ ...PLAN, today: '2027-05-18' })).to.deep.equal(['2027-08-17', '2027-11-16'])
  })
  it('asks for nothing of a group that is not to meet', () => {
    expect(proposedDays({ ...PLAN, count: 0 })).to.deep.equal([])
  })
  it('takes the weekday of the latest meeting, and Tuesday where that says nothing', () => {
    expect(['2026-11-19', '2026-11-22', undefined].map(usualWeekday)).to.deep.equal([4, 2, 2])
  })
  it('offers the next year first from October on', () => {
    expect(yearsToPlan('2026-09-30')).to.deep.equal([2026, 2027])
    expect(yearsToPlan('2026-10-01')).to.deep.equal([2027, 2026])
  })
})
