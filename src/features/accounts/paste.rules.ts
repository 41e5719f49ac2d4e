import { type Field, fieldsOfSection } from './fields.ts'
import type { FormSection, NumbersPart } from './form.ts'
import { settledValue } from './values.rules.ts'

/*
 * Figures about clients, as they are pasted from a spreadsheet: a row of the form in each line, its label or key first and
 * then one cell for each sex. Labels may come again further down ("därav mellan 18 och 29 år"): such a row belongs to the
 * one above it, and is never guessed.
 */

/** The tables of people of a section. */
export interface FigureTable {
  /** `women` and its label, in the form's order. */
  readonly columns: NumbersPart['columns']
  readonly rows: NumbersPart['rows']
  readonly boxes: readonly Field[]
}
export interface RowFault {
  /** Counted from 1, as the spreadsheet does. */
  readonly line: number
  readonly fault: 'header' | 'unknown' | 'which' | 'cells' | 'number' | 'twice'
  /** What stands there. */
  readonly text: string
}
export interface Pasted {
  /** By box; an empty cell fills in nothing. */
  readonly figures: ReadonlyMap<string, string>
  readonly faults: readonly RowFault[]
}

/** Null where the section counts no people. */
export function figureTable(section: FormSection): FigureTable | null {
  const parts = section.parts.filter(part => part.kind === 'numbers' && part.unit === 'count') as NumbersPart[]
  const [first] = parts
  if (first === undefined) return null
  const rows = parts.flatMap(part => part.rows)
  const keys = rows.flatMap(([row]) => first.columns.map(([column]) => `${row}.${column}`))
  return { columns: first.columns, rows, boxes: fieldsOfSection(section).filter(({ key }) => keys.includes(key)) }
}

/** What the pasted lines fill in, and what is wrong with others. */
export function pastedFigures(table: FigureTable, text: string): Pasted {
  const lines = text
    .split('\n')
    .map((line, at) => ({ line: at + 1, cells: cellsOf(line, separatorOf(text)), text: line.trim() }))
    .filter(({ cells }) => cells.some(cell => cell !== ''))
  const [first, ...others] = lines
  if (first === undefined) return { figures: new Map(), faults: [] }
  const named = first.cells.filter(cell => columnOf(table, cell) !== undefined)
  if (named.length === 0) return new Rows(table, codesOf(table)).take(lines)
  const header = columnOf(table, first.cells[0] ?? '') === undefined ? first.cells.slice(1) : first.cells
  if (!codesOf(table).every(code => header.some(cell => columnOf(table, cell) === code)))
    return { figures: new Map(), faults: [{ line: first.line, fault: 'header', text: first.text }] }
  return new Rows(
    table,
    header.map(cell => columnOf(table, cell)),
  ).take(others)
}

interface Line {
  readonly line: number
  readonly cells: readonly string[]
  readonly text: string
}

const SEPARATORS = ['\t', ';', ','] as const
type Separator = (typeof SEPARATORS)[number]
const separatorOf = (text: string): Separator => SEPARATORS.find(sign => text.includes(sign)) ?? ','

/** RFC 4180: a cell in quotes may hold the separator, and a quote as two. */
function cellsOf(line: string, separator: Separator): string[] {
  const cell = new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}]*))(?:${separator}|$)`, 'y')
  const cells: string[] = []
  while (cell.lastIndex <= line.length) {
    const found = cell.exec(line)
    if (found === null) return line.split(separator).map(part => part.trim())
    cells.push((found[1]?.replaceAll('""', '"') ?? found[2] ?? '').trim())
    if (cell.lastIndex === line.length && !found[0].endsWith(separator)) break
  }
  return cells
}

const folded = (text: string): string => text.toLowerCase().replace(/\s+/g, ' ').replace(/[:.]$/, '').trim()
const codesOf = ({ columns }: FigureTable): string[] => columns.map(([code]) => code)
const columnOf = ({ columns }: FigureTable, cell: string): string | undefined =>
  columns.find(([, label]) => folded(label) === folded(cell))?.[0]

/** Lines taken one by one; where the last one stood tells which of two rows alike the next one is. */
class Rows implements Pasted {
  readonly figures = new Map<string, string>()
  readonly faults: RowFault[] = []
  readonly #table: FigureTable
  /** Which column of the form each cell is; undefined for others, as a sum. */
  readonly #columns: readonly (string | undefined)[]
  readonly #taken = new Set<number>()
  #last = -1
  constructor(table: FigureTable, columns: readonly (string | undefined)[]) {
    this.#table = table
    this.#columns = columns
  }

  take(lines: readonly Line[]): this {
    for (const line of lines) {
      const fault = this.#faultOf(line)
      if (fault !== null) this.faults.push({ line: line.line, fault, text: line.text })
    }
    return this
  }

  /** Keeps what the line fills in; what is wrong with it otherwise. */
  #faultOf(line: Line): RowFault['fault'] | null {
    const cells = this.#whole(line)
    const label = this.#labelOf(cells)
    const figures = cells.slice(cells.length - this.#columns.length)
    if (label === null) return cells.filter(cell => cell !== '').length === 1 ? null : 'cells'
    const at = this.#rowOf(label)
    if (typeof at === 'string') return at === 'unknown' && figures.every(cell => cell === '') ? null : at
    if (this.#taken.has(at)) return 'twice'
    this.#taken.add(at)
    this.#last = at
    return this.#fill(at, figures) ? null : 'number'
  }

  /** A form field loses the empty cells that a spreadsheet had at its end. */
  #whole({ cells, text }: Line): readonly string[] {
    const missing = text.includes('\t') ? this.#columns.length + 1 - cells.length : 0
    return [...cells, ...Array.from({ length: Math.max(0, missing) }, () => '')]
  }

  /** A label may hold commas that nobody put in quotes. Null where there are too few cells, or too many. */
  #labelOf(cells: readonly string[]): string | null {
    const labels = cells.slice(0, cells.length - this.#columns.length)
    if (cells.length <= this.#columns.length) return null
    const joined = labels.join(', ')
    return labels.length === 1 || this.#isRow(joined) ? joined : null
  }
  #isRow(label: string): boolean {
    return this.#table.rows.some(row => row.some(name => folded(name) === folded(label)))
  }

  #rowOf(label: string): number | 'unknown' | 'which' {
    const { rows } = this.#table
    const named = rows.flatMap(([key, name], at) => (key === label || folded(name) === folded(label) ? [at] : []))
    const [only] = named
    if (only === undefined) return 'unknown'
    if (named.length === 1) return only
    const next = named.find(at => at > this.#last)
    const between = next === undefined ? [] : rows.slice(this.#last + 1, next)
    return this.#last >= 0 && next !== undefined && between.every(([, name]) => this.#comesAgain(name)) ? next : 'which'
  }
  #comesAgain(label: string): boolean {
    return this.#table.rows.filter(([, name]) => folded(name) === folded(label)).length > 1
  }

  #fill(at: number, figures: readonly string[]): boolean {
    const [key = ''] = this.#table.rows[at] ?? []
    const filled = this.#columns.flatMap((column, index) => {
      const box = this.#table.boxes.find(one => one.key === `${key}.${column}`)
      return box === undefined ? [] : [[box.key, settledValue(box, figures[index] ?? '')] as const]
    })
    for (const [box, value] of filled) if (value) this.figures.set(box, value)
    return filled.every(([, value]) => value !== null)
  }
}
