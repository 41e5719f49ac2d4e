import type { Blob } from 'node:buffer'
import type { Stream } from 'node:stream'
import writeXlsxFile, { type CellObject, type Feature, type SheetData } from 'write-excel-file/node'
import {
  getCellAddress,
  getOrderOfSiblings,
  insertElementMarkupAccordingToOrderOfSiblings,
  sanitizeAttributeValue,
  sanitizeTextContent,
} from 'write-excel-file/utility'
import type { Cell, Column } from './document.ts'
import type { WholeWorkbook } from './workbook.ts'
import { xlsxText } from './xlsx-text.ts'
import { xmlSafe } from './xml-safe.ts'

/** What the library takes as a part of the file. */
type Content = Stream | Buffer | Blob

const CREATOR = 'Systemfel'

/** See `writeXlsx`, which has it made in a thread of its own. */
export function buildXlsx(workbook: WholeWorkbook): Promise<Buffer> {
  const sheet = sheetName(workbook.title)
  return writeXlsxFile(
    sheetData(workbook),
    { sheet, columns: widths(workbook), orientation: 'landscape', stickyRowsCount: 1, dateFormat: DAY_FORMAT },
    { features: [filterAndTitles(workbook, sheet), metadata(workbook)] },
  ).toBuffer()
}

const DAY_FORMAT = 'yyyy-mm-dd'
/** As text also when it is edited: what begins with `=` stays what it is. */
const TEXT_FORMAT = '@'

function sheetData({ columns, rows, footer }: WholeWorkbook): SheetData {
  const header = columns.map(
    ({ label }): CellObject => ({ ...textCell(label), fontWeight: 'bold', alignVertical: 'top' }),
  )
  return [
    header,
    ...rows.map(row => columns.map((column, at) => cellOf(row[at] ?? null, column))),
    ...(footer.length === 0 ? [] : [[null], ...footer.map(line => [textCell(line)])]),
  ]
}

/** A number, a day or a text. Nothing else ever becomes a cell, and never a formula. */
function cellOf(cell: Cell, { day }: Column): CellObject | null {
  if (cell === null) return null
  if (typeof cell === 'number') return Number.isFinite(cell) ? { value: cell, type: Number } : null
  if (typeof cell !== 'string') throw new TypeError(`${typeof cell} cannot be a cell.`)
  return day === true && DAY.test(cell) ? { value: new Date(`${cell}T00:00:00Z`), type: Date } : textCell(cell)
}
const DAY = /^\d{4}-\d{2}-\d{2}$/
const textCell = (text: string): CellObject => ({ value: xlsxText(text), type: String, format: TEXT_FORMAT })

const NARROWEST = 8
const WIDEST = 60
/** So many rows tell how wide a column is. */
const MEASURED = 500
function widths({ columns, rows }: WholeWorkbook): { width: number }[] {
  const first = rows.slice(0, MEASURED)
  return columns.map(({ label }, at) => {
    const longest = first.reduce((most, row) => Math.max(most, String(row[at] ?? '').length), label.length)
    return { width: Math.min(WIDEST, Math.max(NARROWEST, longest + 2)) }
  })
}

/** At most 31 signs, and not those that an address of a cell is made of. */
const sheetName = (title: string): string =>
  xmlSafe(title)
    .replace(/[\\/?*[\]:'\n\t]/g, ' ')
    .trim()
    .slice(0, 31) || CREATOR

/** Buttons in the header by which the reader filters, and a header that is printed on each page. */
function filterAndTitles({ columns, rows }: WholeWorkbook, sheet: string): Feature<Content> {
  const last = { row: rows.length + 1, column: getCellAddress(0, columns.length - 1).replace(/\d+$/, '') }
  const within = `'${sheet}'!$A$1:$${last.column}$${last.row}`
  const filter = `<autoFilter ref="A1:${last.column}${last.row}"/>`
  const names =
    `<definedNames><definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">${sanitizeTextContent(within)}</definedName>` +
    `<definedName name="_xlnm.Print_Titles" localSheetId="0">${sanitizeTextContent(`'${sheet}'!$1:$1`)}</definedName></definedNames>`
  return {
    files: {
      transform: {
        'xl/worksheets/sheet{id}.xml': {
          transform: xml => inserted('xl/worksheets/sheet{id}.xml', 'worksheet', xml, filter),
        },
        'xl/workbook.xml': { transform: xml => inserted('xl/workbook.xml', 'workbook', xml, names) },
      },
    },
  }
}

function inserted(
  file: 'xl/workbook.xml' | 'xl/worksheets/sheet{id}.xml',
  root: string,
  xml: string,
  added: string,
): string {
  const order = getOrderOfSiblings(file, root)
  if (order === undefined) throw new Error(`The order of ${root} is not known.`)
  return insertElementMarkupAccordingToOrderOfSiblings(xml, added, order, root)
}

const CORE = 'docProps/core.xml'
/** Made by Systemfel, not by a person. */
function metadata({ title, madeAt }: WholeWorkbook): Feature<Content> {
  const at = `${madeAt.toISOString().slice(0, 19)}Z`
  const core =
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">' +
    `<dc:title>${sanitizeTextContent(xmlSafe(title))}</dc:title><dc:creator>${CREATOR}</dc:creator><cp:lastModifiedBy>${CREATOR}</cp:lastModifiedBy>` +
    `<dcterms:created xsi:type="dcterms:W3CDTF">${at}</dcterms:created></cp:coreProperties>`
  return {
    files: {
      transform: {
        '[Content_Types].xml': {
          insert: () =>
            `<Override ContentType="application/vnd.openxmlformats-package.core-properties+xml" PartName="/${CORE}"/>`,
        },
        '_rels/.rels': {
          insert: () =>
            `<Relationship Id="rId-core" Type="${sanitizeAttributeValue('http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties')}" Target="${CORE}"/>`,
        },
      },
      write: { files: () => ({ [CORE]: core }) },
    },
  }
}
