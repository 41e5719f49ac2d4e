/** Numbers that belong to nobody in particular: drawn from a seed, right in form, for testing what recognises them. */

export type Random = () => number

/** The same row of numbers in [0, 1) for the same seed (mulberry32). */
export function randomFrom(seed: number): Random {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }
}

/** A whole number from `least` to `most`, both included. */
export const between = (random: Random, least: number, most: number): number =>
  least + Math.floor(random() * (most - least + 1))

export const many = <T>(count: number, random: Random, make: (random: Random) => T): T[] =>
  Array.from({ length: count }, () => make(random))

export const pick = <T>(random: Random, of: readonly T[]): T => of[between(random, 0, of.length - 1)] as T

export const digitsOf = (random: Random, count: number): string =>
  Array.from({ length: count }, () => between(random, 0, 9)).join('')

export const two = (value: number): string => String(value).padStart(2, '0')

/** The digit that makes nine digits a number by Luhn's rule, by the book: double every other from the right. */
export function luhnDigit(nine: string): number {
  const sum = [...nine]
    .reverse()
    .map((digit, place) => (place % 2 === 0 ? Number(digit) * 2 : Number(digit)))
    .map(value => (value > 9 ? value - 9 : value))
    .reduce((total, value) => total + value, 0)
  return (10 - (sum % 10)) % 10
}

export interface PersonalNumber {
  readonly kind: 'personnummer' | 'samordningsnummer'
  readonly century: string
  readonly year: string
  readonly month: string
  /** Plus 60 in a samordningsnummer. */
  readonly day: string
  readonly last: string
}

/** A personnummer, or every third time a samordningsnummer, of someone born 1900–2024. */
export function personalNumber(random: Random): PersonalNumber {
  const coordination = random() < 1 / 3
  const date = new Date(Date.UTC(between(random, 1900, 2024), 0, between(random, 1, 365)))
  const fullYear = String(date.getUTCFullYear())
  const [century, year] = [fullYear.slice(0, 2), fullYear.slice(2)]
  const month = two(date.getUTCMonth() + 1)
  const day = two(date.getUTCDate() + (coordination ? 60 : 0))
  const serial = digitsOf(random, 3)
  const last = `${serial}${luhnDigit(`${year}${month}${day}${serial}`)}`
  return { kind: coordination ? 'samordningsnummer' : 'personnummer', century, year, month, day, last }
}

const asDigitsFrom =
  (zero: number) =>
  (text: string): string =>
    text.replace(/\d/g, digit => String.fromCodePoint(zero + Number(digit)))

const apart = (text: string, mark: string): string => [...text].join(mark)

type Spell = (number: PersonalNumber) => string

const short =
  (mark: string): Spell =>
  n =>
    `${n.year}${n.month}${n.day}${mark}${n.last}`
const long =
  (mark: string): Spell =>
  n =>
    `${n.century}${n.year}${n.month}${n.day}${mark}${n.last}`
const parted =
  (date: string, mark: string): Spell =>
  n =>
    [n.year, n.month, n.day].join(date) + mark + n.last
const longParted =
  (date: string, mark: string): Spell =>
  n =>
    [n.century + n.year, n.month, n.day].join(date) + mark + n.last

/** Forty ways to write the same number that a person reads as one, whatever stands beside it. */
export const spellings: readonly (readonly [string, Spell])[] = [
  ['ten digits', short('')],
  ['hyphen', short('-')],
  ['plus', short('+')],
  ['space', short(' ')],
  ['dot', short('.')],
  ['slash', short('/')],
  ['colon', short(':')],
  ['comma', short(',')],
  ['comma and space', short(', ')],
  ['underscore', short('_')],
  ['en dash', short('\u2013')],
  ['em dash', short('\u2014')],
  ['minus sign', short('\u2212')],
  ['non-breaking hyphen', short('\u2011')],
  ['spaced hyphen', short(' - ')],
  ['no-break space', short('\u00a0')],
  ['tab', short('\t')],
  ['line break', short('\n')],
  ['hyphen and line break', short('-\r\n')],
  ['last digits in brackets', n => `${short(' (')(n)})`],
  ['date in pairs, hyphen', parted(' ', '-')],
  ['date in pairs, space', parted(' ', ' ')],
  ['date with hyphens', parted('-', '-')],
  ['date with dots, hyphen', parted('.', '-')],
  ['date with slashes, space', parted('/', ' ')],
  ['twelve digits', long('')],
  ['twelve digits, hyphen', long('-')],
  ['twelve digits, space', long(' ')],
  ['twelve digits, en dash with spaces', long(' \u2013 ')],
  ['ISO date, hyphen', longParted('-', '-')],
  ['ISO date, space', longParted('-', ' ')],
  ['long date with spaces', longParted(' ', ' ')],
  ['long date with slashes', longParted('/', '/')],
  ['century apart', n => `${n.century} ${short('-')(n)}`],
  ['century and pairs', n => `${n.century} ${parted(' ', '-')(n)}`],
  ['full-width digits', n => asDigitsFrom(0xff10)(short('\uff0d')(n))],
  ['Arabic-Indic digits', n => asDigitsFrom(0x0660)(short('-')(n))],
  ['zero-width joiners', n => apart(short('-')(n), '\u200d')],
  ['soft hyphens and bidi marks', n => `\u202a${apart(long('\u00ad')(n), '\u200f')}\u202c`],
  ['letters O for noughts', n => short('-')(n).replaceAll('0', 'O')],
]

/** Further ways, that a number beside them or a phone number's grouping may hide. */
export const rareSpellings: readonly (readonly [string, Spell])[] = [
  ['every digit apart', n => apart(short('')(n), ' ')],
  ['pairs', n => `${n.year} ${n.month} ${n.day} ${n.last.slice(0, 2)} ${n.last.slice(2)}`],
  ['fours', n => `${n.century}${n.year} ${n.month}${n.day} ${n.last}`],
  ['check digit apart', n => `${short('-')(n).slice(0, -1)}-${n.last.slice(3)}`],
  ['bold digits', n => asDigitsFrom(0x1d7ce)(short('-')(n))],
  ['Devanagari digits', n => asDigitsFrom(0x0966)(long('')(n))],
  ['keycaps', n => apart(short('')(n), '\ufe0f\u20e3')],
  ['bold in Markdown', n => `**${short('**-**')(n)}**`],
  ['in a table', short(' | ')],
]
