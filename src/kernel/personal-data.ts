import { type DigitGroup, digitGroupsOf } from './personal-data/digit-groups.ts'
import { emailsIn } from './personal-data/email.ts'
import { type Spelling, spellingOf } from './personal-data/number-spelling.ts'
import { personalNumberKind } from './personal-data/personal-number.ts'
import { phonesIn } from './personal-data/phone.ts'
import { readableTextOf } from './personal-data/readable-text.ts'
import { apartFrom, notBegunIn, type Span, withoutOverlaps } from './personal-data/span.ts'

export const BLOCKING_KINDS = ['personnummer', 'samordningsnummer', 'interimsnummer', 'reservnummer'] as const
export const ASKING_KINDS = [
  'phone',
  'email',
  'address',
  'caseNumber',
  'clientLabel',
  'initials',
  'name',
  'date',
  'birth',
  'rare',
] as const
export type Kind = (typeof BLOCKING_KINDS)[number] | (typeof ASKING_KINDS)[number]

/** Something in a text that points out a person. `start` and `end` (not included) are places in the text as given. */
export interface Finding {
  readonly kind: Kind
  readonly severity: 'block' | 'warn'
  readonly start: number
  readonly end: number
  /** What the stretch could be rewritten to; null when nothing honest can be proposed. */
  readonly suggestion: string | null
}

interface Hit extends Span {
  readonly kind: Kind
}

interface NumberHit extends Hit {
  readonly spelling: Spelling
}

/** Texts a machine made: a UUID or a hexadecimal key, as in hidden form fields. */
const KEY = /^\s*(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\d*[a-f])[0-9a-f]{16,})\s*$/i

/**
 * Personal numbers (never let through), phone numbers and e-mail addresses (asked about) in a text, in order.
 * Takes time in proportion to the length. The same function runs in the browser and on the server.
 */
export function findPersonalData(text: string): readonly Finding[] {
  if (KEY.test(text)) return []
  const readable = readableTextOf(text)
  const groups = digitGroupsOf(readable.text)
  const numbers = personalNumbersIn(groups)
  const phones = phonesIn(readable.text, groups)
  const certain = phones.filter(phone => phone.certain)
  const clear = apartFrom(withoutOverlaps(numbers.filter(({ spelling }) => spelling === 'clear')), certain)
  const possible = notBegunIn(withoutOverlaps(numbers.filter(({ spelling }) => spelling === 'possible')), phones)
  const blocking = withoutOverlaps([...clear, ...possible])
  const asking = [
    ...phones.map(({ start, end }): Hit => ({ kind: 'phone', start, end })),
    ...emailsIn(readable.text).map(({ start, end }): Hit => ({ kind: 'email', start, end })),
  ]
  const hits: readonly Hit[] = [...blocking, ...apartFrom(withoutOverlaps(asking), blocking)]
  return [...hits]
    .sort((a, b) => a.start - b.start)
    .map(({ kind, start, end }) => ({
      kind,
      severity: kind === 'phone' || kind === 'email' ? 'warn' : 'block',
      start: readable.starts[start] ?? 0,
      end: readable.ends[end - 1] ?? 0,
      suggestion: null,
    }))
}

/** The findings that may never be stored. */
export const blocks = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'block')

/** The findings a person may confirm to be no client's. */
export const warnings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'warn')

const personalNumbersIn = (groups: readonly DigitGroup[]): readonly NumberHit[] =>
  groups.flatMap((_, index) => personalNumbersFrom(groups, index))

function personalNumbersFrom(groups: readonly DigitGroup[], from: number): readonly NumberHit[] {
  const hits: NumberHit[] = []
  let digits = ''
  for (const [offset, group] of groups.slice(from, from + 12).entries()) {
    digits += group.digits
    if ((offset > 0 && group.joint === null) || digits.length > 12) break
    const hit = numberOf(digits, groups, from, from + offset)
    if (hit) hits.push(hit)
  }
  return hits
}

function numberOf(digits: string, groups: readonly DigitGroup[], from: number, to: number): NumberHit | null {
  const kind = digits.length === 10 || digits.length === 12 ? personalNumberKind(digits) : null
  const spelling = kind ? spellingOf(groups, from, to) : 'none'
  if (!kind || spelling === 'none') return null
  return { kind, spelling, start: groups[from]?.start ?? 0, end: groups[to]?.end ?? 0 }
}
