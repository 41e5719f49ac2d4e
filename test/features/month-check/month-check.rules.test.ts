import { expect } from 'chai'
import { monthsOffered, monthToRemindOf } from '#src/features/month-check/month-check.rules.ts'

describe('The months that can be checked', () => {
  const TABLE: readonly (readonly [string, readonly string[]])[] = [
    ['2026-11-01', ['2026-11', '2026-10']],
    ['2026-11-10', ['2026-11', '2026-10']],
    ['2026-11-11', ['2026-11']],
    ['2026-11-30', ['2026-11']],
    ['2027-01-03', ['2027-01', '2026-12']],
    ['2028-02-29', ['2028-02']],
  ]
  for (const [today, months] of TABLE)
    it(`on ${today} are ${months.join(' and ')}`, () => expect(monthsOffered(today)).to.deep.equal(months))

  const REMINDERS: readonly (readonly [string, readonly string[], string | null])[] = [
    ['2026-11-05', [], '2026-10'],
    ['2026-11-05', ['2026-10'], '2026-11'],
    ['2026-11-05', ['2026-11'], '2026-10'],
    ['2026-11-05', ['2026-10', '2026-11'], null],
    ['2026-11-20', [], '2026-11'],
    ['2026-11-20', ['2026-10'], '2026-11'],
    ['2026-11-20', ['2026-11'], null],
  ]
  for (const [today, checked, month] of REMINDERS)
    it(`on ${today} with ${checked.join() || 'none'} checked the reminder is about ${month ?? 'nothing'}`, () =>
      expect(monthToRemindOf(today, checked)).to.equal(month))
})
