import { expect } from 'chai'
import { blocks, findPersonalData, warnings } from '#src/kernel/personal-data.ts'
import { digitsOf, luhnDigit, many, pick, type Random, randomFrom } from './swedish-numbers.ts'

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)

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
      const whole = found && text === `Ring ${text} idag, rum 12.`.slice(found.start, found.end)
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
