import { randomBytes } from 'node:crypto'

/** The instant of the last id, and how many had been made in it. */
const last = { at: 0, nr: 0 }

/** A UUID of version 7: sorts by the instant it was made, within it by the order here (RFC 9562, 6.2), the rest random. */
export function newId(now: Date): string {
  const at = now.getTime()
  last.nr = at === last.at ? last.nr + 1 : 0
  last.at = at
  const bytes = randomBytes(16)
  bytes.writeUIntBE(at, 0, 6)
  // Twenty-six bits of order, around the marks of version and variant.
  bytes.writeUInt16BE(0x7000 | ((last.nr >>> 14) & 0xfff), 6)
  bytes.writeUInt16BE(0x8000 | (last.nr & 0x3fff), 8)
  const hex = bytes.toString('hex')
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-')
}

/** As ids look; a word from an address that does not is nobody's. */
export const isId = (text: string | undefined): text is string =>
  text !== undefined && /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text)
