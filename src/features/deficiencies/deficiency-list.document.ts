import { setImmediate } from 'node:timers/promises'
import { writeCsvParts } from '#src/documents/csv.ts'
import type { Cell, Column } from '#src/documents/document.ts'
import { exportFooter, fileName } from '#src/documents/document.ts'
import { exportMark, minuteOf } from '#src/documents/export-mark.ts'
import type { Workbook } from '#src/documents/workbook.ts'
import { writeXlsx } from '#src/documents/xlsx.ts'
import { translate } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { FileContent } from '#src/web/reply.ts'
import type { Ctx } from '#src/work/context.ts'
import { choicesLine, choiceTexts, understoodIn } from './choice-texts.ts'
import { exportedDeficiencies } from './deficiency-export.queries.ts'
import { type Query, queryText, readFilter } from './deficiency-filter.rules.ts'
import { chosenBy } from './deficiency-options.queries.ts'
import { type RowShown, rowShown } from './deficiency-row.ts'
import type { ListedDeficiency } from './deficiency-rows.queries.ts'

export interface ListExport {
  readonly name: string
  readonly content: () => Promise<FileContent>
}
export type ListFile = 'csv' | 'xlsx'

/**
 * The list as a file: the rows, order and bands that its page shows to this reader, all pages of it. Null where they are
 * too many. Files are Swedish, whatever language the reader has chosen.
 */
export async function exportList(reader: Ctx, query: Query, kind: ListFile): Promise<ListExport | null> {
  const ctx: Ctx = {
    ...reader,
    actor: { ...reader.actor, locale: 'sv' },
    t: (key, values) => translate('sv', key, values),
  }
  const filter = readFilter(query, yearOf(ctx.today))
  const ids = await chosenBy(ctx, filter)
  const rows = await exportedDeficiencies(ctx, ids, filter.sort)
  if (rows === null) return null
  const chosen = understoodIn(query, ids)
  const texts = await choiceTexts(ctx, chosen)
  const mark = exportMark(ctx, ['list', queryText(chosen)], choicesLine(ctx, texts))
  const title = [ctx.t('list.file'), `${minuteOf(ctx.now)} UTC`, ...texts.map(({ value }) => value)].join(' ')
  const fictitious = rows.length > 0 && rows.every(row => row.fictitious) ? [ctx.t('documents.fictitious')] : []
  const book: Workbook = {
    title: ctx.t('list.file'),
    madeAt: ctx.now,
    columns: fileColumns(ctx),
    parts: partsOf(ctx, rows),
    footer: [...fictitious, ...exportFooter('sv', mark)],
  }
  return { name: fileName(title, mark.id, kind), content: () => (kind === 'csv' ? csv(book) : writeXlsx(book)) }
}

const csv = async (book: Workbook): Promise<FileContent> => writeCsvParts(book)

const PART = 250
/** Between two parts, whatever else waits gets its turn. */
async function* partsOf(ctx: Ctx, rows: readonly ListedDeficiency[]): AsyncGenerator<Cell[][]> {
  for (let from = 0; from < rows.length; from += PART) {
    yield rows.slice(from, from + PART).map(row => fileCells(ctx, rowShown(ctx, row)))
    await setImmediate()
  }
}

/** What stands together in a cell of the page has a column each, so that it can be sorted and counted. */
const fileColumns = ({ t }: Ctx): Column[] => [
  { label: t('list.column.number') },
  { label: t('list.column.title') },
  { label: t('list.column.source') },
  { label: t('list.column.fictitious') },
  { label: t('deficiencies.level') },
  { label: t('list.column.levelInferred') },
  { label: t('deficiencies.responsible') },
  { label: t('deficiencies.state') },
  { label: t('list.column.since'), day: true },
  { label: t('deficiencies.reports'), numeric: true },
  { label: t('list.column.period') },
  { label: t('deficiencies.daysWithout'), numeric: true },
  { label: t('list.column.late') },
]

export function fileCells({ t }: Ctx, row: RowShown): Cell[] {
  const yes = (is: boolean): string | null => (is ? t('list.yes') : null)
  return [
    row.number,
    row.title,
    row.source,
    yes(row.fictitious),
    row.level,
    yes(row.levelInferred),
    row.organisations || t('deficiencies.noOrganisation'),
    row.state.text,
    row.since,
    row.reports ?? t('band.few'),
    row.period,
    row.days,
    yes(row.late),
  ]
}
