import type { Hit } from './kinds.ts'
import { before, hit, hitsOf, type Match } from './matches.ts'
import { inCase } from './words.ts'

const LABELLED =
  /(?<!\p{L})(?<noun>klient|brukare|patient|person|uppdragsgivare|kund|kl)(?<definite>(?:en|n)?)(?<dot>\.?) (?<sign>(?:nr |nummer |#)?\d{1,3}|NN|XX|N\. ?N\.?|\p{L})(?<genitive>(?::?s)?)(?![\p{L}\d]|[.:,]\d|[-/][\p{L}\d]|\. ?\p{L}\.)/giu
const NOBODY = /(?<![\p{L}.] ?)(?:NN|N\. ?N\.)(?<genitive>(?::?s)?)(?![\p{L}\d])/gu
/** "per klient 2 timmar", "klient 1 av 3" are of no one. */
const NOT_BEFORE = /(?<!\p{L})(?:per|varje|en|av|för) $/iu
const NOT_AFTER = /^ (?:av|timm|gång|år|dag|veck|kr|st|procent|%|till|och \d)/i

/** What is written in the place of a client's name: "klient 12", "brukare X", "NN". */
export function clientLabelsIn(lines: string): readonly Hit[] {
  const known = new Set<string>()
  const make = (match: Match, phrase: string): Hit => {
    const genitive = match.groups['genitive'] ? 's' : ''
    return hit('clientLabel', match.start, match.end, inCase(`${phrase}${genitive}`, lines, match.start))
  }
  return [
    ...hitsOf(lines, LABELLED, match => (isLabel(lines, match) ? make(match, phraseFor(match, known)) : null)),
    ...hitsOf(lines, NOBODY, match => make(match, 'personen')),
  ]
}

function isLabel(lines: string, { start, end, groups }: Match): boolean {
  const { noun = '', sign = '', dot = '' } = groups
  const short = /^kl$/i.test(noun)
  if (!/\d/.test(sign)) return sign === sign.toUpperCase() && (dot === '' || short)
  const counted = NOT_BEFORE.test(before(lines, start)) || NOT_AFTER.test(lines.slice(end, end + 10))
  return !short && dot === '' && !/^person/i.test(noun) && !counted
}

/** The first is "en klient", the next "en annan klient"; one that is met again, or is "klienten", stays "klienten". */
function phraseFor({ all, groups }: Match, known: Set<string>): string {
  const noun = (groups['noun'] ?? '').toLowerCase().replace(/^kl$/, 'klient')
  const article = known.size === 0 ? 'en' : 'en annan'
  const met = known.has(all.toLowerCase()) || groups['definite']
  known.add(all.toLowerCase())
  return met ? noun.replace(/e?$/, 'en') : `${article} ${noun}`
}
