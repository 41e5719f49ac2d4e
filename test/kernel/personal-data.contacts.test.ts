import { expect } from 'chai'
import { blocks, findPersonalData } from '#src/kernel/personal-data.ts'
import { phone } from './swedish-contacts.ts'
import { digitsOf, luhnDigit, many, pick, randomFrom } from './swedish-numbers.ts'

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)

describe('Phone numbers in a text', () => {
  it('P2: are phone numbers, never personal ones, when grouped as phone numbers', () => {
    const texts = many(10_000, randomFrom(70), phone)
    expect(texts.filter(text => blocks(findPersonalData(`Ring ${text} idag.`)).length > 0)).to.deep.equal([])
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
