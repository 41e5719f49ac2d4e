import type { Hit } from './kinds.ts'
import { hit, hitsOf } from './matches.ts'

/*
 * Numbers that only a label tells. Migrationsverket's dossier number, also on the LMA card: two digits and six ("50-123456",
 * on a card followed by "/1"). Reserve numbers that are only a serial number, as some regions have or had.
 */
const LABELLED =
  /(?<!\p{L})(?:(?:LMA|dossier)[\p{L}.:\- ]{0,30}?(?<!\d)(?<dossier>\d\d[- ]?\d{6}(?:\/\d\d?)?)(?!\d)|(?:reserv[- ]?(?:person)?|interims(?:person)?|tf?-)(?:nummer|numret|nr|id)[\p{L}.: ]{0,20}?(?<![\p{L}\d])(?<reserve>\d[\d -]{3,13}\d|\d{6,8}-?[A-Z\d]{4}|[A-Z]{1,3}-?\d{4,10})(?![\p{L}\d]))/giu
const FEWEST_DIGITS = 5

/** Numbers of persons with a label near that says what they are. */
export const labelledNumbersIn = (text: string): readonly Hit[] =>
  hitsOf(text, LABELLED, ({ end, groups: { dossier, reserve = '' } }) => {
    const number = dossier ?? reserve
    return number.replace(/\D/g, '').length < FEWEST_DIGITS ? null : hit('reservnummer', end - number.length, end)
  })
