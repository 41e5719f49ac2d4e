import { expect } from 'chai'
import { readQuery, type Unit } from '#src/features/search/search-query.rules.ts'
import { inOrder, scoreOf } from '#src/features/search/search-score.rules.ts'
import { tokensOf } from '#src/features/search/search-tokens.rules.ts'

const entry = (title: string, text = '', { kind = 'deficiency' as const, scope = [] as string[], day = 1 } = {}) => ({
  ...tokensOf(kind, { title, texts: [text] }, scope),
  ...{ kind, at: new Date(`2026-11-${String(day).padStart(2, '0')}`), seq: day, name: title || text },
})
const units = (text: string, longer: readonly string[] = []): Unit[] =>
  readQuery(text).units.map(unit => ({ ...unit, longer }))
const score = (words: string, found: ReturnType<typeof entry>): number => scoreOf(found, units(words), [])

describe('The order of hits', () => {
  it('puts the title before the text, a word before what means the same, and both before what begins so', () => {
    const order = [
      entry('Krav på läkarintyg'),
      entry('Krav', 'på läkarintyg'),
      entry('Krav på sjukintyg'),
      entry('Krav', 'på sjukintyg'),
    ]
    const scores = order.map(found => score('läkarintyg', found))
    expect(scores).to.deep.equal([...scores].sort((a, b) => b - a))
    expect(new Set(scores).size).to.equal(4)
    const begins = scoreOf(entry('Handläggningstid'), units('handläggn', ['lhandläggningstid']), [])
    expect(begins)
      .to.be.lessThan(scores[3] as number)
      .and.greaterThan(score('handläggn', entry('Annat')))
  })

  it('wants all the words of a phrase to take it literally', () => {
    const literal = entry('', 'en samordnad individuell plan')
    const meant = entry('', 'en SIP')
    expect(score('samordnad individuell plan', literal)).to.be.greaterThan(score('samordnad individuell plan', meant))
  })

  it('puts words that stand near each other first', () => {
    const filler = 'annat ord följer här utan slut '.repeat(20)
    const words = Array.from(filler.split(' '), (word, at) => `${word}${'abcdefghij'[at % 10]}${at}`).join(' ')
    const near = entry('', `bostad och skulder ${words}`)
    const far = entry('', `bostad ${words} skulder`)
    expect(score('bostad skulder', near)).to.be.greaterThan(score('bostad skulder', far))
  })

  it('lifts what is of the reader’s own office a little', () => {
    const [own, others] = [entry('Bostad', '', { scope: ['c1'] }), entry('Bostad', '', { scope: ['c2'] })]
    const points = scoreOf(own, units('bostad'), ['c1']) - scoreOf(others, units('bostad'), ['c1'])
    expect(points).to.equal(1)
  })

  it('takes the latest of those that fit alike', () => {
    const [old, late] = [entry('Bostad', '', { day: 1 }), entry('Bostad', '', { day: 20 })]
    expect(inOrder([old, late], units('bostad'), []).map(({ seq }) => seq)).to.deep.equal([20, 1])
  })
})
