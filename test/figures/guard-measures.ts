import { readFileSync } from 'node:fs'
import { blocks, findPersonalData, type Kind } from '#src/kernel/personal-data.ts'
import { caseNumber, date, law, organisationNumber } from '#test/kernel/look-alikes.ts'
import { interimNumber, labelledNumber, RESERVE } from '#test/kernel/reserve-numbers.ts'
import { address, email, phone } from '#test/kernel/swedish-contacts.ts'
import { many, type PersonalNumber, personalNumber, type Random, randomFrom } from '#test/kernel/swedish-numbers.ts'

/*
 * What the privacy guard finds and what it calls wrongly, on generated lists. Both the tests that demand a figure and `npm run
 * figures` that prints it count here.
 */

/** Of how many texts, and those in which the guard failed. */
export interface Share {
  readonly of: number
  readonly failed: readonly string[]
}
export const percent = ({ of, failed }: Share): number => (100 * (of - failed.length)) / of
const shareOf = (texts: readonly string[], isRight: (text: string) => boolean): Share => ({
  of: texts.length,
  failed: texts.filter(text => !isRight(text)),
})

const FRAMES: readonly ((number: string) => string)[] = [
  number => number,
  number => `Personen ${number} får ingen tid.`,
  number => `Två barn (${number}), båda hemma`,
  number => `Pnr:${number}.`,
]
export const NUMBERS: readonly PersonalNumber[] = many(5000, randomFrom(1912), personalNumber)

/** Personal numbers found with their kind and place, in one spelling. */
export function spellingFound(spell: (number: PersonalNumber) => string): Share {
  const failed = NUMBERS.filter((number, index) => {
    const spelt = spell(number)
    const text = FRAMES[index % FRAMES.length]?.(spelt) ?? spelt
    const [found, ...more] = blocks(findPersonalData(text))
    const right = found?.kind === number.kind && more.length === 0 && spelt.includes(text.slice(found.start, found.end))
    return !right
  })
  return { of: NUMBERS.length, failed: failed.map(spell) }
}

/** Interim and reserve numbers of each structure, found as one of the two. */
export const OTHER_NUMBERS: readonly (readonly [name: string, make: (random: Random) => string])[] = [
  ['interim numbers', interimNumber],
  ...RESERVE.map(([name, make]) => [`reserve numbers, ${name}`, make] as const),
  ['numbers with a label', labelledNumber],
]
export const otherNumberFound = (make: (random: Random) => string): Share =>
  shareOf(many(2000, randomFrom(850101), make), number => {
    const [found, ...more] = blocks(findPersonalData(`Numret ${number} står på remissen.`))
    return /^(?:interims|reserv)nummer$/.test(found?.kind ?? '') && more.length === 0
  })

const whole = (kind: Kind, before: string, after: string) => (text: string) => {
  const [found, ...more] = findPersonalData(`${before}${text}${after}`)
  return (
    found?.kind === kind &&
    more.length === 0 &&
    found.start === before.length &&
    found.end === before.length + text.length
  )
}
/** Phone numbers, e-mail and street addresses found whole. */
export const CONTACTS: readonly (readonly [name: string, () => Share])[] = [
  ['phone numbers', () => shareOf(many(10_000, randomFrom(71), phone), whole('phone', 'Ring ', ' idag, rum 12.'))],
  ['e-mail addresses', () => shareOf(many(5000, randomFrom(64), email), whole('email', 'Skriv till ', '.'))],
  [
    'street addresses',
    () => shareOf(many(2000, randomFrom(9), address), whole('address', 'Hon bor på ', ' sedan i höst.')),
  ],
]

/** What may never be called a number of a person; and in the last, anything at all. */
export const LOOK_ALIKES: readonly (readonly [name: string, () => Share])[] = [
  ...(
    [
      ['organisation numbers', organisationNumber],
      ['case numbers', caseNumber],
      ['dates and times', date],
      ['laws', law],
      ['phone numbers', phone],
    ] as const
  ).map(([name, make]) => [name, () => shareOf(many(5000, randomFrom(522), make), text => notBlocked(text))] as const),
  [
    'organisation numbers and laws, asked about',
    () => shareOf([...many(2500, randomFrom(523), organisationNumber), ...many(2500, randomFrom(523), law)], isQuiet),
  ],
]
const notBlocked = (text: string): boolean =>
  [text, `Enligt ${text} gäller detta.`].every(one => blocks(findPersonalData(one)).length === 0)
const isQuiet = (text: string): boolean => findPersonalData(`Enligt ${text} gäller detta.`).length === 0

/** Real descriptions of systemfel from public documents, and others reworded: nobody is in them, so nothing should be asked. */
export function realTexts(): Share {
  const read = (name: string): readonly { readonly text: string }[] =>
    JSON.parse(readFileSync(`test/fixtures/${name}.json`, 'utf8'))
  const texts = [...read('seed-deficiencies'), ...read('reworded-deficiencies')].map(({ text }) => text)
  return shareOf(texts, text => findPersonalData(text).length === 0)
}

/** Milliseconds for an ordinary text of 4,000 characters: the median of a hundred turns. */
export function millisecondsFor(text: string): number {
  const turns = Array.from({ length: 100 }, () => {
    const start = process.hrtime.bigint()
    findPersonalData(text)
    return Number(process.hrtime.bigint() - start) / 1e6
  })
  return turns.sort((one, other) => one - other)[50] ?? 0
}
