import type { Locale } from '#src/i18n/translate.ts'
import { atLeast, columnWidths } from './column-widths.ts'
import { cellText, type Fact, type Table, type Text } from './document.ts'
import { type Element, type Look, MARGIN, type Paper } from './pdf-paper.ts'
import type { Line } from './pdf-text.ts'

const CELL: Look = { size: 10 }
const CAPTION: Look = { size: 11 }
const FILL = '#e7eff0'
const RULE = '#b1b4b6'
/** Points between a cell's words and its edges. */
const PAD = { x: 4, y: 3 }

interface Cell {
  readonly lines: readonly Line[]
  readonly x: number
  readonly width: number
  readonly right: boolean
  /** Heads its column or its row. */
  readonly scope?: 'Column' | 'Row'
}
type Row = readonly Cell[]

/** A table with its caption; its header is repeated on each page, and read once. */
export function writeTable(paper: Paper, { caption, columns, rows }: Table, lang: Locale): void {
  const texts = rows.map(row => row.map(cell => cellText(cell, lang)))
  const layout = new Layout(paper, widthsOf(paper, columns, texts))
  const numeric = columns.map(column => column.numeric === true)
  const header = columns.map(({ label }, at) =>
    layout.cell(at, [{ text: label, strong: true }], { scope: 'Column', right: numeric[at] === true }),
  )
  const table = paper.pdf.struct('Table')
  paper.root.add(table)
  const words = paper.lines([{ text: caption, strong: true }], paper.width, CAPTION)
  paper.y += paper.scaled(6)
  paper.need(words.length * paper.heightOf(CAPTION) + layout.heightOf(header) + 3 * paper.heightOf(CELL))
  paper.write(table, 'Caption', words, CAPTION)
  layout.write(table, header, null, true)
  for (const row of texts) {
    const cells = row.map((text, at) => {
      const right = numeric[at] === true
      return layout.cell(at, text, at === 0 && !right ? { scope: 'Row', right } : { right })
    })
    layout.write(table, cells, header)
  }
  table.end()
  paper.y += paper.scaled(10)
}

function widthsOf(paper: Paper, columns: Table['columns'], rows: readonly (readonly string[])[]): number[] {
  const wished = columnWidths(columns, rows, Math.floor(paper.width))
  const least = columns.map(({ label }, at) => {
    const cells: Text[] = [[{ text: label, strong: true }], ...rows.map(row => row[at] ?? '')]
    return Math.min(Math.max(...cells.map(text => paper.widestWord(text, CELL))), paper.width / 2) + 2 * PAD.x + 1
  })
  return atLeast(least, wished, paper.width)
}

/** Labels and values: a table of two columns, whose rows have heads. */
export function writeFacts(paper: Paper, facts: readonly Fact[]): void {
  if (facts.length === 0) return
  const left = Math.round(paper.width / 3)
  const layout = new Layout(paper, [left, Math.floor(paper.width) - left])
  const table = paper.pdf.struct('Table')
  paper.root.add(table)
  for (const { label, value } of facts)
    layout.write(
      table,
      [layout.cell(0, [{ text: label, strong: true }], { scope: 'Row' }), layout.cell(1, value, {})],
      null,
    )
  table.end()
  paper.y += paper.scaled(10)
}

class Layout {
  readonly #paper: Paper
  readonly #widths: readonly number[]
  constructor(paper: Paper, widths: readonly number[]) {
    this.#paper = paper
    this.#widths = widths
  }

  cell(at: number, text: Text, { scope, right = false }: { scope?: Cell['scope']; right?: boolean }): Cell {
    const before = this.#widths.slice(0, at).reduce((sum, width) => sum + width, 0)
    const width = (this.#widths[at] ?? 0) - 2 * PAD.x
    const lines = this.#paper.lines(text, width, CELL)
    return { lines, x: MARGIN + before + PAD.x, width, right, ...(scope !== undefined && { scope }) }
  }
  heightOf(row: Row): number {
    return linesIn(row) * this.#paper.heightOf(CELL) + 2 * PAD.y
  }

  /** A row that is higher than a page goes on on the next one, each cell as one element. `header` is repeated there. */
  write(table: Element, row: Row, header: Row | null, filled = false): void {
    const paper = this.#paper
    const element = paper.pdf.struct('TR')
    table.add(element)
    const cells = row.map(cell => {
      const made = paper.pdf.struct(cell.scope === undefined ? 'TD' : 'TH', scopeOf(cell))
      element.add(made)
      return made
    })
    const all = linesIn(row)
    for (let from = 0; from < all; ) {
      const fits = Math.min(this.#room(all - from, header), all - from)
      const { y } = paper
      if (filled) this.#fill(fits)
      for (const [at, cell] of row.entries()) this.#part(cells[at] as Element, cell, from, from + fits)
      paper.y = y + fits * paper.heightOf(CELL) + 2 * PAD.y
      this.#rule()
      from += fits
    }
    element.end()
  }

  /** How many lines there is room for, on a new page where this one has too little. */
  #room(wanted: number, header: Row | null): number {
    const paper = this.#paper
    const fits = (): number => Math.floor((paper.bottom - paper.y - 2 * PAD.y) / paper.heightOf(CELL))
    const whole =
      Math.floor((paper.bottom - MARGIN) / paper.heightOf(CELL)) - (header === null ? 1 : linesIn(header) + 2)
    if (fits() >= wanted || (wanted > whole && fits() >= 5)) return fits()
    if (paper.y > MARGIN) {
      paper.nextPage()
      if (header !== null) this.#repeat(header)
    }
    return Math.max(1, fits())
  }
  #repeat(header: Row): void {
    const paper = this.#paper
    this.#fill(linesIn(header))
    paper.artifact('Pagination', () => {
      for (const cell of header) this.#draw(cell, 0, cell.lines.length)
    })
    paper.y += this.heightOf(header)
    this.#rule()
  }

  #part(element: Element, cell: Cell, from: number, to: number): void {
    if (cell.lines.slice(from, to).length > 0) element.add(() => this.#draw(cell, from, to))
  }
  #draw(cell: Cell, from: number, to: number): void {
    const { y } = this.#paper
    for (const [at, line] of cell.lines.slice(from, to).entries())
      this.#paper.draw(line, y + PAD.y + at * this.#paper.heightOf(CELL), CELL, cell)
  }
  #fill(lines: number): void {
    const { y, width } = this.#paper
    const height = lines * this.#paper.heightOf(CELL) + 2 * PAD.y
    this.#paper.artifact('Layout', pdf => pdf.rect(MARGIN, y, width, height).fill(FILL))
  }
  #rule(): void {
    const { y, width } = this.#paper
    const to = MARGIN + width
    this.#paper.artifact('Layout', pdf => pdf.moveTo(MARGIN, y).lineTo(to, y).lineWidth(0.5).stroke(RULE))
  }
}

const linesIn = (row: Row): number => Math.max(1, ...row.map(({ lines }) => lines.length))
const scopeOf = ({ scope }: Cell): PDFKit.Mixins.StructureElementOptions =>
  (scope === undefined ? {} : { scope }) as PDFKit.Mixins.StructureElementOptions
