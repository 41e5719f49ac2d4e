import { setImmediate } from 'node:timers/promises'
import { translate } from '#src/i18n/translate.ts'
import type { Ctx } from '#src/work/context.ts'
import { writeCsvParts } from './csv.ts'
import { type Cell, type Column, exportFooter, fileName } from './document.ts'
import { exportMark, minuteOf } from './export-mark.ts'
import { writeXlsx } from './xlsx.ts'

/** A file that is made when it is sent. */
export interface MadeFile {
  readonly name: string
  readonly content: () => Promise<Buffer | AsyncIterable<Buffer>>
}
export type ListKind = 'csv' | 'xlsx'

/** Files are Swedish, whatever language their reader has chosen. */
export const inSwedishFor = (reader: Ctx): Ctx => ({
  ...reader,
  actor: { ...reader.actor, locale: 'sv' },
  t: (key, values) => translate('sv', key, values),
})

/** A list as it stands on its page, with what was chosen in it. */
export interface ListOf<Row> {
  readonly title: string
  readonly rows: readonly Row[]
  readonly columns: readonly Column[]
  readonly cells: (row: Row) => Cell[]
  /** What was exported, for its mark … */
  readonly about: readonly string[]
  /** … the same in words, for its footer … */
  readonly selection: string
  /** … and the words of it that its name has. */
  readonly chosen: readonly string[]
}

/** A list as a CSV or an XLSX file, with its mark in the name and the footer (quality P12). `ctx` speaks Swedish. */
export function listFile<Row extends { readonly fictitious: boolean }>(
  ctx: Ctx,
  list: ListOf<Row>,
  kind: ListKind,
): MadeFile {
  const { title, rows, columns } = list
  const mark = exportMark(ctx, list.about, list.selection)
  const fictitious = rows.length > 0 && rows.every(row => row.fictitious) ? [ctx.t('documents.fictitious')] : []
  const book = {
    ...{ title, madeAt: ctx.now, columns, parts: partsOf(list) },
    footer: [...fictitious, ...exportFooter('sv', mark)],
  }
  const name = fileName([title, `${minuteOf(ctx.now)} UTC`, ...list.chosen].join(' '), mark.id, kind)
  return { name, content: async () => (kind === 'csv' ? writeCsvParts(book) : writeXlsx(book)) }
}

const PART = 250
/** Between two parts, whatever else waits gets its turn. */
async function* partsOf<Row>({ rows, cells }: ListOf<Row>): AsyncGenerator<Cell[][]> {
  for (let from = 0; from < rows.length; from += PART) {
    yield rows.slice(from, from + PART).map(cells)
    await setImmediate()
  }
}
