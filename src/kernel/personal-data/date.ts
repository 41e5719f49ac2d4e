import { MONTH, monthName } from './calendar-words.ts'
import type { Hit } from './kinds.ts'
import { before, hit, hitsOf, type Match } from './matches.ts'
import { isDay } from './personal-number.ts'
import { inCase } from './words.ts'

const form = (core: string): RegExp =>
  new RegExp(`(?<![\\p{L}\\d]|\\d[-/.:])${core}(?![\\p{L}\\d%]|[-/.:][\\p{L}\\d]| ?(?:%|kr ))`, 'giu')
const DAY = '\\d{1,2}(?::?[ea](?!\\p{L}))?'
/** "12 mars 2024", "3:e maj", "4-6 mars", 12/3, 12/3-24 · 2024-03-12, 240312 · 12.3.2024 */
const FORMS = [
  form(
    `(?<day>${DAY})(?:(?<more>(?: ?[-,/] ?| och | till )(?:den )?${DAY})? ?(?<month>${MONTH})| ?/ ?(?<number>\\d{1,2}))(?:\\.? ?[-/'] ?(?<year>(?:20)?\\d\\d)|\\.? (?<full>(?:19|20)\\d\\d))?`,
  ),
  form('(?<year>20[0-3]\\d|19\\d\\d|[0-3]\\d)(?<mark>[-/.]?)(?<number>\\d\\d)\\k<mark>(?<day>\\d\\d)'),
  form('(?<day>\\d{1,2})[.-](?<number>\\d{1,2})[.-](?<year>20\\d\\d)'),
]

const LEAD = /((?:mellan|från) )?((?:på|av) )?(?:(?:mån|tis|ons|tors|fre|lör|sön)dag(?:en)?,? )?(?:den )?$/i
/** What a month can stand after as it is: "sedan mars". */
const TAKES_MONTH = /(?<!\p{L})(?:sedan|från|till|före|efter|under|inför|innan|kring|gällde|gäller|om|datum|:) ?$/iu
const NOT_BEFORE = /(?:§|kap\.?|art\.?|nr|punkt|bilaga|sid\.?|skala|kr) ?$/i
/** A deadline, or a day of every year, is of no event. */
const SET_BEFORE = /(?<!\p{L})(?:senast|per)(?: den)? ?$/iu
/** Days of laws, and of the groups and reports that this is all about. */
const GENERAL =
  /i kraft|lagändring|nya? (?:lag|regl|bestämmelse|förordning)|riksdag|regering|(?:lednings|styr)grupp|dagordning|sammanträd|halvår|redovisning|årsrapport/i

/** Exact days on which something happened. */
export const datesIn = (lines: string): readonly Hit[] =>
  FORMS.flatMap(pattern => hitsOf(lines, pattern, match => dateOf(lines, match)))

function dateOf(lines: string, { all, start, end, groups }: Match): Hit | null {
  const month = monthName(groups['number'] ?? groups['month'] ?? '')
  const said = before(lines, start)
  if (!month || !isReal(groups) || isFraction(all, said) || NOT_BEFORE.test(said)) return null
  const [lead = '', between = ''] = LEAD.exec(said) ?? []
  const from = start - lead.length + (groups['more'] ? 0 : between.length)
  const pointed = groups['month'] && /^\. [a-zåäö\d]/.test(lines.slice(end, end + 3)) ? 1 : 0
  return isYearEnd(month, groups) || isSet(lines, from, end)
    ? null
    : hit('date', from, end + pointed, phraseFor(lines, from, month, groups))
}

function phraseFor(lines: string, start: number, month: string, { year, full }: Match['groups']): string {
  const when = `${TAKES_MONTH.test(before(lines, start)) ? '' : 'i '}${month}`
  return inCase(year || full ? `${when} ${(year ?? full)?.padStart(4, '20')}` : when, lines, start)
}

const isReal = ({ number, day = '' }: Match['groups']): boolean =>
  isDay(2000, Number(number ?? 1), Number.parseInt(day, 10))

/** The first or last day of a year tells no more than the year. */
const isYearEnd = (month: string, { day = '' }: Match['groups']): boolean =>
  /^0?1 januari$|^31 december$/.test(`${Number.parseInt(day, 10)} ${month}`)

/** "2/3 av klienterna", "24/7", unless something before it says a day. */
const isFraction = (written: string, said: string): boolean =>
  /^(?:1\/[2-9]|2\/[35]|3\/[458]|4\/5|24\/7)$/.test(written) &&
  !/(?:den|dag(?:en)?|sedan|från|till|efter|före|mötet|samtal|besök) $/i.test(said)

function isSet(lines: string, start: number, end: number): boolean {
  const [said, after] = [before(lines, start, 200), lines.slice(end, end + 200)]
  const sentence = `${said.split(/[.!?\n]/).at(-1)}|${after.split(/[.!?\n]/)[0]}`
  return SET_BEFORE.test(said) || /^ var(?:je|t) /.test(after) || GENERAL.test(sentence)
}
