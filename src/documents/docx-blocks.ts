import {
  AlignmentType,
  Table as DocxTable,
  type FileChild,
  HeadingLevel,
  Paragraph,
  ShadingType,
  Tab,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import type { Locale } from '#src/i18n/translate.ts'
import { columnWidths } from './column-widths.ts'
import { type Block, cellText, type Document, type Heading, runsOf, type Table, type Text } from './document.ts'
import { ALARM, HEADER_FILL, tableBorders } from './docx-styles.ts'
import { xmlSafe } from './xml-safe.ts'

interface Place {
  readonly lang: Locale
  /** What a table may take, in twentieths of a point. */
  readonly width: number
  /** Which block this is; each numbered list starts from one. */
  readonly index: number
}

const HEADINGS = { 2: HeadingLevel.HEADING_2, 3: HeadingLevel.HEADING_3, 4: HeadingLevel.HEADING_4 } as const

/** Title, the fictitious mark and the subject. */
export function documentHead({ title, subject, fictitious }: Document, fictitiousText: string): Paragraph[] {
  const mark = new TextRun({ text: fictitiousText, bold: true, size: 28, color: ALARM })
  return [
    ...(fictitious ? [new Paragraph({ children: [mark] })] : []),
    new Paragraph({ heading: HeadingLevel.HEADING_1, children: textRuns(title) }),
    ...(subject === undefined ? [] : [new Paragraph({ style: 'Subject', children: textRuns(subject) })]),
  ]
}

export function blockParts(block: Block, place: Place): FileChild[] {
  switch (block.kind) {
    case 'heading':
      return [headingParagraph(block)]
    case 'paragraph':
      return [new Paragraph({ children: textRuns(block.text) })]
    case 'note':
      return [new Paragraph({ style: 'Note', children: textRuns(block.text) })]
    case 'list':
      return block.items.map(item => new Paragraph({ ...listStyle(block.ordered, place), children: textRuns(item) }))
    case 'facts':
      return [factTable(block.rows, place), afterTable()]
    case 'table':
      return [
        new Paragraph({ style: 'Caption', children: textRuns(block.caption) }),
        dataTable(block, place),
        afterTable(),
      ]
  }
}

const headingParagraph = ({ level, text, newPage = false }: Heading): Paragraph =>
  new Paragraph({ heading: HEADINGS[level], pageBreakBefore: newPage, children: textRuns(text) })

const listStyle = (ordered: boolean | undefined, { index }: Place) =>
  ordered === true ? { numbering: { reference: 'numbers', level: 0, instance: index } } : { bullet: { level: 0 } }

// Word joins two tables that touch.
const afterTable = (): Paragraph => new Paragraph({ style: 'AfterTable' })

/** Word's own line breaks and tabs for those in the text. */
export const textRuns = (text: Text): TextRun[] =>
  runsOf(text).flatMap(({ text: words, strong = false }) =>
    xmlSafe(words)
      .split('\n')
      .map((line, index) => {
        const children = line.split('\t').flatMap((part, tab) => (tab === 0 ? [part] : [new Tab(), part]))
        return new TextRun({ children, ...(strong && { bold: true }), ...(index > 0 && { break: 1 }) })
      }),
  )

function dataTable({ columns, rows }: Table, { lang, width }: Place): DocxTable {
  const texts = rows.map(row => row.map(cell => cellText(cell, lang)))
  const widths = columnWidths(columns, texts, width)
  const align = (index: number) => (columns[index]?.numeric === true ? AlignmentType.RIGHT : AlignmentType.LEFT)
  const header = columns.map(({ label }, index) =>
    cell([{ text: label, strong: true }], widths[index] ?? 0, { align: align(index), fill: HEADER_FILL }),
  )
  return grid(widths, [
    new TableRow({ tableHeader: true, cantSplit: true, children: header }),
    ...texts.map(row => {
      const children = row.map((text, index) => cell(text, widths[index] ?? 0, { align: align(index) }))
      return new TableRow({ cantSplit: true, children })
    }),
  ])
}

function factTable(facts: readonly { label: string; value: Text }[], { width }: Place): DocxTable {
  const left = Math.round(width / 3)
  const rows = facts.map(
    ({ label, value }) =>
      new TableRow({ children: [cell([{ text: label, strong: true }], left), cell(value, width - left)] }),
  )
  return grid([left, width - left], rows)
}

const grid = (columnWidths: number[], rows: TableRow[]): DocxTable =>
  new DocxTable({
    rows,
    columnWidths,
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: tableBorders,
    margins: { top: 60, bottom: 60, left: 80, right: 80, marginUnitType: WidthType.DXA },
  })

interface Look {
  readonly align?: (typeof AlignmentType)[keyof typeof AlignmentType]
  readonly fill?: string
}

const cell = (text: Text, width: number, { align = AlignmentType.LEFT, fill }: Look = {}): TableCell =>
  new TableCell({
    width: { size: width, type: WidthType.DXA },
    ...(fill !== undefined && { shading: { type: ShadingType.CLEAR, color: 'auto', fill } }),
    children: [new Paragraph({ style: 'Cell', alignment: align, children: textRuns(text) })],
  })
