import type { Hit } from './kinds.ts'
import { anyOf } from './known-words.ts'
import { before, hit, hitsOf } from './matches.ts'
import { inCase, opensSentence } from './words.ts'

const [WAY, VAGUE] = [anyOf('X'), anyOf('Z')]
/** As words of their own, with a capital or without. */
const ALONE = WAY.replace(/(?<=[:|])./g, '\\p{L}')
const CAPITAL = '(?:\\p{Lu}[\\p{L}:]{0,20} )'
/** "Norra Storgatan", "Gamla Torget", "Karl XI:s väg", "S:t Larsgatan"; "på storgatan", in haste. */
const STREET = new RegExp(
  `(?<![\\p{L}\\d])(?:${CAPITAL}{0,3}\\p{Lu}\\p{L}{1,24}?(?:${WAY}|(?<vague>${VAGUE}))|${CAPITAL}{1,3}(?:${ALONE}|plan|strand)|(?<=(?:på|till|från) )\\p{Ll}{3,24}(?:gatan|vägen|gränd|stigen))$`,
  'u',
)
/** Roads, plans and places that are no address. */
const NO_STREET =
  /^(?:(?:riks|läns|europa|motor|cykel|gång|om|gen|kontakt|rätts)väg(?:en)?|.*(?:ings?|ande|vård|års|tids?|läro|studie)plan)$/i
const LONGEST = 70
const NUMBER =
  /(?<=\p{L}) \d{1,3}(?: ?[A-Ha-h](?![\p{L}\d.])|(?![\p{L}\d]))(?!-?\p{L}| ?[§%]|[/:.,]\d| (?:kap|mil|km|m|kr|kronor|år|dagar|veckor|månader|timmar|gånger|st|personer|klienter)(?!\p{L}))/gu
/** What may follow within the address: more numbers, stairs or flat, postal code and place. */
const REST =
  /^(?:-\d{1,3}\p{L}?(?!\p{L}))?(?:,? (?:\d\d? ?tr|nb|bv|vån\p{Ll}*\.? ?\d|lgh\.? ?\d{1,4})(?![\p{L}\d])){0,2}(?:,? \d{3} ?\d\d \p{Lu}\p{L}{1,20})?/u
const CARE_OF = /(?<!\p{L})c\/o \p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?/gu
const CARE_OF_BEFORE = /c\/o [\p{L} ]+,? $/u

/** Street addresses with a number, and "c/o" with a name. */
export const addressesIn = (lines: string): readonly Hit[] => [
  ...hitsOf(lines, NUMBER, ({ start, end }) => {
    const street = streetBefore(lines, start)
    return street === null ? null : addressHit(lines, street, end)
  }),
  ...hitsOf(lines, CARE_OF, ({ start, end }) => addressHit(lines, start, end)),
]

/** Where the street that ends before the place begins, or null when none does. */
function streetBefore(lines: string, place: number): number | null {
  const street = STREET.exec(before(lines, place, LONGEST))
  if (street === null || NO_STREET.test(street[0])) return null
  const start = place - street[0].length
  return street.groups?.['vague'] && opensSentence(lines, start) ? null : start
}

function addressHit(lines: string, street: number, number: number): Hit {
  const start = street - (CARE_OF_BEFORE.exec(before(lines, street))?.[0].length ?? 0)
  const end = number + (REST.exec(lines.slice(number, number + LONGEST))?.[0].length ?? 0)
  return hit('address', start, end, inCase('en viss adress', lines, start))
}
