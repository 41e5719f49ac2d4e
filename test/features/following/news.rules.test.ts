import { expect } from 'chai'
import { isDue, mondayOf } from '#src/features/following/news.rules.ts'

describe('When somebody who reported is mailed', () => {
  // 2026-11-23 is a Monday.
  const CASES = [
    ['prompt', null, '2026-11-21', '2026-11-21', true, 'the first at once'],
    ['prompt', '2026-11-21', '2026-11-22', '2026-11-27', false, 'not again within the week'],
    ['prompt', '2026-11-21', '2026-11-22', '2026-11-28', true, 'again after seven days'],
    ['prompt', '2026-11-21', '2027-03-01', '2027-03-01', true, 'the first after a quiet time at once'],
    ['weekly', null, '2026-11-21', '2026-11-21', false, 'Saturday: on Monday'],
    ['weekly', null, '2026-11-21', '2026-11-22', false, 'Sunday: on Monday'],
    ['weekly', null, '2026-11-21', '2026-11-23', true, 'Monday'],
    ['weekly', null, '2026-11-23', '2026-11-23', false, 'what happens on a Monday: the next one'],
    ['weekly', null, '2026-11-21', '2026-11-26', true, 'a Monday when nothing was sent is made up for'],
    ['weekly', '2026-11-26', '2026-11-27', '2026-11-30', false, 'which moves the next one, so that it is a week'],
    ['weekly', '2026-11-26', '2026-11-27', '2026-12-03', true, 'seven days after'],
    ['weekly', '2026-11-23', '2026-11-24', '2026-11-30', true, 'from Monday to Monday'],
    ['none', null, '2026-11-21', '2027-11-21', false, 'never'],
  ] as const
  for (const [frequency, lastMailed, oldest, today, due, why] of CASES)
    it(`${frequency}: ${why}`, () => {
      expect(isDue({ frequency, lastMailed, oldest, today })).to.equal(due)
    })

  it('knows the Monday of a day, over the new year and long ago', () => {
    for (const [day, monday] of [
      ['2026-11-23', '2026-11-23'],
      ['2026-11-29', '2026-11-23'],
      ['2027-01-01', '2026-12-28'],
      ['2020-02-29', '2020-02-24'],
    ] as const)
      expect(mondayOf(day)).to.equal(monday)
  })
})
