import type { Cell, Column } from '#src/documents/document.ts'
import { inSwedishFor, type ListKind, listFile, type MadeFile } from '#src/documents/list-file.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { choicesLine, choiceTexts, understoodIn } from './choice-texts.ts'
import { exportedDeficiencies } from './deficiency-export.queries.ts'
import { type Query, queryText, readFilter } from './deficiency-filter.rules.ts'
import { chosenBy } from './deficiency-options.queries.ts'
import { type RowShown, rowShown } from './deficiency-row.ts'

/**
 * The list as a file: the rows, order and bands that its page shows to this reader, all pages of it. Null where they are
 * too many.
 */
export async function exportList(reader: Ctx, query: Query, kind: ListKind): Promise<MadeFile | null> {
  const ctx = inSwedishFor(reader)
  const filter = readFilter(query, yearOf(ctx.today))
  const ids = await chosenBy(ctx, filter)
  const rows = await exportedDeficiencies(ctx, ids, filter.sort)
  if (rows === null) return null
  const understood = understoodIn(query, ids)
  const texts = await choiceTexts(ctx, understood)
  const list = {
    ...{ title: ctx.t('list.file'), rows, columns: fileColumns(ctx) },
    cells: (row: (typeof rows)[number]) => fileCells(ctx, rowShown(ctx, row)),
    about: ['list', queryText(understood)],
    selection: choicesLine(ctx, texts),
    chosen: texts.map(({ value }) => value),
  }
  return listFile(ctx, list, kind)
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
