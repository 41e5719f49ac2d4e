import { xmlSafe } from './xml-safe.ts'

/** As many characters as a cell of Excel takes. */
const LONGEST_CELL = 32_767
// Characters that XML discourages; the library takes some of them away together with what stands beside.
const DISCOURAGED = /\p{Noncharacter_Code_Point}/gu
const ESCAPE = /_(?=x[0-9a-f]{4}_)/gi
const escaped = (sign: string): string => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`

/**
 * A text as a cell of XLSX holds it. `_x0041_` is an escape there, so such a text is escaped itself. And the library keeps
 * the texts as names of an object: `constructor` and the like, which every object has, would find something else.
 */
export function xlsxText(text: string): string {
  const safe = xmlSafe(text).replace(DISCOURAGED, '').slice(0, LONGEST_CELL).replace(ESCAPE, escaped('_'))
  return safe in {} ? `${escaped(safe)}${safe.slice(1)}` : safe
}
