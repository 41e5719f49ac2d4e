import { unzip } from './unzip.ts'
import { type Element, elements, parseXml } from './xml.ts'

/** A cell as a spreadsheet reads it. */
export type ReadCell = string | number | { readonly day: string } | null
export interface ReadXlsx {
  /** The parts of the file, parsed: not one that is not well-formed. */
  readonly parts: ReadonlyMap<string, Element>
  readonly rows: readonly (readonly ReadCell[])[]
}

/** Reads the first sheet of an XLSX file by its own rules: shared texts, styles, days as numbers. */
export function readXlsx(file: Buffer): ReadXlsx {
  const parts = new Map([...unzip(file)].map(([name, content]) => [name, parseXml(content.toString('utf8'))]))
  const part = (name: string): Element => parts.get(name) as Element
  const texts = elements(part('xl/sharedStrings.xml'), 'si').map(si => unescaped(wordsOf(si)))
  const dayStyles = dayStylesIn(part('xl/styles.xml'))
  const rows = elements(part('xl/worksheets/sheet1.xml'), 'row').map(row => {
    const cells: ReadCell[] = []
    for (const cell of elements(row, 'c')) cells[columnOf(cell.attributes['r'] ?? '')] = cellOf(cell, texts, dayStyles)
    return Array.from(cells, each => each ?? null)
  })
  return { parts, rows }
}

const wordsOf = (of: Element): string =>
  of.children.map(child => (typeof child === 'string' ? child : wordsOf(child))).join('')
/** `_x0041_` is an A. */
const unescaped = (text: string): string =>
  text.replace(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

function columnOf(address: string): number {
  const letters = address.replace(/\d/g, '')
  return [...letters].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1
}

function cellOf(cell: Element, texts: readonly string[], dayStyles: ReadonlySet<string>): ReadCell {
  const value = wordsOf(cell)
  if (value === '') return null
  const { t: type = 'n', s: style = '' } = cell.attributes
  if (type === 's') return texts[Number(value)] ?? null
  if (type !== 'n') throw new Error(`a cell of type ${type}`)
  return dayStyles.has(style) ? { day: dayOf(Number(value)) } : Number(value)
}
const dayOf = (serial: number): string => new Date((serial - 25_569) * 86_400_000).toISOString().slice(0, 10)

/** Styles whose format has a year in it. */
function dayStylesIn(styles: Element): ReadonlySet<string> {
  const formats = elements(styles, 'numFmt').filter(({ attributes }) => attributes['formatCode']?.includes('yyyy'))
  const ids = formats.map(({ attributes }) => attributes['numFmtId'])
  const [cells] = elements(styles, 'cellXfs')
  const found = elements(cells as Element, 'xf').flatMap(({ attributes }, at) =>
    ids.includes(attributes['numFmtId']) ? [String(at)] : [],
  )
  return new Set(found)
}
