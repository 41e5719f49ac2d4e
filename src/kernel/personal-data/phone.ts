import type { DigitGroup } from './digit-groups.ts'
import type { Hit } from './kinds.ts'
import { before, hit } from './matches.ts'
import { type Span, withoutOverlaps } from './span.ts'
import { inCase } from './words.ts'

/** A phone number; `certain` when it carries Sweden's country code, so that nothing in it can be a personal number. */
export interface Phone extends Span {
  readonly certain: boolean
}

const JOINT = /^(?:[ \-/.]|\) ?-?|[ -]?\(|\.? )$/

/** How a Swedish number begins for callers abroad, or a mobile's with the plus left out. */
const ABROAD = /^0046|^467[02369]\d{7}$/

/** Swedish numbers (0X, 0XX and 0XXX area codes), +46 and 0046, and other countries' with a plus. */
export function phonesIn(text: string, groups: readonly DigitGroup[]): readonly Phone[] {
  return withoutOverlaps(groups.flatMap((_, index) => phoneAt(text, groups, index) ?? []))
}

function phoneAt(text: string, groups: readonly DigitGroup[], index: number): Phone | null {
  const [group, before] = [groups[index], groups[index - 1]]
  if (!group || isTail(group)) return null
  const plus = /\+ ?$/.test(text.slice(Math.max(0, group.start - 2), group.start)) && !(before && group.joint !== null)
  if (plus || ABROAD.test(group.digits)) return internationalAt(groups, index)
  return group.digits.startsWith('0') ? nationalAt(groups, index) : null
}

/** A group after a dash, a dot or a slash goes on from digits before it. */
const isTail = ({ joint }: DigitGroup): boolean => joint !== null && /^[-/.:+]$/.test(joint)

function internationalAt(groups: readonly DigitGroup[], index: number): Phone | null {
  const first = groups[index]?.digits ?? ''
  const certain = /^(00)?46$/.test(first)
  const run = runFrom(groups, index, certain ? swedishLength(first, groups[index + 1]) : 15)
  return run.total >= 9 ? { ...run.span, certain } : null
}

/** Nine digits after the country code, ten when the nought of the area code is kept: "+46 (0)70-123 45 67". */
const swedishLength = (code: string, next?: DigitGroup): number => code.length + (next?.digits.startsWith('0') ? 10 : 9)

function nationalAt(groups: readonly DigitGroup[], index: number): Phone | null {
  const run = runFrom(groups, index, 10)
  const lengths = run.groups.map(({ digits }) => digits.length)
  const joints = run.groups.slice(1).map(({ joint }) => joint ?? '')
  const [first = ''] = run.groups.map(({ digits }) => digits)
  if (!/^0[1-9]/.test(run.groups.map(({ digits }) => digits).join(''))) return null
  if (run.groups.length === 1) return isCompact(first) ? { ...run.span, certain: false } : null
  if (run.total < leastAfter(first) || first.length > 4 || first.length < 2) return null
  if (first.length === 2 && (first !== '08' || isDateOrHours(lengths, joints))) return null
  return { ...run.span, certain: false }
}

/** Numbers are at least eight digits, nine after a four-digit area code; so "0800-1630" is opening hours. */
const leastAfter = (areaCode: string): number => (areaCode.length === 4 ? 9 : 8)

/** Eight digits may be a day, 05122023, so only Stockholm's are taken, when no such day. */
const isCompact = (digits: string): boolean =>
  digits.length === 9 || digits.length === 10 || (/^08\d{6}$/.test(digits) && !/^08(0[1-9]|1[0-2])(19|20)/.test(digits))

/** 08-12-2023, 08-12-24 and 08.00-16.30 begin as Stockholm's numbers do. */
function isDateOrHours(lengths: readonly number[], joints: readonly string[]): boolean {
  const [first, second] = joints
  if (lengths[1] !== 2) return false
  if (lengths[2] === 4) return true
  const repeated = first === second && first !== ' '
  const ranged = joints.slice(1).some(joint => joint !== ' ')
  return repeated || ranged || first === '.'
}

interface Run {
  readonly groups: readonly DigitGroup[]
  readonly total: number
  readonly span: Span
}

/** The groups from `index` on that a phone number may be written in, up to `most` digits. */
function runFrom(groups: readonly DigitGroup[], index: number, most: number): Run {
  const run: DigitGroup[] = []
  let total = 0
  for (let next = groups[index]; next; next = groups[index + run.length]) {
    const fits = total + next.digits.length <= most
    if (!fits || (run.length > 0 && !(next.joint !== null && JOINT.test(next.joint)))) break
    run.push(next)
    total += next.digits.length
  }
  return { groups: run, total, span: { start: run[0]?.start ?? 0, end: run.at(-1)?.end ?? 0 } }
}

const LABEL = /(?<!\p{L})(?:tel(?:efon)?|mobil|\p{L}{0,12}n(?:umme)?r)[.:]? $/iu

/** The number with its plus and what it is called: "har direktnummer 08-123 45 67" becomes "har ett telefonnummer". */
export function phoneHit(lines: string, { start, end }: Span): Hit {
  const plus = /[+(] ?$/.exec(before(lines, start, 2))?.[0] ?? ''
  const label = LABEL.exec(before(lines, start - plus.length))?.[0] ?? ''
  const from = start - plus.length - label.length
  return hit('phone', from, end, inCase('ett telefonnummer', lines, from))
}
