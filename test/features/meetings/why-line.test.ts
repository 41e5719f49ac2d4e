import { expect } from 'chai'
import { whyLine } from '#src/features/meetings/why-line.ts'

describe('Why an item is there', () => {
  it('tells the month in which a report opened a systemfel again, and never its day', () => {
    const item = { why: 'came_back', whyFacts: { day: '2026-11-02' } } as const
    expect(whyLine(item, 'sv', '2026-12-01')).to.equal(
      'På dagordningen eftersom det har kommit tillbaka: en ny rapport öppnade det i november 2026.',
    )
    expect(whyLine(item, 'en', '2026-12-01'))
      .to.include('opened it in November 2026')
      .and.not.include('2 November')
  })
})
