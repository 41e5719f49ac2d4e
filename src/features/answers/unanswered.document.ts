import type { Cell, Column } from '#src/documents/document.ts'
import { inSwedishFor, type ListKind, listFile, type MadeFile } from '#src/documents/list-file.ts'
import { reminderLines } from '#src/features/reminders/reminders-shown.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { jointLines } from './joint.queries.ts'
import { exportedUnanswered, type Unanswered } from './unanswered.queries.ts'
import { addressOf, chosenIn, type Query, readFilter } from './unanswered.rules.ts'
import { unansweredLine, unansweredTexts } from './unanswered-texts.ts'

interface Row extends Unanswered {
  readonly reminders: string | null
  readonly joint: string | null
}

/** The list as a file: the rows and order of its page, all pages of it. Null where they are too many. */
export async function exportUnanswered(reader: Ctx, query: Query, kind: ListKind): Promise<MadeFile | null> {
  const ctx = inSwedishFor(reader)
  const found = await exportedUnanswered(ctx, readFilter(query))
  if (found === null) return null
  const ids = found.map(({ id }) => id)
  const reminders = await reminderLines(ctx, found)
  const joint = await jointLines(ctx, ids)
  // The period is of the figures, not of the list.
  const chosen = chosenIn(query).filter(([name]) => name !== 'period')
  const list = {
    title: ctx.t('answers.unansweredTitle'),
    rows: found.map(row => ({ ...row, reminders: reminders.get(row.id) ?? null, joint: joint.get(row.id) ?? null })),
    columns: columnsOf(ctx),
    cells: (row: Row) => cellsOf(ctx, row),
    about: ['unanswered', addressOf(chosen)],
    selection: await unansweredLine(ctx, chosen),
    chosen: (await unansweredTexts(ctx, chosen)).map(({ value }) => value),
  }
  return listFile(ctx, list, kind)
}

const columnsOf = ({ t }: Ctx): Column[] => [
  { label: t('contacts.reference') },
  { label: t('answers.deficiency') },
  { label: t('answers.organisation') },
  { label: t('answers.contact') },
  { label: t('contacts.jointTitle') },
  { label: t('answers.asker') },
  { label: t('contacts.sent'), day: true },
  { label: t('contacts.waited'), numeric: true },
  { label: t('contacts.due'), day: true },
  { label: t('contacts.over'), numeric: true },
  { label: t('contacts.reminders') },
  { label: t('list.column.fictitious') },
]

const cellsOf = ({ t, today }: Ctx, row: Row): Cell[] => [
  row.number,
  row.title,
  row.organisationName,
  row.contactFunction,
  row.joint,
  row.askerName,
  dayOf(row.sentAt),
  daysBetween(dayOf(row.sentAt), today),
  row.dueDay,
  Math.max(0, daysBetween(row.dueDay, today)),
  row.reminders,
  row.fictitious ? t('list.yes') : null,
]
