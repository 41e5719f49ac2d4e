import { addressesIn } from './personal-data/address.ts'
import { birthsIn } from './personal-data/birth.ts'
import { caseNumbersIn } from './personal-data/case-number.ts'
import { clientLabelsIn } from './personal-data/client-label.ts'
import { datesIn } from './personal-data/date.ts'
import { type DigitGroup, digitGroupsOf } from './personal-data/digit-groups.ts'
import { emailsIn } from './personal-data/email.ts'
import { BLOCKING_KINDS, type Hit, type Kind } from './personal-data/kinds.ts'
import { labelledNumbersIn } from './personal-data/labelled-number.ts'
import { letterNumbersIn } from './personal-data/letter-number.ts'
import { hit } from './personal-data/matches.ts'
import { namesIn } from './personal-data/names.ts'
import { type Spelling, spellingOf } from './personal-data/number-spelling.ts'
import { personalNumberKind, reserveNumberKind } from './personal-data/personal-number.ts'
import { type Phone, phoneHit, phonesIn } from './personal-data/phone.ts'
import { rareIn } from './personal-data/rare.ts'
import { type ReadableText, readableTextOf } from './personal-data/readable-text.ts'
import { apartFrom, notBegunIn, withoutOverlaps } from './personal-data/span.ts'
import { inCase, wordsOf } from './personal-data/words.ts'

export { ASKING_KINDS, BLOCKING_KINDS, type Kind } from './personal-data/kinds.ts'

/** Something in a text that points out a person. `start` and `end` (not included) are places in the text as given. */
export interface Finding {
  readonly kind: Kind
  readonly severity: 'block' | 'warn'
  readonly start: number
  readonly end: number
  /** What the stretch could be rewritten to; null when nothing honest can be proposed. */
  readonly suggestion: string | null
}

interface NumberHit extends Hit {
  readonly spelling: Spelling
}

/** A text a machine made: a hexadecimal key, as in hidden form fields. */
const KEY = /^\s*(?=\d*[a-f])[0-9a-f]{16,}\s*$/i

/**
 * Numbers of persons (never let through) and what else points one out (asked about) in a text, in order and without
 * overlaps. Takes time in proportion to the length. The same function runs in the browser and on the server.
 */
export function findPersonalData(text: string): readonly Finding[] {
  if (KEY.test(text)) return []
  const readable = readableTextOf(text)
  const groups = digitGroupsOf(readable.text)
  const phones = phonesIn(readable.text, groups)
  const blocking = blockingIn(readable.text, groups, phones)
  let hits = blocking
  for (const more of askingIn(readable, phones))
    hits = [...hits, ...apartFrom(withoutOverlaps(more), hits)].sort((a, b) => a.start - b.start)
  return hits.map(({ kind, start, end, suggestion }) => ({
    kind,
    severity: isBlocking(kind) ? 'block' : 'warn',
    start: readable.starts[start] ?? 0,
    end: readable.ends[end - 1] ?? 0,
    suggestion,
  }))
}

/** The findings that may never be stored. */
export const blocks = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'block')

/** The findings a person may confirm to be no client's. */
export const warnings = (findings: readonly Finding[]): readonly Finding[] =>
  findings.filter(({ severity }) => severity === 'warn')

const isBlocking = (kind: Kind): boolean => BLOCKING_KINDS.some(one => one === kind)

function blockingIn(text: string, groups: readonly DigitGroup[], phones: readonly Phone[]): readonly Hit[] {
  const numbers = groups.flatMap((_, index) => personalNumbersFrom(groups, index))
  const certain = phones.filter(phone => phone.certain)
  const clear = apartFrom(withoutOverlaps(numbers.filter(({ spelling }) => spelling === 'clear')), certain)
  const possible = notBegunIn(withoutOverlaps(numbers.filter(({ spelling }) => spelling === 'possible')), phones)
  return withoutOverlaps([...clear, ...possible, ...letterNumbersIn(text), ...labelledNumbersIn(text)])
}

/** What is asked about, in the order in which one takes a stretch before another. */
function askingIn({ text, lines }: ReadableText, phones: readonly Phone[]): readonly (readonly Hit[])[] {
  const words = wordsOf(lines)
  return [
    emailsIn(text).map(({ start, end }) => hit('email', start, end, inCase('en e-postadress', lines, start))),
    birthsIn(lines),
    caseNumbersIn(lines),
    phones.map(phone => phoneHit(lines, phone)),
    addressesIn(lines),
    datesIn(lines),
    clientLabelsIn(lines),
    namesIn(lines, words),
    rareIn(lines, words),
  ]
}

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
  if (digits.length !== 10 && digits.length !== 12) return null
  const kind = personalNumberKind(digits) ?? (to - from < 2 ? reserveNumberKind(digits) : null)
  const spelling = kind ? spellingOf(groups, from, to) : 'none'
  if (!kind || spelling === 'none') return null
  return { kind, spelling, start: groups[from]?.start ?? 0, end: groups[to]?.end ?? 0, suggestion: null }
}
