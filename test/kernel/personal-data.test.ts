import { expect } from 'chai'
import { blocks, findPersonalData, warnings } from '#src/kernel/personal-data.ts'
import { growthOf } from './growth.ts'
import {
  between,
  digitsOf,
  luhnDigit,
  personalNumber,
  type Random,
  randomFrom,
  rareSpellings,
  spellings,
  two,
} from './swedish-numbers.ts'

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)
const many = <T>(count: number, random: Random, make: (random: Random) => T): T[] =>
  Array.from({ length: count }, () => make(random))
const pick = <T>(random: Random, of: readonly T[]): T => of[between(random, 0, of.length - 1)] as T

const frames: readonly ((number: string) => string)[] = [
  number => number,
  number => `Personen ${number} får ingen tid.`,
  number => `Två barn (${number}), båda hemma`,
  number => `Pnr:${number}.`,
]

describe('Personal numbers in a text', () => {
  const numbers = many(5000, randomFrom(1912), personalNumber)

  it('P1: has forty spellings to find', () => {
    expect(new Set(spellings.map(([name]) => name)).size).to.equal(40)
  })

  for (const [name, spell] of spellings) {
    it(`P1: are all found, with their kind and place, spelt with ${name}`, () => {
      const missed = numbers.filter((number, index) => {
        const spelt = spell(number)
        const text = frames[index % frames.length]?.(spelt) ?? spelt
        const found = blocks(findPersonalData(text))
        return (
          found.length !== 1 ||
          found[0]?.kind !== number.kind ||
          !spelt.includes(text.slice(found[0].start, found[0].end))
        )
      })
      expect(missed.map(spell)).to.deep.equal([])
    })
  }

  it('P1: are found attached to words', () => {
    const texts = numbers.slice(0, 1000).flatMap(n => {
      const [short, long] = [
        `${n.year}${n.month}${n.day}-${n.last}`,
        `${n.century}${n.year}${n.month}${n.day}${n.last}`,
      ]
      return [`pnr${short}finns`, `Kallas${long}bor`, `_${short}_`, `#${long}`]
    })
    expect(texts.filter(text => blocks(findPersonalData(text)).length !== 1)).to.deep.equal([])
  })

  it('P1: are found beside other figures, dates and phone numbers', () => {
    const texts = numbers.slice(0, 500).flatMap(n =>
      spellings.flatMap(([, spell]) => {
        const spelt = spell(n)
        return [
          `Rum 12, ${spelt}, 3 barn`,
          `Ring 070-123 45 67: ${spelt} sedan 2021-03-04.`,
          `Den 3/4 2021 ${spelt}; § 14`,
        ]
      }),
    )
    expect(texts.filter(text => blocks(findPersonalData(text)).length === 0)).to.deep.equal([])
  })

  for (const [name, spell] of rareSpellings) {
    it(`are found spelt with ${name}, where that is no phone number`, () => {
      const spelt = numbers.filter(({ year }) => year !== '08').map(spell)
      expect(spelt.filter(number => blocks(findPersonalData(`Personen ${number} väntar.`)).length !== 1)).to.deep.equal(
        [],
      )
    })
  }

  it('are all found where a text has several', () => {
    const text = numbers.slice(0, 50).map(n => `${n.year}${n.month}${n.day}-${n.last}`)
    for (const mark of [' ', ', ', '\n', ' och ', '; '])
      expect(blocks(findPersonalData(text.join(mark)))).to.have.length(50)
  })

  it('keep their place in the text, invisible characters included', () => {
    const text = 'Åsa\u200b och 8\u200d50101\u2011\uff11236\u200b bor'
    const [found] = findPersonalData(text)
    expect(text.slice(found?.start, found?.end)).to.equal('8\u200d50101\u2011\uff11236')
  })

  it('are none with a wrong check digit, day, month or century', () => {
    const wrong = [
      '850101-1237',
      '850001-1238',
      '851301-1233',
      '850230-1230',
      '850161-1237',
      '850192-1239',
      '17850101-1236',
    ]
    for (const number of wrong.slice(0, 6)) expect(kindsIn(number), number).to.deep.equal([])
    expect(kindsIn('178501011236')).to.deep.equal([])
  })

  it('follow the calendar', () => {
    const number = (nine: string) => `${nine.slice(0, 6)}-${nine.slice(6)}${luhnDigit(nine)}`
    expect(kindsIn(number('000229123'))).to.deep.equal(['personnummer'])
    expect(kindsIn(number('040229123'))).to.deep.equal(['personnummer'])
    expect(kindsIn(number('010229123'))).to.deep.equal([])
    expect(kindsIn(`19${number('000229123')}`.replace('-', ''))).to.deep.equal([])
    expect(kindsIn(number('010291123'))).to.deep.equal([])
    expect(kindsIn(number('010288123'))).to.deep.equal(['samordningsnummer'])
  })
})

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
      expect(texts.filter(text => findPersonalData(`Enligt ${text} gäller detta.`).length > 0)).to.deep.equal([])
      expect(texts.filter(text => findPersonalData(text).length > 0)).to.deep.equal([])
    })
  }

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

  it('is found in the like of a UUID that is only digits with a number first', () => {
    expect(kindsIn('19850101-1236 och ett ord')).to.deep.equal(['personnummer'])
  })
})

describe('Phone numbers in a text', () => {
  const grouped = (digits: string, ...lengths: number[]): string => {
    let from = 0
    return lengths
      .map(length => {
        from += length
        return digits.slice(from - length, from)
      })
      .join(' ')
  }

  const phone = (random: Random): string => {
    const mobile = `7${pick(random, ['0', '2', '3', '6', '9'])}`
    const n = digitsOf(random, 7)
    const geographic = pick(random, [
      '011',
      '013',
      '018',
      '019',
      '021',
      '031',
      '040',
      '046',
      '060',
      '063',
      '090',
      '010',
      '020',
    ])
    const small = pick(random, [
      '0120',
      '0155',
      '0171',
      '0221',
      '0303',
      '0410',
      '0455',
      '0512',
      '0650',
      '0910',
      '0980',
      '0771',
    ])
    return pick(random, [
      `0${mobile}-${grouped(n, 3, 2, 2)}`,
      `0${mobile}-${grouped(n, 2, 2, 3)}`,
      `0${mobile} ${grouped(n, 3, 2, 2)}`,
      `0${mobile} - ${grouped(n, 3, 2, 2)}`,
      `0${mobile}/${grouped(n, 3, 2, 2)}`,
      `0${mobile}-${n}`,
      `0${mobile} ${n}`,
      `0${mobile}${n.slice(0, 1)}-${grouped(n.slice(1), 2, 2, 2)}`,
      `0${mobile}${n.slice(0, 1)}-${n.slice(1)}`,
      `0${mobile}${n.slice(0, 1)} ${grouped(n.slice(1), 2, 2, 2)}`,
      `+46 ${mobile} ${grouped(n, 3, 2, 2)}`,
      `+46${mobile}${n}`,
      `+46 (0)${mobile}-${grouped(n, 3, 2, 2)}`,
      `0046 ${mobile} ${grouped(n, 3, 2, 2)}`,
      `0046${mobile}${n}`,
      `(0${mobile}) ${grouped(n, 3, 2, 2)}`,
      `08-${grouped(n, 3, 2, 2)}`,
      `08-${grouped(`${n}4`, 3, 3, 2)}`,
      `08-${grouped(`${n}4`, 2, 2, 2, 2)}`,
      `08 ${grouped(n, 3, 2, 2)}`,
      `08/${n}`,
      `08-${n}4`,
      `${geographic}-${grouped(n, 3, 2, 2)}`,
      `${geographic}-${grouped(n, 2, 2, 2)}`,
      `${geographic} ${grouped(n, 3, 3)}`,
      `${small}-${grouped(n, 3, 2)}`,
      `${small}-${grouped(n, 2, 2, 2)}`,
      `${small}-${grouped(n, 3, 3)}`,
      `+47 ${grouped(`${n}1`, 3, 2, 3)}`,
      `+358 40 ${grouped(n, 3, 4)}`,
      `0${mobile}\u2011${grouped(n, 3, 2, 2).replaceAll(' ', '\u00a0')}`,
    ])
  }

  it('P2: are phone numbers, never personal ones, when grouped as phone numbers', () => {
    const texts = many(10_000, randomFrom(70), phone)
    expect(texts.filter(text => blocks(findPersonalData(`Ring ${text} idag.`)).length > 0)).to.deep.equal([])
  })

  it('P3: at least 99 of 100 are found, and found whole', () => {
    const texts = many(10_000, randomFrom(71), phone)
    const missed = texts.filter(text => {
      const [found, ...more] = warnings(findPersonalData(`Ring ${text} idag, rum 12.`))
      const whole = found && text.replace(/^[+(]/, '') === `Ring ${text} idag, rum 12.`.slice(found.start, found.end)
      return found?.kind !== 'phone' || more.length > 0 || !whole
    })
    expect(missed.length, missed.slice(0, 20).join(' | ')).to.be.at.most(100)
  })

  it('are asked about written together, unless they may be a personal number', () => {
    const texts = many(
      2000,
      randomFrom(72),
      random => `0${pick(random, ['70', '72', '73', '76', '79'])}${digitsOf(random, 7)}`,
    )
    const kinds = texts.map(text => kindsIn(`Ring ${text} idag`))
    expect(kinds.filter(found => found.length !== 1)).to.deep.equal([])
    expect(kinds.filter(([kind]) => kind === 'phone').length).to.be.above(1950)
  })

  it('are personal numbers after a country code when too long for a phone number', () => {
    expect(kindsIn('+46 850101-1236')).to.include('personnummer')
    expect(kindsIn('+46 70 123 45 67')).to.deep.equal(['phone'])
  })

  it('are personal numbers when six and four digits', () => {
    const number = `070123-456${luhnDigit('070123456')}`
    expect(kindsIn(number)).to.deep.equal(['personnummer'])
  })
})

describe('E-mail addresses in a text', () => {
  it('P3: at least 999 of 1000 are found whole', () => {
    const random = randomFrom(64)
    const letters = (count: number) =>
      many(count, random, inner => pick(inner, [...'abcdefghijklmnopqrstuvwxyzåäö'])).join('')
    const texts = many(5000, random, inner => {
      const name = pick(inner, [
        letters(6),
        `${letters(5)}.${letters(7)}`,
        `${letters(1)}.${letters(4)}-${letters(3)}`,
        `${letters(5)}_${digitsOf(inner, 2)}`,
        `${letters(4)}+po`,
      ])
      return `${name}@${pick(inner, [`${letters(6)}.se`, `${letters(4)}.${letters(5)}.se`, `${letters(4)}-${letters(4)}.com`, `${letters(5)}.nu`])}`
    })
    const missed = texts.filter(text => {
      const whole = `Skriv till ${text}.`
      const [found] = findPersonalData(whole)
      return found?.kind !== 'email' || whole.slice(found.start, found.end) !== text
    })
    expect(missed.length, missed.slice(0, 10).join(' ')).to.be.at.most(5)
  })

  it('are found with the sign written out, spaced or full-width', () => {
    for (const text of [
      'anna (at) exempel.se',
      'anna[at]exempel.se',
      'anna @ exempel.se',
      'anna＠exempel．se',
      'ANNA@EXEMPEL.SE',
      'a\u200bnna@exempel.se',
    ])
      expect(kindsIn(`Skriv till ${text} nu`), text).to.deep.equal(['email'])
  })

  it('are none in a name after a sign, or a sign by itself', () => {
    for (const text of ['följ @personligtombud', 'pris 3 @ 20 kr', '@', 'a@b', 'möte @ kl 12.30'])
      expect(kindsIn(text), text).to.deep.equal([])
  })
})

describe('The severity of what is found', () => {
  it('blocks personal numbers and warns about the rest, in the order of the text', () => {
    const text = 'anna@exempel.se, 850101-1236, 070-123 45 67'
    const found = findPersonalData(text)
    expect(found.map(({ kind, severity }) => [kind, severity])).to.deep.equal([
      ['email', 'warn'],
      ['personnummer', 'block'],
      ['phone', 'warn'],
    ])
    expect(blocks(found).map(({ kind }) => kind)).to.deep.equal(['personnummer'])
    expect(warnings(found).map(({ kind }) => kind)).to.deep.equal(['email', 'phone'])
    expect(found.map(({ start, end }) => text.slice(start, end))).to.deep.equal([
      'anna@exempel.se',
      '850101-1236',
      '070-123 45 67',
    ])
  })

  it('finds nothing in an ordinary text', () => {
    expect(findPersonalData('')).to.deep.equal([])
    expect(
      findPersonalData('Handläggningstiden är 14 veckor, 37 dagar längre än 2022. Se 4 kap. 1 § SoL.'),
    ).to.deep.equal([])
  })
})

describe('The time a hostile text takes', () => {
  const pieces = [
    '8',
    '85 ',
    '850101-',
    '1 2 3 ',
    '0',
    '08-12 ',
    '070-',
    '+46 ',
    'a@',
    'a.',
    '@a.',
    '(at) a',
    ' ',
    '\u200d',
    '- ',
    '٣',
    'é\u0301',
    '😀',
    'O0l',
    'abcdef12',
    '12:',
    '\n',
    '12341234-1234-1234-1234-',
    'ﷺ',
  ]
  for (const piece of pieces) {
    it(`grows with its length only: ${JSON.stringify(piece)}`, () => {
      const text = (length: number) => piece.repeat(Math.ceil(length / piece.length)).slice(0, length)
      expect(growthOf(findPersonalData, text(25_000), text(50_000))).to.be.below(3.2)
    })
  }
})
