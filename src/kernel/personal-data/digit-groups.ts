/** Digits standing together, with what stands between them and the group before. Places are those of the readable text. */
export interface DigitGroup {
  readonly digits: string
  readonly start: number
  readonly end: number
  /** Null when letters, or too much else, stand between this group and the one before. */
  readonly joint: string | null
}

const WORD = /[\p{L}\p{N}]+/gu
const DIGITS = /\d+/g
const HEX = /^[0-9a-f]+$/i
const HEX_LENGTH = 20
const LONGEST_JOINT = 8
/** Latin, Greek and Cyrillic letters that are typed or scanned for 0 and 1. */
const LOOKALIKE = /^[\dOoIlΟοОо]+$/

/** A long word of hexadecimal digits with letters among them is a key or a checksum. */
const isHex = (word: string): boolean => word.length >= HEX_LENGTH && HEX.test(word) && !/^\d+$/.test(word)

function withLookalikes(word: string): string {
  const number = LOOKALIKE.test(word) && (word.length === 4 || /\d/.test(word))
  return !number ? word : word.replace(/[OoΟοОо]/g, '0').replace(/[Il]/g, '1')
}

/** Spaces count as one, and none count beside a dash or a slash. */
function jointOf(between: string): string | null {
  const joint = between.length > 200 ? null : between.replace(/ +/g, ' ').replace(/ ?([-/]) ?/g, '$1')
  return joint === null || joint.length > LONGEST_JOINT ? null : joint
}

/** The groups of digits in a readable text, in order, leaving out long hexadecimal words. */
export function digitGroupsOf(text: string): readonly DigitGroup[] {
  const groups: DigitGroup[] = []
  let wordEnd = 0
  for (const { 0: found, index } of text.matchAll(WORD)) {
    const word = withLookalikes(found)
    const joint = groups.at(-1)?.end === wordEnd ? jointOf(text.slice(wordEnd, index)) : null
    groups.push(...(isHex(word) ? [] : groupsInWord(word, index, joint)))
    wordEnd = index + word.length
  }
  return groups
}

function groupsInWord(word: string, at: number, joint: string | null): readonly DigitGroup[] {
  return Array.from(word.matchAll(DIGITS), ({ 0: digits, index }) => ({
    digits,
    start: at + index,
    end: at + index + digits.length,
    joint: index === 0 ? joint : null,
  }))
}
