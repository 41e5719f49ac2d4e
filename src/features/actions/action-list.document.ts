import type { Cell, Column } from '#src/documents/document.ts'
import { inSwedishFor, type ListKind, listFile, type MadeFile } from '#src/documents/list-file.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { daysBetween } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { isOpen } from './action.lifecycle.ts'
import { choicesLine, choiceTexts } from './action-choice-texts.ts'
import { addressOf, chosenIn, type Query, readFilter } from './action-filter.rules.ts'
import { exportedActions, type ListedAction } from './action-list.queries.ts'

/** The list as a file: the rows and order of its page, all pages of it. Null where they are too many. */
export async function exportActions(reader: Ctx, query: Query, kind: ListKind): Promise<MadeFile | null> {
  const ctx = inSwedishFor(reader)
  const rows = await exportedActions(ctx, readFilter(query))
  if (rows === null) return null
  const chosen = chosenIn(query)
  const texts = await choiceTexts(ctx, chosen)
  const list = {
    ...{ title: ctx.t('actions.title'), rows, columns: fileColumns(ctx) },
    cells: (row: ListedAction) => fileCells(ctx, row),
    about: ['actions', addressOf(chosen)],
    selection: choicesLine(ctx, texts),
    chosen: texts.map(({ value }) => value),
  }
  return listFile(ctx, list, kind)
}

/** What stands together in a cell of the page has a column each, so that it can be sorted and counted. */
const fileColumns = ({ t }: Ctx): Column[] => [
  { label: t('actions.action') },
  { label: t('actions.kind') },
  { label: t('list.column.number') },
  { label: t('actions.deficiency') },
  { label: t('actions.owner') },
  { label: t('actions.ownerFunction') },
  { label: t('actions.due'), day: true },
  { label: t('actions.lateDays'), numeric: true },
  { label: t('actions.nextContact'), day: true },
  { label: t('actions.state') },
  { label: t('actions.strength') },
  { label: t('actions.done'), day: true },
  { label: t('actions.age'), numeric: true },
  { label: t('list.column.fictitious') },
]

const fileCells = ({ t, today }: Ctx, row: ListedAction): Cell[] => [
  row.description,
  t(keyOf(`actionKind.${row.kind}`)),
  row.number,
  row.title,
  row.ownerName ?? t('actions.noOwner'),
  row.ownerFunction,
  row.dueDay,
  isOpen(row.state) && row.dueDay !== null && row.dueDay < today ? daysBetween(row.dueDay, today) : null,
  row.nextContactDay,
  t(keyOf(`actionState.${row.state}`)),
  row.strength === null ? null : t(keyOf(`strength.${row.strength}`)),
  row.doneDay,
  isOpen(row.state) ? daysBetween(row.since, today) : null,
  row.fictitious ? t('list.yes') : null,
]
