import { stringify } from 'csv-stringify/sync'
import { type Locale, translate } from '#src/i18n/translate.ts'
import { type Cell, type Document, type Sheet, tablesOf } from './document.ts'
import type { SheetParts } from './workbook.ts'

type Line = readonly Cell[]

// A sign that starts a formula, also as full-width form, or a control character, at the start or behind blanks that a
// reader trims. Apostrophes before it are counted in, so that taking one away always gives the text back.
const FORMULA = /^'*[\s\p{Cf}]*[\p{Cc}=+\-@＝＋－＠]/u

/** A text that no spreadsheet takes for a formula (quality I6): an apostrophe before it when it could be one. */
export const csvSafe = (text: string): string => (!PLAIN.test(text) && FORMULA.test(text) ? `'${text}` : text)
/** Most texts begin like this, and are told by it at once. */
const PLAIN = /^[0-9A-Za-z]/

/**
 * One table as CSV for a Swedish spreadsheet: UTF-8 with BOM, `;`, CRLF, decimal comma. `null` is empty.
 * A footer, if any, comes after an empty line, so that the first line is the header and the next ones are data.
 */
export function writeCsv({ columns, rows, footer = [] }: Sheet & { readonly footer?: readonly string[] }): Buffer {
  return encode([columns.map(column => column.label), ...rows, ...footerLines(footer)], columns.length)
}

/** The same in parts, as its rows come: a long one is sent while it is made. */
export async function* writeCsvParts({ columns, parts, footer }: SheetParts): AsyncGenerator<Buffer> {
  const width = columns.length
  yield encode([columns.map(column => column.label)], width)
  for await (const rows of parts) if (rows.length > 0) yield encode(rows, width, false)
  if (footer.length > 0) yield encode(footerLines(footer), width, false)
}

/** All tables of a document under each other, each under its caption, with the document's footer last. */
export function writeTablesCsv(document: Document): Buffer {
  const tables = tablesOf(document)
  const width = Math.max(1, ...tables.map(table => table.columns.length))
  const lines = tables.flatMap(({ caption, columns, rows }): Line[] => [
    [caption],
    columns.map(column => column.label),
    ...rows,
    [],
  ])
  return encode([[document.title], ...markLines(document), [], ...lines, ...document.footer.map(line => [line])], width)
}

/** The lines a CSV of one of a document's tables ends with: the fictitious mark, when there is one, and the footer. */
export const csvFooter = (document: Document): string[] => [...markLines(document).flat(), ...document.footer]

const markLines = ({ fictitious, lang }: { readonly fictitious: boolean; readonly lang: Locale }): [string][] =>
  fictitious ? [[translate(lang, 'documents.fictitious')]] : []

const footerLines = (footer: readonly string[]): Line[] =>
  footer.length === 0 ? [] : [[], ...footer.map(line => [line])]

function encode(lines: readonly Line[], width: number, first = true): Buffer {
  const records = lines.map(line => Array.from({ length: width }, (_, index) => field(line[index] ?? null)))
  // The library quotes a field for the whole CRLF only; half of one breaks a record as well.
  return Buffer.from(
    stringify(records, { bom: first, delimiter: ';', record_delimiter: 'windows', quoted_match: /[\r\n]/ }),
  )
}

function field(cell: Cell): string {
  if (typeof cell === 'string') return csvSafe(cell)
  return cell === null || !Number.isFinite(cell) ? '' : String(cell).replace('.', ',')
}
