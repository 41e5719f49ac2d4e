import type { Hit } from './kinds.ts'
import { asideHit, before, hit, hitsOf, type Match } from './matches.ts'
import { inCase } from './words.ts'

/** After a label: "SOC 2023/1234", "3.5.1-12345/2023", "B 123-22", "123 456 789" */
const LABELLED =
  /(?<!\p{L})(?<label>(?:diarie|ärende|mål|besluts?|akt|journal|referens|ref|kund|)(?:nummer|numret|nr)|d\.?nr|ärendet?|mål(?:et)?|beslut(?:et)?)(?<nr> ?nr\.?| med (?:nummer|nr))?[:.]? ?(?<number>(?:\p{L}{1,7}[- ]?)?\d[\d./:-]{0,24}\d(?: \d{3,4}){0,3}(?:[-/]\p{L}{1,5})?)(?![\p{L}\d]|[-/:]\d)/giu
/** Without any label: a code of letters with a year, a plan of filing with a year, a court's case. */
const UNLABELLED =
  /(?<![\p{L}\d./:-])(?:(?<code>\p{Lu}\p{L}{1,5})[- ]?(?:19|20)\d\d[-/]\d{2,7}(?: \d{3,4})?|\d\d?(?:\.\d\d?){1,3}-\d{3,6}\/(?:19|20)?\d\d|[BTÖFKU][ -]\d{3,5}-\d\d)(?![\p{L}\d]|[-/:]\d)/gu
/** This program's own, and published ones. */
const PUBLIC = /^(?:SF|SFS|SO\p{L}*|Ds|HFD|RÅ|NJA|J[OK]|MIG|Prop|Skr|Bet|Dir|ISO)$/iu
const PUBLIC_BEFORE = /(?<!\p{L})(?:JO|JK|HFD|RÅ|NJA|MIG)(?!\p{L})[\p{L}: ]{0,16}$/u

/** Numbers of single cases at authorities and courts; not of laws, published rulings or this program's own. */
export const caseNumbersIn = (lines: string): readonly Hit[] => [
  ...hitsOf(lines, LABELLED, match => labelledHit(lines, match)),
  ...hitsOf(lines, UNLABELLED, match =>
    PUBLIC.test(match.groups['code'] ?? '') ? null : caseHit(lines, match, 'ett ärende'),
  ),
]

function labelledHit(lines: string, match: Match): Hit | null {
  const { label = '', nr, number = '' } = match.groups
  const sure = nr !== undefined || /n(?:umme|umret|r)/i.test(label)
  /** Of a phone, or of a newsletter: "nr 08-123", "nr 5/2011". */
  const other = /^n/i.test(label) && /^0|^\d{1,3}\/(?:19|20)\d\d$/.test(number)
  const digits = number.replace(/\D/g, '').length
  const likely = sure ? digits > 2 : digits > 4 && /[\p{L}/-]/u.test(number)
  if (other || !likely || /^(?:19|20)\d\d(?:-\d\d-\d\d)?$|\d:\d/.test(number)) return null
  return caseHit(lines, match, phraseFor(before(lines, match.start), label.toLowerCase(), match.all))
}

/** "hennes ärendenummer 123" keeps its owner; a label with a colon is a line of a form, where no phrase fits. */
function phraseFor(said: string, label: string, all: string): string | null {
  const noun = label.replace(/^d\.?nr$/, 'diarienummer').replace(/nr$/, 'nummer')
  const known = /et$/.test(noun) || /(?:s|min|din|vår|er|detta|samma|det) $/i.test(said)
  return /^\p{L}+:/u.test(all) && /^$|\n *$/.test(said) ? null : known ? noun : `ett ${noun}`
}

function caseHit(lines: string, { start, end }: Match, phrase: string | null): Hit | null {
  if (PUBLIC_BEFORE.test(before(lines, start))) return null
  return (
    asideHit('caseNumber', lines, start, end) ?? hit('caseNumber', start, end, phrase && inCase(phrase, lines, start))
  )
}
