import { createHash } from 'node:crypto'
import { EntitySchema, type EntitySchemaColumnOptions } from 'typeorm'
import type { Column, Dialect } from './columns.ts'

type Columns<T> = { readonly [K in keyof T]-?: Column<T[K]> }
type Keys<T> = readonly (readonly (keyof T & string)[])[]

export interface TableOptions<T = Record<string, unknown>> {
  readonly unique?: Keys<T>
  readonly index?: Keys<T>
}
export interface Table<T> {
  readonly name: string
  readonly columns: Columns<T>
  readonly options: TableOptions<T>
}
// biome-ignore lint/suspicious/noExplicitAny: a list of tables holds tables of any row.
export type AnyTable = Table<any>

/** Maps an entity type to a table. A missing, extra or wrongly typed column is a compile error. */
export const table = <T extends object>(
  name: string,
  columns: Columns<T>,
  options: TableOptions<NoInfer<T>> = {},
): Table<T> => ({ name, columns, options })

export const snake = (name: string): string => name.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)

/** PostgreSQL cuts identifiers at 63 bytes, which would show as drift; a long name ends in a hash instead. */
const identifier = (name: string): string =>
  name.length <= 60 ? name : `${name.slice(0, 51)}_${createHash('sha256').update(name).digest('hex').slice(0, 8)}`

const named = (prefix: string, table: string, keys: readonly string[]): string =>
  identifier(`${prefix}_${table}_${keys.map(snake).join('_')}`)

export const primaryName = (table: string): string => identifier(`pk_${table}`)
export const uniqueName = (table: string, keys: readonly string[]): string => named('uq', table, keys)
export const indexName = (table: string, keys: readonly string[]): string => named('ix', table, keys)
export const foreignKeyName = (table: string, key: string): string => named('fk', table, [key])

/** Named after its values, so that a changed choice shows as drift. */
export const checkName = (table: string, key: string, values: readonly string[]): string =>
  identifier(`ck_${table}_${snake(key)}_${createHash('sha256').update(values.join()).digest('hex').slice(0, 8)}`)
export const checkExpression = (key: string, values: readonly string[]): string =>
  `"${snake(key)}" IN (${values.map(choice => `'${choice.replaceAll("'", "''")}'`).join(', ')})`

/** The keys of each unique constraint: those of the table and those of single columns. */
export const uniqueKeys = (
  columns: Readonly<Record<string, Column<unknown>>>,
  unique: readonly (readonly string[])[] = [],
): string[][] => [
  ...Object.entries(columns).flatMap(([key, kind]) => (kind.options.unique === true ? [[key]] : [])),
  ...unique.map(keys => [...keys]),
]

function columnOptions(table: string, key: string, kind: Column<unknown>, dialect: Dialect): EntitySchemaColumnOptions {
  const { unique: _, foreignKey, ...options } = kind.options
  return {
    ...options,
    ...(options.primary === true ? { primaryKeyConstraintName: primaryName(table) } : {}),
    ...(foreignKey === undefined ? {} : { foreignKey: { ...foreignKey, name: foreignKeyName(table, key) } }),
    name: snake(key),
    type: kind[dialect],
  }
}

/** The table as TypeORM wants it. */
export function entitySchema<T extends object>(from: Table<T>, dialect: Dialect): EntitySchema<T> {
  const { name, options } = from
  const entries = Object.entries<Column<unknown>>(from.columns)
  return new EntitySchema<T>({
    name,
    tableName: name,
    columns: Object.fromEntries(
      entries.map(([key, kind]) => [key, columnOptions(name, key, kind, dialect)]),
    ) as Required<EntitySchema<T>['options']>['columns'],
    checks: entries.flatMap(([key, { check }]) =>
      check === undefined ? [] : [{ name: checkName(name, key, check), expression: checkExpression(key, check) }],
    ),
    indices: (options.index ?? []).map(keys => ({ name: indexName(name, keys), columns: [...keys] })),
    uniques: uniqueKeys(from.columns, options.unique).map(keys => ({ name: uniqueName(name, keys), columns: keys })),
  })
}
