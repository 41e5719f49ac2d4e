/** Interim and reserve numbers that belong to nobody, right in structure, drawn from a seed. By the sources named in `letter-number.ts`. */

import { between, digitsOf, luhnDigit, pick, type Random, two } from './swedish-numbers.ts'

const DIGITS_ONLY = /\D/g

interface Born {
  readonly century: string
  readonly six: string
}
function born(random: Random): Born {
  const date = new Date(Date.UTC(between(random, 1920, 2024), 0, between(random, 1, 365)))
  const year = String(date.getUTCFullYear())
  return { century: year.slice(0, 2), six: `${year.slice(2)}${two(date.getUTCMonth() + 1)}${two(date.getUTCDate())}` }
}

const letter = (random: Random, of = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ'): string => pick(random, [...of])
/** Spelt as personal numbers are: with a hyphen, together, spaced, with foreign digits or invisible signs. */
const spelt = (random: Random, date: string, last: string): string =>
  pick(random, [
    `${date}-${last}`,
    `${date}-${last}`,
    `${date}${last}`,
    `${date} ${last}`,
    `${date}\u2013${last}`,
    `${date} - ${last}`,
    `${date}-${last.toLowerCase()}`,
    [...`${date}-${last}`].join('\u200d'),
    `${date}\u2011${last}`.replace(/\d/g, digit => String.fromCodePoint(0xff10 + Number(digit))),
    `${date}-\n${last}`,
  ])

/** "850101-T123", "19850101-T123", "19850101-TF10" */
export function interimNumber(random: Random): string {
  const { century, six } = born(random)
  const last = random() < 0.1 ? `TF${digitsOf(random, 2)}` : `${letter(random, 'TRSUWXJKLMN')}${digitsOf(random, 3)}`
  return spelt(random, random() < 0.5 ? six : `${century}${six}`, last)
}

/** Ten regions' and the national structure, each with its name. */
export const RESERVE: readonly (readonly [string, (random: Random) => string])[] = [
  ['Region Stockholm', stockholm],
  ['Inera Carelink and Halland', carelink],
  ['Västra Götaland', r => dated(r, `${letter(r, 'KMX')}${two(between(r, 6, 89))}${digitsOf(r, 1)}`)],
  ['Värmland', r => dated(r, `S${letter(r, 'FUXPL')}${digitsOf(r, 1)}${letter(r)}`)],
  ['Örebro', r => dated(r, `T${letter(r)}${digitsOf(r, 1)}${letter(r, 'ABCDEFGHIJ')}`)],
  ['Skåne', skane],
  ['Blekinge and Sörmland', r => dated(r, `${letter(r)}${letter(r)}${digitsOf(r, 1)}${letter(r)}`)],
  ['Västernorrland', r => dated(r, `${digitsOf(r, 3)}R`)],
  ['Västerbotten and Dalarna', r => dated(r, `${letter(r, 'REKA')}${digitsOf(r, 3)}`)],
  ['Gävleborg', r => dated(r, `${digitsOf(r, 2)}${letter(r, 'MKX')}${digitsOf(r, 1)}`)],
  ['the national one', national],
]

function dated(random: Random, last: string): string {
  const { century, six } = born(random)
  return spelt(random, `${century}${six}`, last)
}

function skane(random: Random): string {
  const { century, six } = born(random)
  const last = `${letter(random, 'DEF')}${letter(random)}${pick(random, ['0', '1'])}${letter(random)}`
  return spelt(random, random() < 0.5 ? six : `${century}${six}`, last)
}

function national(random: Random): string {
  const allowed = 'ABCDEFGHJKLMNPRSTUXYZ'
  const known = random() < 0.8
  const date = known
    ? `${Number(born(random).century) + 3 * between(random, 1, 26)}${born(random).six}`
    : `00${digitsOf(random, 2)}${between(random, 20, 99)}${between(random, 40, 59)}`
  const sex = random() < 0.5 ? digitsOf(random, 1) : letter(random, allowed)
  return spelt(random, date, `${letter(random, allowed)}${letter(random, allowed)}${sex}${digitsOf(random, 1)}`)
}

function stockholm(random: Random): string {
  const seven = `${digitsOf(random, 7)}`
  const eleven = `99${pick(random, ['19', '20'])}${seven}`
  return `${eleven}${luhnOf(eleven.slice(4))}`
}

function carelink(random: Random): string {
  const eleven = `${between(random, 1920, 2024)}${two(between(random, 1, 12))}${between(random, 32, 59)}${digitsOf(random, 3)}`
  return `${eleven}${luhnDigit(eleven.slice(2))}`
}

/** Luhn's digit after seven digits, as after nine with two noughts first. */
const luhnOf = (seven: string): number => luhnDigit(`00${seven.replace(DIGITS_ONLY, '')}`)

/** What only a label tells. */
export function labelledNumber(random: Random): string {
  const dossier = `${between(random, 10, 59)}-${digitsOf(random, 6)}`
  return pick(random, [
    `LMA-nummer ${dossier}`,
    `LMA-nr ${dossier}`,
    `LMA-kort ${dossier}/${between(random, 1, 9)}`,
    `LMA-kortet har nummer ${dossier}`,
    `dossiernummer ${dossier}`,
    `dossiernr: ${dossier.replace('-', '')}`,
    `Migrationsverkets dossiernummer är ${dossier}`,
    `reservnummer ${digitsOf(random, 8)}`,
    `reservnr ${digitsOf(random, 6)}-${digitsOf(random, 4)}`,
    `reserv-nr: ${digitsOf(random, 10)}`,
    `reservnumret är ${digitsOf(random, 7)}`,
    `reservpersonnummer ${between(random, 50, 98)}${digitsOf(random, 8)}`,
  ])
}
