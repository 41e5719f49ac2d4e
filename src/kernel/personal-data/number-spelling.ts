import type { DigitGroup } from './digit-groups.ts'

/**
 * How the digits of a possible personal number are grouped. `clear`: as people write one, so it counts whatever is
 * around it. `possible`: grouped in some other even way, so it counts unless it is a phone number. `none`: dates,
 * times, case numbers and lists of figures.
 */
export type Spelling = 'clear' | 'possible' | 'none'

interface Window {
  readonly lengths: readonly number[]
  readonly joints: readonly string[]
  readonly first: string
  /** What joins it to digits before and after it. */
  readonly outside: readonly (string | null)[]
}

interface Halves {
  readonly date: readonly number[]
  readonly dateJoints: readonly string[]
  readonly serialJoint: string
  readonly serialJoints: readonly string[]
}

/** Judges the groups from `from` to `to` (inclusive), which together have ten or twelve digits. */
export function spellingOf(groups: readonly DigitGroup[], from: number, to: number): Spelling {
  if (from === to) return 'clear'
  const window = windowOf(groups, from, to)
  if (startsAsYear(window)) return 'none'
  const halves = halvesOf(window)
  if (halves && isClear(window, halves)) return 'clear'
  return isEven(window) ? 'possible' : 'none'
}

function windowOf(groups: readonly DigitGroup[], from: number, to: number): Window {
  const inside = groups.slice(from, to + 1)
  return {
    lengths: inside.map(({ digits }) => digits.length),
    joints: inside.slice(1).map(({ joint }) => joint ?? ''),
    first: inside[0]?.digits ?? '',
    outside: [groups[from]?.joint ?? null, groups[to + 1]?.joint ?? null],
  }
}

/** The birth date and the four last digits, where a group ends between them. */
function halvesOf({ lengths, joints }: Window): Halves | null {
  let left = 4
  let index = lengths.length
  while (left > 0 && index > 0) left -= lengths[--index] ?? 0
  const serialJoint = joints[index - 1]
  if (left !== 0 || serialJoint === undefined) return null
  return {
    date: lengths.slice(0, index),
    dateJoints: joints.slice(0, index - 1),
    serialJoint,
    serialJoints: joints.slice(index),
  }
}

function isClear(window: Window, halves: Halves): boolean {
  if (halves.date.length === 1) return isClearAfterWholeDate(halves)
  return (
    window.joints.every(isTight) &&
    isWrittenDate(halves) &&
    isClearSerial(halves) &&
    !isGlued(window, halves.dateJoints) &&
    !startsAsPhone(window) &&
    !isCaseNumber(halves)
  )
}

const isTight = (joint: string): boolean => joint.length === 1

/** "850101-1239" with anything between, "850101-12 39"; but "230510 14.30" is a date and a time. */
const isClearAfterWholeDate = ({ serialJoint, serialJoints }: Halves): boolean =>
  serialJoints.every(
    joint => joint === ' ' || joint === '-' || (isTight(joint) && joint === serialJoint && joint !== ':'),
  )

/** Year, month and day apart in any way, with the same mark between them; the century may stand off by another. */
function isWrittenDate({ date, dateJoints }: Halves): boolean {
  const total = date.reduce((sum, length) => sum + length, 0)
  const evenLengths = date.every(length => length % 2 === 0)
  const joints = total === 8 && date[0] === 2 ? dateJoints.slice(1) : dateJoints
  return evenLengths && new Set(joints).size <= 1
}

/** Split last digits are a time of day, unless set off from the date by more than they are from each other. */
const isClearSerial = ({ serialJoint, serialJoints, dateJoints }: Halves): boolean =>
  serialJoints.length === 0 ||
  (dateJoints.length > 1 && serialJoint !== ' ' && serialJoints.every(joint => joint === ' '))

/** In "2023-05-10 – 2024-05-10" the 2024 belongs to another date. */
const isGlued = ({ outside }: Window, dateJoints: readonly string[]): boolean =>
  outside.some(joint => joint !== null && joint !== ' ' && dateJoints.includes(joint))

/** "2008/09:1783", "2010-12-1234": ten digits that begin with a year by itself are of laws, papers and cases. */
const startsAsYear = ({ lengths, first }: Window): boolean =>
  /^(19|20)\d\d$/.test(first) && lengths.reduce((sum, length) => sum + length, 0) === 10

/** "08-12 24 5678", "0701-23 4567": a leading area code set off by a mark, the rest by spaces. */
const startsAsPhone = ({ first, joints }: Window): boolean =>
  (/^0\d\d\d?$/.test(first) || first === '08') && joints[0] !== ' ' && joints.slice(1).every(joint => joint === ' ')

/** "Af-2021/0512 3456": a year, a slash and a running number. */
const isCaseNumber = ({ date, dateJoints, serialJoint }: Halves): boolean =>
  date.length === 2 && date[0] === 4 && date[1] === 4 && dateJoints[0] === '/' && serialJoint !== '/'

/** The same single mark between all groups, and not going on in the same way: that is a list of figures. */
function isEven({ joints, outside }: Window): boolean {
  const [joint = ''] = joints
  return (
    isTight(joint) &&
    joint !== ':' &&
    joint !== '+' &&
    joints.every(other => other === joint) &&
    !outside.includes(joint)
  )
}
