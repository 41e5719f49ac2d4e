/** A text as a reader sees it, one character a place, and where in the original each character came from. */
export interface ReadableText {
  readonly text: string
  /** The same with its line breaks: they end sentences, but may stand within a number. */
  readonly lines: string
  readonly starts: readonly number[]
  readonly ends: readonly number[]
}

const INVISIBLE = /[\p{Cf}\p{Mn}\p{Me}\p{Cc}\u115f\u1160\u3164]/u
const SPACE = /[\s\p{Z}\u0085\u2800]/u
const DASH = /[\p{Pd}\u2212\u02d7\u2043\u00af\u2796]/u
const BREAK = /[\n\r\u0085\u2028\u2029]/
/** A machine's key, of which no part is a number of its own. */
const UUID = /\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b/gi
const DECIMAL = /\p{Nd}/u
const LETTER = /\p{L}/u
/** Signs that hold a number expand to few characters; one that stands for a sentence (U+FDFA) would only cost time. */
const LONGEST_READING = 4

/** Decimal digits stand in runs of ten in Unicode, zero first, so the distance to the start of the run gives the value. */
function digitValue(codePoint: number): string {
  let first = codePoint
  while (DECIMAL.test(String.fromCodePoint(first - 1))) first -= 1
  return String((codePoint - first) % 10)
}

/** One character for what is read: '' for nothing to see, ' ' for any space, '-' for any dash, 0–9 for any digit. */
function read(character: string): string {
  if (SPACE.test(character)) return ' '
  if (INVISIBLE.test(character)) return ''
  if (DASH.test(character)) return '-'
  if (DECIMAL.test(character)) return digitValue(character.codePointAt(0) ?? 0)
  if (character.length === 1) return character
  return LETTER.test(character) ? 'x' : '*'
}

const asciiReadings = Array.from({ length: 128 }, (_, code) => read(String.fromCharCode(code)))

function readingsOf(character: string): readonly string[] {
  const ascii = asciiReadings[character.codePointAt(0) ?? 0]
  if (ascii !== undefined) return [ascii]
  if (SPACE.test(character)) return [' ']
  return Array.from(character.normalize('NFKC').slice(0, LONGEST_READING), read)
}

/** Undoes what hides a number from a pattern: compatibility forms, foreign digits, invisible characters, odd dashes. */
export function readableTextOf(original: string): ReadableText {
  const characters: string[] = []
  const starts: number[] = []
  const ends: number[] = []
  const known = new Map<string, readonly string[]>()
  let at = 0
  for (const character of original) {
    const readings = known.get(character) ?? readingsOf(character)
    known.set(character, readings)
    for (const reading of readings) {
      if (reading === '') continue
      characters.push(reading)
      starts.push(at)
      ends.push(at + character.length)
    }
    at += character.length
  }
  const text = characters.join('').replace(UUID, uuid => 'x'.repeat(uuid.length))
  const lines = text.replace(/ /g, (space, place) => (BREAK.test(original[starts[place] ?? 0] ?? '') ? '\n' : space))
  return { text, lines, starts, ends }
}
