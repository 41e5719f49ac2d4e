import { type Column, isWritten } from '#src/db/columns.ts'
import type { AnyTable } from '#src/db/table.ts'

/** What stands in the place of a withheld text, for everybody and everywhere. */
export const IN_ITS_PLACE = '[Spärrad i väntan på beslut]'

/** A text that a person wrote, and where it stands. */
export interface Place {
  readonly table: AnyTable
  readonly rowId: string
  readonly field: string
  readonly text: string
  /** Whose it is, where it is another office's than the thing's: an internal note. */
  readonly officeId?: string
}

/** The same for the same place, so that a form can name it. */
export const keyOfPlace = ({ table, field, rowId }: Place): string => `${table.name}.${field}.${rowId}`

/** The columns of a table that hold what people write. */
export const writtenFields = (table: AnyTable): string[] =>
  Object.entries<Column<unknown>>(table.columns).flatMap(([name, kind]) => (isWritten(kind) ? [name] : []))

/** The texts of a row that say something and are not withheld already. */
export const placesIn = (table: AnyTable, row: Readonly<Record<string, unknown>>): Place[] =>
  writtenFields(table).flatMap(field => {
    const text = row[field]
    const says = typeof text === 'string' && text !== '' && text !== IN_ITS_PLACE
    return says ? [{ table, rowId: String(row['id']), field, text }] : []
  })

/** The chosen, and the same words wherever else they stand: a title is copied to agendas. */
export function withCopies(chosen: readonly Place[], all: readonly Place[]): Place[] {
  const words = new Set(chosen.map(({ text }) => text))
  const copies = all.filter(({ text }) => words.has(text))
  return [...new Map(copies.map(place => [keyOfPlace(place), place])).values()]
}
