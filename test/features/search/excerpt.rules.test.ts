import { expect } from 'chai'
import { excerptOf, marked, type Piece, soughtTerms } from '#src/features/search/excerpt.rules.ts'
import { readQuery } from '#src/features/search/search-query.rules.ts'

const terms = (query: string) => soughtTerms(readQuery(query).units)
/** Hits between brackets. */
const shown = (pieces: readonly Piece[]): string => pieces.map(({ text, hit }) => (hit ? `[${text}]` : text)).join('')

describe('An excerpt', () => {
  it('marks what was sought, in every form and meaning', () => {
    const text = 'Väntetiden till Försäkringskassan är lång. FK svarar inte.'
    expect(shown(marked(text, terms('fk')))).to.equal('Väntetiden till [Försäkringskassan] är lång. [FK] svarar inte.')
    expect(shown(marked(text, terms('väntetider')))).to.equal(
      '[Väntetiden] till Försäkringskassan är lång. FK svarar inte.',
    )
  })

  it('marks a phrase as one', () => {
    expect(shown(marked('Att få god man dröjer', terms('god man')))).to.equal('Att få [god man] dröjer')
    expect(shown(marked('Gode män saknas', terms('god man')))).to.equal('[Gode män] saknas')
  })

  it('keeps every sign of the text', () => {
    const text = '<b>Överförmyndare</b> & "co", 👩‍👩‍👧 e\u0301'
    const pieces = marked(text, terms('överförmyndaren co'))
    expect(pieces.map(piece => piece.text).join('')).to.equal(text)
    expect(pieces.filter(({ hit }) => hit).map(piece => piece.text)).to.deep.equal(['Överförmyndare', 'co'])
  })

  it('shows the surroundings of the first hit, cut between words', () => {
    const long = `${'ord '.repeat(100)}bostad ${'mera '.repeat(100)}`
    const piece = shown(excerptOf([long], terms('bostad')))
    expect(piece).to.match(/^… (ord )+\[bostad\] (mera )*mera …$/)
    expect(piece.length).to.be.lessThan(260)
  })

  it('is of the first text that has a hit, else the beginning of the first', () => {
    expect(shown(excerptOf(['Inget här', 'Bostad saknas'], terms('bostad')))).to.equal('[Bostad] saknas')
    expect(shown(excerptOf(['Inget\n\n  här', 'Ej heller'], terms('bostad')))).to.equal('Inget här')
    expect(excerptOf([], terms('bostad'))).to.deep.equal([])
    expect(excerptOf(['', ' \n'], terms('bostad'))).to.deep.equal([])
  })

  it('cuts a word that has no end', () => {
    expect(shown(excerptOf(['x'.repeat(5_000)], terms('bostad'))).length).to.be.lessThan(300)
  })
})
