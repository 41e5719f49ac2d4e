import { expect } from 'chai'
import { meaningMeant, nearestFieldWord, slipsBetween } from '#src/kernel/swedish-words/nearest-word.ts'
import { type SearchWord, searchWords } from '#src/kernel/swedish-words.ts'
import { growthOf, LINEAR } from './growth.ts'

const literals = (text: string): (string | null)[] => searchWords(text).map(({ literal }) => literal)
const meanings = (text: string): string[] =>
  searchWords(text).flatMap(word => [...word.meanings.map(({ meaning }) => meaning), ...word.tails])

describe('The words that search knows a text by', () => {
  it('are stems, in their order, and null where a word says nothing', () => {
    expect(literals('Väntetiderna för handläggarna')).to.deep.equal(['väntetid', null, 'handlägg'])
  })

  it('are the same in every inflection', () => {
    for (const [one, other] of [
      ['väntetiderna', 'väntetid'],
      ['läkarintygens', 'läkarintyg'],
      ['Ärendet', 'ÄRENDEN'],
      ['mötet', 'möten'],
      ['intygets', 'intyg'],
      ['lägets', 'läge'],
      ['boendestöd', 'boendestödet'],
    ])
      expect(literals(one as string), one).to.deep.equal(literals(other as string))
  })

  it('keep å, ä and ö apart from a and o, however they are composed', () => {
    expect(literals('får far for för')).to.deep.equal([null, 'far', 'for', null])
    expect(literals('bår bar bör')).to.deep.equal(['bår', 'bar', null])
    expect(literals('Överförmyndare'.normalize('NFD'))).to.deep.equal(literals('ÖVERFÖRMYNDARE'))
    expect(searchWords('å'.normalize('NFD'))).to.have.length(1)
  })

  it('are numbers without the zeros before them', () => {
    expect(literals('dnr 007/12')).to.deep.equal(['dnr', '7', '12'])
    expect(literals('0 00')).to.deep.equal(['0', '0'])
  })

  it('are references, however they are written', () => {
    expect(literals('SF-2026-0042 och sf-2026-42, R-2026-7.')).to.deep.equal([
      'sf2026n42',
      null,
      'sf2026n42',
      'r2026n7',
    ])
    expect(literals('sf-2026 r-1 SF-2026-1a')).to.deep.equal(['sf', '2026', null, '1', 'sf', '2026', '1a'])
  })

  it('tell where they stand in the text', () => {
    const text = 'Ingen god man, än.'
    const found = searchWords(text).map(({ from, to }: SearchWord) => text.slice(from, to))
    expect(found).to.deep.equal(['Ingen', 'god', 'man', 'än'])
  })

  it('know what they mean, alone, together and by their last part', () => {
    expect(meanings('FK')).to.deep.equal(['försäkringskassan'])
    expect(meanings('en god man')).to.deep.equal(['god man'])
    expect(meanings('bostadsbristen')).to.include.members(['bostad', 'brist'])
    const [phrase] = searchWords('god man')[0]?.meanings ?? []
    expect(phrase).to.deep.equal({ meaning: 'god man', words: 2, letters: 6 })
  })

  it('are letters and figures, whatever the text is made of', () => {
    for (const text of ['⑴⒈½ ㎏', 'a\u200db', '\ud800', '👩‍👩‍👧 ok', 'ﷺ', 'İstanbul', 'x̂ŷ', 'ＡＢＣ１２'])
      for (const { literal } of searchWords(text)) if (literal !== null) expect(literal).to.match(/^[\p{L}\p{N}]*$/u)
  })

  it('take time in proportion to the text (A12)', () => {
    for (const piece of ['samordnad ', 'psykiatri', 'god man ', 'ö', '1 ', '"*()'])
      expect(
        growthOf(searchWords, length => piece.repeat(length / piece.length)),
        piece,
      ).to.be.below(LINEAR)
  })
})

describe('A word with a slip in it', () => {
  it('is told by how many letters are wrong, missing, too many or swapped', () => {
    for (const [one, other, slips] of [
      ['intyg', 'intyg', 0],
      ['itnyg', 'intyg', 1],
      ['inyg', 'intyg', 1],
      ['intygg', 'intyg', 1],
      ['intög', 'intyg', 1],
      ['', 'abc', 3],
    ] as const)
      expect(slipsBetween(one, other), one).to.equal(slips)
  })

  it('leads to the field’s word', () => {
    expect(nearestFieldWord('läkaritnyg')).to.equal('läkarintyg')
    expect(nearestFieldWord('boendstöd')).to.equal('boendestöd')
    expect(nearestFieldWord('försäkringkassan')).to.equal('försäkringskassan')
    for (const typed of ['läkarintyg', 'cykel', 'kö', '', 'xxxxxxxxxxxx'])
      expect(nearestFieldWord(typed), typed).to.equal(null)
  })

  it('means something in a report when it can mean one thing only', () => {
    expect(meaningMeant('boendstöd')).to.equal('boendestöd')
    expect(meaningMeant('försörjn')).to.equal('försörjningsstöd')
    expect(meaningMeant('sjukersättn')).to.equal('sjukpenning')
    for (const stem of ['kommun', 'servic', 'utanför', 'recept', 'receptet', 'cykelställ', 'arbets', 'hus'])
      expect(meaningMeant(stem), stem).to.equal(null)
  })

  it('takes time in proportion to the text', () => {
    expect(growthOf(nearestFieldWord, length => 'läkaritnyg'.repeat(length / 10))).to.be.below(LINEAR)
    expect(growthOf(meaningMeant, length => 'läkaritnyg'.repeat(length / 10))).to.be.below(LINEAR)
  })
})
