import type { Cell, Column } from '#src/documents/document.ts'
import { inSwedishFor, type ListKind, listFile, type MadeFile } from '#src/documents/list-file.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { exportedDecisions, type RegisteredDecision } from './register.queries.ts'
import { addressOf, chosenIn, type Query, readRegister } from './register.rules.ts'
import { registerLine, registerTexts } from './register-texts.ts'

/** The register as a file: the rows and order of its page, all pages of it. Null where they are too many. */
export async function exportRegister(reader: Ctx, query: Query, kind: ListKind): Promise<MadeFile | null> {
  const ctx = inSwedishFor(reader)
  const rows = await exportedDecisions(ctx, readRegister(query, yearOf(ctx.today)))
  if (rows === null) return null
  const understood = chosenIn(query)
  const texts = await registerTexts(ctx, understood)
  const list = {
    ...{ title: ctx.t('decisions.title'), rows, columns: fileColumns(ctx) },
    cells: (row: RegisteredDecision) => fileCells(ctx, row),
    about: ['decisions', addressOf(understood)],
    selection: registerLine(ctx, texts),
    chosen: texts.map(({ value }) => value),
  }
  return listFile(ctx, list, kind)
}

const fileColumns = ({ t }: Ctx): Column[] => [
  { label: t('decisions.group') },
  { label: t('decisions.year'), numeric: true },
  { label: t('decisions.paragraph'), numeric: true },
  { label: t('decisions.day'), day: true },
  { label: t('decisions.way') },
  { label: t('decisions.type') },
  { label: t('decisions.number') },
  { label: t('decisions.about') },
  { label: t('decisions.text') },
  { label: t('decisions.taker') },
  { label: t('decisions.due'), day: true },
  { label: t('decisions.correctsColumn') },
  { label: t('decisions.correctedColumn') },
  { label: t('list.column.fictitious') },
]

const fileCells = ({ t }: Ctx, row: RegisteredDecision): Cell[] => [
  row.groupName,
  row.year,
  row.paragraph,
  row.day,
  row.perCapsulam ? t('decisions.perCapsulam') : null,
  t(keyOf(`decision.${row.type}`)),
  row.number,
  row.title,
  row.text,
  row.taker,
  row.dueDay,
  row.corrects === null ? null : `§ ${row.corrects}`,
  row.correctedBy === null ? null : `§ ${row.correctedBy}`,
  row.fictitious ? t('list.yes') : null,
]
