import { expect } from 'chai'
import { consentCount } from '#src/features/meetings/consent.rules.ts'

const agreed = (seatId: string) => ({ seatId, answer: 'agreed' }) as const
const objected = (seatId: string) => ({ seatId, answer: 'objected' }) as const

describe('Consent', () => {
  for (const [what, seats, replies, expected] of [
    ['all agree', ['a', 'b'], [agreed('a'), agreed('b')], [2, 0, 0, true]],
    ['one has not answered', ['a', 'b'], [agreed('a')], [1, 0, 1, false]],
    ['one objects', ['a', 'b'], [agreed('a'), objected('b')], [1, 1, 0, false]],
    ['nobody holds a seat', [], [], [0, 0, 0, false]],
    ['only a seat that nobody holds any more has agreed', ['a'], [agreed('z')], [0, 0, 1, false]],
  ] as const)
    it(`is ${expected[3] ? 'there' : 'not there'} when ${what}`, () => {
      const { agreed: yes, objected: no, unanswered, ready } = consentCount(seats, replies)
      expect([yes, no, unanswered, ready]).to.deep.equal(expected)
    })
})
