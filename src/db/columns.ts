/** Column kinds. One definition serves entities, migrations and both databases. Append only: old migrations use these. */
import type { ColumnType, EntitySchemaColumnOptions } from 'typeorm'

export type Dialect = 'sqlite' | 'postgres'

/**
 * What a text column may hold, as the boxes of forms are marked (`kernel/text-review`). Written by a person, so that the
 * privacy guard reads it before it is stored: `free` (what ombud have met), `formal` (what a group, an office or an agency
 * says in its own name), `place` (where a meeting is held). `name`: names that may be stored. `address`: e-mail and
 * telephone of functions. `system`: made by the program (codes, hashes, references).
 */
export const GUARDS = ['free', 'formal', 'place', 'name', 'address', 'system'] as const
export type Guard = (typeof GUARDS)[number]
const WRITTEN: readonly (Guard | null)[] = ['free', 'formal', 'place']
/** Whether a person writes what the column holds. */
export const isWritten = ({ guard }: { readonly guard: Guard | null }): boolean => WRITTEN.includes(guard)

declare const value: unique symbol
/** `V` is the TypeScript type that the column holds; it exists at compile time only. */
export interface Column<V> {
  readonly [value]?: V
  readonly sqlite: ColumnType
  readonly postgres: ColumnType
  readonly options: Omit<EntitySchemaColumnOptions, 'type' | 'name'>
  /** Null where the column cannot hold text. */
  readonly guard: Guard | null
  readonly check?: readonly string[]
}

const column = <V>(
  types: Pick<Column<V>, Dialect>,
  options: Column<V>['options'] = {},
  guard: Guard | null = null,
): Column<V> => ({ ...types, options, guard })

const VARCHAR = { sqlite: 'varchar', postgres: 'varchar' } as const
const TEXT = { sqlite: 'text', postgres: 'text' } as const

/** A UUID made by the application. */
export const id = <V extends string = string>(): Column<V> => column(VARCHAR, { length: 36, primary: true }, 'system')
/** The id of a row in another table; a foreign key in both databases. */
export const ref = <V extends string = string>(table: string): Column<V> =>
  column(VARCHAR, { length: 36, foreignKey: { target: table } }, 'system')
/** PostgreSQL refuses a longer text, SQLite does not: the form is the limit that people meet. */
export const text = <V extends string = string>(
  length: number,
  guard: Guard,
  options: { unique?: boolean } = {},
): Column<V> => column(VARCHAR, { length, ...options }, guard)
export const longText = (guard: Guard): Column<string> => column(TEXT, {}, guard)
export const integer = (): Column<number> => column({ sqlite: 'integer', postgres: 'integer' })
/** For counts that may pass 2³¹; exact up to 2⁵³. */
export const bigInteger = (): Column<number> =>
  column(
    { sqlite: 'bigint', postgres: 'bigint' },
    {
      transformer: {
        to: (stored: number | null) => stored,
        from: (read: string | number | null) => (read === null ? null : Number(read)),
      },
    },
  )
export const flag = (): Column<boolean> => column({ sqlite: 'boolean', postgres: 'boolean' })
/** A point in time to the millisecond, stored in UTC. */
export const instant = (): Column<Date> => column({ sqlite: 'datetime', postgres: 'timestamptz' }, { precision: 3 })
/** A calendar day as `YYYY-MM-DD`; it has no time zone. */
export const day = <V extends string = string>(): Column<V> => column({ sqlite: 'date', postgres: 'date' })
/** A calendar month as `YYYY-MM`. */
export const month = <V extends string = string>(): Column<V> => column(VARCHAR, { length: 7 }, 'system')
export const json = <V>(guard: Guard = 'system'): Column<V> =>
  column({ sqlite: 'simple-json', postgres: 'simple-json' }, {}, guard)
export const choice = <const V extends readonly string[]>(values: V): Column<V[number]> => ({
  ...column<V[number]>(VARCHAR, { length: 40 }, 'system'),
  check: values,
})
export const optional = <V>(kind: Column<V>): Column<V | null> =>
  ({ ...kind, options: { ...kind.options, nullable: true } }) as Column<V | null>
/** Raised by each update; see `Rows.update`. */
export const version = (): Column<number> => column({ sqlite: 'integer', postgres: 'integer' }, { version: true })
