import { setImmediate } from 'node:timers/promises'
import { writeCsvParts } from '#src/documents/csv.ts'
import { type Cell, type Column, exportFooter, fileName } from '#src/documents/document.ts'
import { exportMark, minuteOf } from '#src/documents/export-mark.ts'
import type { Workbook } from '#src/documents/workbook.ts'
import { writeXlsx } from '#src/documents/xlsx.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { yearOf } from '#src/kernel/days.ts'
import type { FileContent } from '#src/web/reply.ts'
import type { Ctx } from '#src/work/context.ts'
import { exportedDecisions, type RegisteredDecision } from './register.queries.ts'
import { addressOf, chosenIn, type Query, readRegister } from './register.rules.ts'
import { registerLine, registerTexts } from './register-texts.ts'

export interface RegisterExport {
  readonly name: string
  readonly content: () => Promise<FileContent>
}

/** The register as a file: the rows and order of its page, all pages of it. Null where they are too many. Swedish. */
export async function exportRegister(reader: Ctx, query: Query, kind: 'csv' | 'xlsx'): Promise<RegisterExport | null> {
  const ctx: Ctx = {
    ...reader,
    actor: { ...reader.actor, locale: 'sv' },
    t: (key, values) => translate('sv', key, values),
  }
  const rows = await exportedDecisions(ctx, readRegister(query, yearOf(ctx.today)))
  if (rows === null) return null
  const chosen = chosenIn(query)
  const texts = await registerTexts(ctx, chosen)
  const mark = exportMark(ctx, ['decisions', addressOf(chosen)], registerLine(ctx, texts))
  const title = [ctx.t('decisions.title'), `${minuteOf(ctx.now)} UTC`, ...texts.map(({ value }) => value)].join(' ')
  const fictitious = rows.length > 0 && rows.every(row => row.fictitious) ? [ctx.t('documents.fictitious')] : []
  const book: Workbook = {
    title: ctx.t('decisions.title'),
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
async function* partsOf(ctx: Ctx, rows: readonly RegisteredDecision[]): AsyncGenerator<Cell[][]> {
  for (let from = 0; from < rows.length; from += PART) {
    yield rows.slice(from, from + PART).map(row => fileCells(ctx, row))
    await setImmediate()
  }
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
