import { expect } from 'chai'
import { seenOutside } from '#src/features/meetings/seen.rules.ts'

const report = (band: '1' | '2-4' | '5-9' | '10+' | null, firstMonth: string | null, lastMonth = firstMonth) => ({
  band,
  firstMonth,
  lastMonth,
})

describe('What those outside the office read of how much it has been met', () => {
  it('widens the lowest bands, and months to half-years with them', () => {
    expect(seenOutside([report('1', '2026-02'), report('2-4', '2026-08', '2026-09')])).to.deep.equal({
      band: 'few',
      from: { year: 2026, half: 1 },
      to: { year: 2026, half: 2 },
    })
  })
  it('keeps months where five or more have met it', () => {
    expect(seenOutside([report('1', '2026-02'), report('5-9', '2026-08')])).to.deep.equal({
      band: '5-9',
      from: '2026-02',
      to: '2026-08',
    })
  })
  it('never adds bands up', () => {
    expect(seenOutside([report('5-9', '2026-01'), report('5-9', '2026-02')]).band).to.equal('5-9')
    expect(seenOutside([report('10+', '2026-01'), report('5-9', '2026-02')]).band).to.equal('10+')
  })
  it('says few of what is not told', () => {
    expect(seenOutside([report(null, null)])).to.deep.equal({ band: 'few', from: null, to: null })
  })
})
