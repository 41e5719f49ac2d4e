import { expect } from 'chai'
import { type Asked, medianOf, percentOf, ratesOf } from '#src/features/answers/rate.rules.ts'

describe('The median', () => {
  const cases: readonly [number[], number | null][] = [
    [[], null],
    [[7], 7],
    [[9, 1], 5],
    [[10, 1], 5.5],
    [[30, 1, 2], 2],
    [[4, 100, 1, 3], 3.5],
    [[10, 9, 100, 8, 2], 9],
    [[0, 0, 0], 0],
  ]
  for (const [numbers, median] of cases)
    it(`of ${numbers.join(', ') || 'nothing'} is ${median ?? 'none'}`, () => expect(medianOf(numbers)).to.equal(median))
  it('leaves what it was given as it was', () => {
    const numbers = [3, 1, 2]
    medianOf(numbers)
    expect(numbers).to.deep.equal([3, 1, 2])
  })
})

describe('A share', () => {
  const cases: readonly [number, number, number | null][] = [
    [0, 0, null],
    [4, 4, null],
    [4, 1, null],
    [5, 0, 0],
    [5, 4, 80],
    [6, 4, 67],
    [200, 199, 100],
  ]
  for (const [asked, answered, percent] of cases)
    it(`of ${answered} in ${asked} is ${percent ?? 'not said'}`, () => {
      expect(percentOf({ asked, answered })).to.equal(percent)
    })
})

describe('How organisations answer', () => {
  const today = '2026-11-21'
  const asked = (values: Partial<Asked> = {}): Asked => ({
    ...{ organisationId: 'a', organisationName: 'A', jointId: null, sentDay: '2026-09-01', dueDay: '2026-10-01' },
    answeredDay: null,
    ...values,
  })
  const of = (...all: Asked[]) => ratesOf(all, today)[0]

  it('says nothing of those who were not asked', () => expect(ratesOf([], today)).to.deep.equal([]))
  it('counts what is answered, and how long it took', () => {
    const rate = of(asked(), asked({ answeredDay: '2026-09-11' }), asked({ answeredDay: '2026-09-04' }))
    expect(rate).to.include({ asked: 3, answered: 2, medianDays: 6.5, notYet: 0 })
  })
  it('tells those that may still be answered in time from those that are late', () => {
    const open = [asked({ dueDay: '2026-11-20' }), asked({ dueDay: today }), asked({ dueDay: '2026-12-01' })]
    expect(of(...open)).to.include({ asked: 3, answered: 0, notYet: 2, medianDays: null })
  })
  it('counts a joint answer once for each organisation', () => {
    const joint = { jointId: 'j', answeredDay: '2026-09-11' }
    const rates = ratesOf(
      [
        asked(joint),
        asked({ ...joint, answeredDay: '2026-09-05' }),
        asked({ ...joint, organisationId: 'b', organisationName: 'B' }),
        asked({ jointId: 'k' }),
      ],
      today,
    )
    expect(rates.map(rate => [rate.organisationName, rate.asked, rate.answered, rate.medianDays])).to.deep.equal([
      ['A', 2, 1, 4],
      ['B', 1, 1, 10],
    ])
  })
  it('counts a joint question as answered when one of an organisation’s contacts has answered, whichever comes first', () => {
    for (const order of [[null, '2026-09-03'] as const, ['2026-09-03', null] as const])
      expect(of(...order.map(answeredDay => asked({ jointId: 'j', answeredDay })))).to.include({
        asked: 1,
        answered: 1,
      })
  })
})
