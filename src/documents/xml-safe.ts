const LINE_BREAKS = /\r\n?|[\v\f\u0085]/g
const FORBIDDEN = /(?![\t\n])[\p{Cc}\uFFFE\uFFFF]/gu
const HALF_CHARACTERS = /\p{Cs}/gu

/**
 * Text that XML 1.0 can hold, with `\n` as its only line break. Word refuses to open a file with one wrong
 * character: control characters and U+FFFE, U+FFFF go; half of a surrogate pair becomes U+FFFD.
 */
export const xmlSafe = (text: string): string =>
  text.replace(LINE_BREAKS, '\n').replace(FORBIDDEN, '').replace(HALF_CHARACTERS, '\uFFFD')
