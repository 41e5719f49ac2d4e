import { expect } from 'chai'
import { blocks, findPersonalData } from '#src/kernel/personal-data.ts'
import { caseNumber, date, law, organisationNumber } from './look-alikes.ts'
import { between, luhnDigit, many, personalNumber, pick, randomFrom } from './swedish-numbers.ts'

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)

describe('What looks like a personal number in a text', () => {
  const labelled = [
    ['organisation numbers', organisationNumber],
    ['case numbers', caseNumber],
    ['dates and times', date],
    ['laws', law],
  ] as const

  for (const [name, make] of labelled) {
    it(`P2: is never one in ${name}`, () => {
      const texts = many(5000, randomFrom(522), make)
      expect(texts.filter(text => blocks(findPersonalData(`Enligt ${text} gäller detta.`)).length > 0)).to.deep.equal(
        [],
      )
      expect(texts.filter(text => blocks(findPersonalData(text)).length > 0)).to.deep.equal([])
    })
  }

  it('P2: nor is anything asked about organisation numbers and laws', () => {
    const texts = [...many(5000, randomFrom(522), organisationNumber), ...many(5000, randomFrom(522), law)]
    expect(texts.filter(text => findPersonalData(`Enligt ${text} gäller detta.`).length > 0)).to.deep.equal([])
  })

  it('P2: is never one in lists of figures and sums', () => {
    const texts = many(5000, randomFrom(45), random => {
      const figures = many(between(random, 3, 9), random, inner => String(between(inner, 1, 99)))
      return pick(random, [
        figures.join(', '),
        figures.join(' + '),
        `${figures.join(' och ')} personer`,
        `${figures.join(' %, ')} %`,
      ])
    })
    expect(texts.filter(text => blocks(findPersonalData(text)).length > 0)).to.deep.equal([])
  })

  it('P2: never blocks a text that is a UUID or a hexadecimal key', () => {
    const random = randomFrom(16)
    const number = () => {
      const n = personalNumber(random)
      return `${n.century}${n.year}${n.month}${n.day}${n.last}`
    }
    const hex = (count: number) => many(count, random, inner => between(inner, 0, 15).toString(16)).join('')
    for (let round = 0; round < 2000; round++) {
      const uuid = `${hex(8)}-${hex(4)}-4${hex(3)}-8${hex(3)}-${number()}`
      const texts = [uuid, uuid.toUpperCase(), `/systemfel/${uuid}`, `a${hex(9)}b${number()}c${hex(9)}`, `f${hex(63)}`]
      expect(texts.filter(text => findPersonalData(text).length > 0)).to.deep.equal([])
    }
  })

  it('leaves alone keys and checksums within a text', () => {
    const random = randomFrom(17)
    for (let round = 0; round < 500; round++) {
      const n = personalNumber(random)
      const texts = [
        `cafe${n.century}${n.year}${n.month}${n.day}${n.last}`,
        `Nyckeln c0ffeebadd${n.year}${n.month}${n.day}${n.last}e är bytt`,
      ]
      expect(texts.filter(text => findPersonalData(text).length > 0)).to.deep.equal([])
    }
  })

  describe('by how it is grouped', () => {
    const withLuhn = (spelt: string): string => {
      const digits = spelt.replace(/\D/g, '').slice(-9)
      return spelt.replace(/#/, String(luhnDigit(digits)))
    }
    const groupings: readonly (readonly [string, string | undefined])[] = [
      ['230510 12.3#', undefined],
      ['230510 12:3#', undefined],
      ['20230510 12.3#', undefined],
      ['230510-12 3#', 'personnummer'],
      ['12 10 11, 304#', undefined],
      ['2012-10-11, 304#', undefined],
      ['12/10-11 304#', undefined],
      ['12:10:11:30:4#', undefined],
      ['12+10+11+30+4#', undefined],
      ['2012 10 11-30 4#', 'personnummer'],
      ['0701-23 456#', 'phone'],
      ['0701-23456#', 'phone'],
      ['0701-23 45 6#', 'phone'],
      ['070-123 45 6#', 'phone'],
      ['08-12 24 567#', 'phone'],
      ['08-12 24 56 7#', 'phone'],
      ['+46 070123456#', 'phone'],
      ['0046 070123456#', 'phone'],
      ['070123-456#', 'personnummer'],
      ['070123 456#', 'personnummer'],
      ['07 01 23-456#', 'personnummer'],
      ['08-12-24-567#', 'personnummer'],
      ['08 12 24-567#', 'personnummer'],
      ['2010-12-123#', undefined],
      ['Af-2021/0512 345#', undefined],
    ]
    for (const [spelt, kind] of groupings) {
      it(`reads ${spelt} as ${kind ?? 'no number of a person'}`, () => {
        const kinds = kindsIn(`Se ${withLuhn(spelt)} där`).filter(found => found !== 'date' && found !== 'caseNumber')
        expect(kinds).to.deep.equal(kind ? [kind] : [])
      })
    }
  })

  it('is found in the like of a UUID that is only digits with a number first', () => {
    expect(kindsIn('19850101-1236 och ett ord')).to.deep.equal(['personnummer'])
  })
})
