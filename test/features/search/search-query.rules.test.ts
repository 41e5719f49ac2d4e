import { expect } from 'chai'
import { LONGEST_QUERY, readNumber, readQuery, soughtOf } from '#src/features/search/search-query.rules.ts'
import { growthOf, LINEAR } from '#test/kernel/growth.ts'

const typed = (text: string): string[] => readQuery(text).units.map(unit => unit.typed)

describe('What is typed in search', () => {
  it('is words, each as it is and as what it means', () => {
    expect(readQuery('FK kräver').units).to.deep.equal([
      { typed: 'fk', literals: ['lfk'], meanings: ['mförsäkringskassan'], longer: [] },
      { typed: 'kräver', literals: ['lkräv'], meanings: [], longer: [] },
    ])
  })

  it('takes a phrase of the field as one thing', () => {
    const [unit, ...others] = readQuery('samordnade individuella planer').units
    expect(others).to.deep.equal([])
    expect(unit?.literals).to.deep.equal(['lsamordn', 'lindividuell', 'lplan'])
    expect(unit?.meanings).to.deep.equal(['msamordnadindividuellplan'])
  })

  it('means what is written out in full, not what merely begins so', () => {
    expect(readQuery('läkarintyg').units[0]?.meanings).to.deep.equal(['mläkarintyg'])
    expect(readQuery('läkare').units[0]?.meanings).to.deep.equal(['mläkare'])
  })

  it('leaves out words that say nothing, and those that only name what there is everywhere', () => {
    expect(typed('hur är det med god man')).to.deep.equal(['god man'])
    for (const thing of ['systemfel', 'Systemfelet', 'systembrist', 'brister', 'avvikelsen', 'avvikelser']) {
      expect(readQuery(`${thing} bostad`), thing).to.deep.include({ namesTheThing: true })
      expect(typed(`${thing} bostad`), thing).to.deep.equal(['bostad'])
      expect(readQuery(thing), thing).to.deep.equal({ units: [], namesTheThing: true })
    }
    expect(typed('läkarbrist bristyrke')).to.deep.equal(['läkarbrist', 'bristyrke'])
    expect(readQuery('och att')).to.deep.equal({ units: [], namesTheThing: false })
  })

  it('is numbers too, with or without the zeros before them', () => {
    expect(readQuery('dnr 2024/0123').units.map(({ literals }) => literals)).to.deep.equal([
      ['ldnr'],
      ['l2024'],
      ['l123'],
    ])
  })

  it('is sought in the tokens of each kind: all of it, each thing in any of its words', () => {
    const { units } = readQuery('FK 42')
    expect(soughtOf(units, ['deficiency', 'answer'])).to.deep.equal([
      ['dlfk', 'dmförsäkringskassan', 'alfk', 'amförsäkringskassan'],
      ['dl42', 'al42'],
    ])
    expect(soughtOf(readQuery('god man').units, ['deficiency'])).to.deep.equal([['dlgod', 'dmgodman']])
    expect(soughtOf([], ['deficiency'])).to.deep.equal([])
  })

  it('A12: is read so far and no further, in time by its length', () => {
    expect(typed('a1 '.repeat(1000)).length).to.be.at.most(12)
    expect(typed('x'.repeat(5_000))).to.deep.equal(['x'.repeat(LONGEST_QUERY)])
    for (const piece of ['god man ', 'å', '"* ', '9'])
      expect(
        growthOf(readQuery, length => piece.repeat(length / piece.length)),
        piece,
      ).to.be.below(LINEAR)
  })

  it('is a number by any way of writing it', () => {
    expect(readNumber('SF-2026-0042', 2026)).to.deep.equal(['SF-2026-0042'])
    expect(readNumber(' sf 2026-42 ', 2026)).to.deep.equal(['SF-2026-0042'])
    expect(readNumber('r-2025-7', 2026)).to.deep.equal(['R-2025-0007'])
    expect(readNumber('2026-42', 2026)).to.deep.equal(['SF-2026-0042', 'R-2026-0042'])
    expect(readNumber('42', 2026)).to.include.members(['SF-2026-0042', 'SF-2016-0042', 'R-2026-0042'])
    for (const text of ['', 'sf', '42 bostad', '2026', '12345678', 'SF-26-1', '1e3'])
      expect(readNumber(text, 2026) === null, text).to.equal(text !== '2026')
  })
})
