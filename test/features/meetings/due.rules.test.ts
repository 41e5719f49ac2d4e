import { expect } from 'chai'
import { ANSWER_DAYS, effectDays, liftDueDay, taskDueDay } from '#src/features/meetings/due.rules.ts'

describe('Due days by default (product §5)', () => {
  it('gives an agency 30 days and a lift 60', () => {
    expect(ANSWER_DAYS).to.equal(30)
    expect(liftDueDay('2026-11-21')).to.equal('2027-01-20')
  })
  for (const [meeting, due] of [
    [null, '2027-01-20'],
    ['2027-02-10', '2027-01-27'],
    ['2026-12-19', '2026-12-05'],
    ['2026-12-18', '2026-12-05'],
    ['2026-12-01', '2026-12-05'],
  ] as const)
    it(`is ${due} for a task when the next meeting is ${meeting}`, () =>
      expect(taskDueDay('2026-11-21', meeting)).to.equal(due))
  it('follows up effects after 3 and 9 months, by the calendar', () => {
    expect(effectDays('2026-11-30')).to.deep.equal([
      { months: 3, dueDay: '2027-02-28' },
      { months: 9, dueDay: '2027-08-30' },
    ])
  })
})
