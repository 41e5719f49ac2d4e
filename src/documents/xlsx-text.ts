import { xmlSafe } from './xml-safe.ts'

/** As many characters as a cell of Excel takes. */
const LONGEST_CELL = 32_767
// Characters that XML discourages; the library takes some of them away together with what stands beside.
const DISCOURAGED = /\p{Noncharacter_Code_Point}/gu
const ESCAPE = /_(?=x[0-9a-f]{4}_)/gi

/**
 * A text as a cell of XLSX holds it. `_x0041_` is an escape there, so such a text is escaped itself. And the library keeps
 * the texts as names of an object: `constructor` and the like, which every object has, would find something else; a blank
 * after them tells them apart.
 */
export function xlsxText(text: string): string {
  const safe = xmlSafe(text).replace(DISCOURAGED, '').slice(0, LONGEST_CELL).replace(ESCAPE, '_x005F_')
  return safe in {} ? `${safe} ` : safe
}
