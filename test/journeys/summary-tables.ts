import { parseCsv } from '#test/support/csv.ts'
import { readDocx } from '#test/support/docx.ts'
import type { Page } from '#test/support/page.ts'

/** The tables of a summary by caption: rows of cells, without the header row. An empty cell is `–`. */
export type Tables = ReadonlyMap<string, readonly (readonly string[])[]>

const cell = (text: string): string => text.replace(/\s+/g, ' ').trim() || '–'

export function tablesOnPage({ $ }: Page): Tables {
  const of = (table: ReturnType<typeof $>): string[][] =>
    table
      .find('tbody tr')
      .toArray()
      .map(row =>
        $(row)
          .find('th, td')
          .toArray()
          .map(each => {
            $(each).find('br').replaceWith(' ')
            return cell($(each).text())
          }),
      )
  const tables = $('main table').toArray()
  return new Map(tables.map(table => [cell($(table).find('caption').text()), of($(table))]))
}

/** Tables with a header row stand under a caption; those of facts have neither. */
export function tablesInDocx(file: Buffer): Tables {
  const { paragraphs, tables, headerRows } = readDocx(file)
  const captions = paragraphs.filter(({ style }) => style === 'Caption').map(({ text }) => text)
  const data = tables.filter((_, at) => headerRows[at] !== 0)
  if (captions.length !== data.length) throw new Error(`${captions.length} captions, ${data.length} tables`)
  return new Map(captions.map((caption, at) => [caption, (data[at] ?? []).slice(1).map(row => row.map(cell))]))
}

/** One under the other: caption, header, rows, an empty line. Cells that a table has no column for are left out. */
export function tablesInCsv(file: Buffer): Tables {
  const tables = new Map<string, string[][]>()
  const records = parseCsv(file)
  for (let at = 0; at < records.length; at++) {
    const [caption = '', ...others] = records[at] ?? []
    const header = (records[at + 1] ?? []).filter(label => label !== '')
    if (caption === '' || others.some(text => text !== '') || header.length < 2) continue
    const rows: string[][] = []
    for (at += 2; (records[at] ?? []).some(text => text !== ''); at++)
      rows.push((records[at] ?? []).slice(0, header.length).map(cell))
    tables.set(caption, rows)
  }
  return tables
}

/** The rows of a table that must be there. */
export function rowsOf(tables: Tables, caption: string): readonly (readonly string[])[] {
  const found = tables.get(caption)
  if (found === undefined) throw new Error(`No table “${caption}”; there is ${[...tables.keys()].join(' | ')}`)
  return found
}
