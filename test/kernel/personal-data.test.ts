import { expect } from 'chai'
import { blocks, findPersonalData, warnings } from '#src/kernel/personal-data.ts'
import { NUMBERS, spellingFound } from '#test/figures/guard-measures.ts'
import { luhnDigit, rareSpellings, spellings } from './swedish-numbers.ts'

const kindsIn = (text: string) => findPersonalData(text).map(({ kind }) => kind)

describe('Personal numbers in a text', () => {
  const numbers = NUMBERS

  it('P1: has forty spellings to find', () => {
    expect(new Set(spellings.map(([name]) => name)).size).to.equal(40)
  })

  for (const [name, spell] of spellings) {
    it(`P1: are all found, with their kind and place, spelt with ${name}`, () => {
      expect(spellingFound(spell).failed).to.deep.equal([])
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
    const [found] = blocks(findPersonalData(text))
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
