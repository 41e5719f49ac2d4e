import { expect } from 'chai'
import { blocks, findPersonalData } from '#src/kernel/personal-data.ts'
import {
  between,
  digitsOf,
  luhnDigit,
  many,
  personalNumber,
  pick,
  type Random,
  randomFrom,
  two,
} from './swedish-numbers.ts'

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)

describe('What looks like a personal number in a text', () => {
  const day = (random: Random) => ({
    year: String(between(random, 1990, 2030)),
    month: two(between(random, 1, 12)),
    day: two(between(random, 1, 28)),
    hour: two(between(random, 0, 23)),
    minute: two(between(random, 0, 59)),
  })

  function organisationNumber(random: Random): string {
    const nine = `${pick(random, ['1', '2', '5', '7', '8', '9'])}${digitsOf(random, 1)}${between(random, 2, 9)}${digitsOf(random, 6)}`
    const number = `${nine.slice(0, 6)}-${nine.slice(6)}${luhnDigit(nine)}`
    return pick(random, [
      number,
      number.replace('-', ''),
      number.replace('-', ' '),
      `16${number}`,
      `16${number.replace('-', '')}`,
      `16 ${number}`,
    ])
  }

  const caseNumber = (random: Random): string => {
    const [year, n] = [between(random, 2005, 2030), (count: number) => digitsOf(random, count)]
    return pick(random, [
      `Dnr ${n(3)}-${n(4)}-${year}`,
      `dnr ${year}/${n(4)}`,
      `KS ${year}/${n(5)}`,
      `SN-${year}-${n(5)}`,
      `Af-${year}/${n(4)} ${n(4)}`,
      `IVO 3.5.1-${n(5)}/${year}`,
      `S${year}/${n(5)}/SOF`,
      `mål nr ${n(4)}-${String(year).slice(2)}`,
      `målen ${n(4)}-${String(year).slice(2)}, ${n(4)}-${String(year).slice(2)} och ${n(5)}-22`,
      `T ${n(5)}-${String(year).slice(2)}`,
      `HSN ${year}-${n(4)}, HSN ${year}-${n(4)}`,
      `2.4.1-${n(5)}/${year}`,
      `JO ${n(4)}-${year}`,
      `ärende ${n(6)}`,
    ])
  }

  const date = (random: Random): string => {
    const [a, b] = [day(random), day(random)]
    return pick(random, [
      `${a.year}-${a.month}-${a.day}`,
      `${a.year}-${a.month}-${a.day} ${a.hour}:${a.minute}`,
      `${a.year}-${a.month}-${a.day} ${a.hour}.${a.minute}`,
      `${a.year}-${a.month}-${a.day}T${a.hour}:${a.minute}:00Z`,
      `${a.year}-${a.month}-${a.day}–${b.year}-${b.month}-${b.day}`,
      `${a.year}-${a.month}-${a.day} - ${b.year}-${b.month}-${b.day}`,
      `${a.year}-${a.month}-${a.day}, ${b.year}-${b.month}-${b.day}`,
      `${a.year}-${a.month}-${a.day} / ${b.year}-${b.month}-${b.day}`,
      `${a.year}${a.month}${a.day}-${b.year}${b.month}${b.day}`,
      `${a.year.slice(2)}${a.month}${a.day}-${b.year.slice(2)}${b.month}${b.day}`,
      `${a.year.slice(2)}${a.month}${a.day} ${a.hour}:${a.minute}`.replace(/^(\d{6}) (\d\d:\d\d)$/, '$1 kl $2'),
      `${a.day}.${a.month}.${a.year}`,
      `${a.day}/${a.month} ${a.year}`,
      `${a.day}/${a.month}–${b.day}/${b.month} ${a.year}`,
      `${a.day}.${a.month}.${a.year} ${a.hour}.${a.minute}–${b.hour}.${b.minute}`,
      `mars ${a.year}, maj ${b.year}`,
      `${a.year}–${b.year}, ${a.month}–${b.month}`,
      `${a.day}${a.month}${a.year}`,
      `kl. ${a.hour}.${a.minute}-${b.hour}.${b.minute}`,
      `kl ${a.hour}${a.minute}–${b.hour}${b.minute}`,
    ])
  }

  const law = (random: Random): string => {
    const [year, number] = [between(random, 1949, 2030), between(random, 1, 1999)]
    return pick(random, [
      `SFS ${year}:${number}`,
      `lagen (${year}:${number}) om stöd`,
      `SOSFS ${year}:${number}, ${between(random, 1, 20)} kap. ${between(random, 1, 40)} §`,
      `prop. ${year}/${two((year + 1) % 100)}:${number}`,
      `${year}:${number}, ${year}:${number + 1}`,
      `HFD ${year} ref. ${between(random, 1, 70)}`,
    ])
  }

  const labelled = [
    ['organisation numbers', organisationNumber],
    ['case numbers', caseNumber],
    ['dates and times', date],
    ['laws', law],
  ] as const

  for (const [name, make] of labelled) {
    it(`P2: is never one in ${name}`, () => {
      const texts = many(5000, randomFrom(522), make)
      expect(texts.filter(text => blocks(findPersonalData(`Enligt ${text} gäller detta.`)).length > 0)).to.deep.equal([])
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
