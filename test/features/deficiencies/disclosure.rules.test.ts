import { expect } from 'chai'
import { reportsShown } from '#src/features/deficiencies/disclosure.rules.ts'

const reported = (reportCount: number) => ({ reportCount, firstMonth: '2025-12', lastMonth: '2026-08' })

describe('What is told of the reports', () => {
  it('is exact inside the offices that feed it', () => {
    const shown = { count: 1, from: { month: '2025-12' }, to: { month: '2026-08' } }
    expect(reportsShown(reported(1), true)).to.deep.equal(shown)
  })

  for (const count of [1, 2, 3, 4])
    it(`is “färre än 5” and half-years outside them when there are ${count}`, () => {
      const shown = { count: null, from: { half: '2025-2' }, to: { half: '2026-2' } }
      expect(reportsShown(reported(count), false)).to.deep.equal(shown)
    })

  it('is exact for everybody from five on', () => {
    const shown = { count: 5, from: { month: '2025-12' }, to: { month: '2026-08' } }
    expect(reportsShown(reported(5), false)).to.deep.equal(shown)
  })

  it('is nothing where nothing was reported', () => {
    const none = { reportCount: 0, firstMonth: null, lastMonth: null }
    expect(reportsShown(none, false)).to.deep.equal({ count: 0, from: null, to: null })
  })
})
