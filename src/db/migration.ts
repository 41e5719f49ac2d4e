import {
  Table as DbTable,
  type MigrationInterface,
  type QueryRunner,
  TableCheck,
  TableColumn,
  TableForeignKey,
  TableIndex,
  TableUnique,
} from 'typeorm'
import type { Column, Dialect } from './columns.ts'
import {
  checkExpression,
  checkName,
  foreignKeyName,
  indexName,
  primaryName,
  snake,
  uniqueKeys,
  uniqueName,
} from './table.ts'

export type { MigrationInterface, QueryRunner }

type Columns = Readonly<Record<string, Column<unknown>>>
type Keys = readonly (readonly string[])[]

export interface SchemaSteps {
  createTable(name: string, columns: Columns, options?: { unique?: Keys; index?: Keys }): Promise<void>
  dropTable(name: string): Promise<void>
  /** The column must be `optional`: rows that exist have no value for it, and neither database can be left with a default. */
  addColumn(table: string, key: string, kind: Column<unknown>): Promise<void>
  dropColumn(table: string, key: string): Promise<void>
  /** Another list of codes for a column. The rows must fit the new one: change those that do not before. */
  changeChoice(table: string, key: string, from: readonly string[], to: readonly string[]): Promise<void>
  addIndex(table: string, keys: readonly string[]): Promise<void>
  dropIndex(table: string, keys: readonly string[]): Promise<void>
  /** What the other steps cannot say. Quote every identifier. */
  sql(statement: Readonly<Record<Dialect, string>> | string): Promise<void>
}

const quote = (name: string): string => `"${name}"`

function dbColumn(runner: QueryRunner, dialect: Dialect, table: string, [key, kind]: [string, Column<unknown>]) {
  const { length, precision, nullable, primary } = kind.options
  const size = length === undefined ? {} : { length: String(length) }
  return new TableColumn({
    name: snake(key),
    type: runner.connection.driver.normalizeType({ type: kind[dialect], ...size }),
    ...size,
    ...(typeof precision === 'number' ? { precision } : {}),
    isNullable: nullable ?? false,
    isPrimary: primary ?? false,
    ...(primary === true ? { primaryKeyConstraintName: primaryName(table) } : {}),
  })
}

function dbForeignKey(table: string, [key, kind]: [string, Column<unknown>]): TableForeignKey[] {
  if (kind.options.foreignKey === undefined) return []
  return [
    new TableForeignKey({
      name: foreignKeyName(table, key),
      columnNames: [snake(key)],
      referencedTableName: String(kind.options.foreignKey.target),
      referencedColumnNames: ['id'],
    }),
  ]
}

function dbCheck(table: string, [key, { check }]: [string, Column<unknown>]): TableCheck[] {
  if (check === undefined) return []
  return [new TableCheck({ name: checkName(table, key, check), expression: checkExpression(key, check) })]
}

function dbTable(
  runner: QueryRunner,
  dialect: Dialect,
  name: string,
  columns: Columns,
  options: { unique?: Keys; index?: Keys },
): DbTable {
  const entries = Object.entries(columns)
  return new DbTable({
    name,
    columns: entries.map(entry => dbColumn(runner, dialect, name, entry)),
    checks: entries.flatMap(entry => dbCheck(name, entry)),
    foreignKeys: entries.flatMap(entry => dbForeignKey(name, entry)),
    uniques: uniqueKeys(columns, options.unique).map(
      keys => new TableUnique({ name: uniqueName(name, keys), columnNames: keys.map(snake) }),
    ),
    indices: (options.index ?? []).map(
      keys => new TableIndex({ name: indexName(name, keys), columnNames: keys.map(snake) }),
    ),
  })
}

/** `ALTER TABLE` as text: TypeORM's own change of a table rebuilds it on SQLite, and the triggers are lost. */
function columnClause(
  runner: QueryRunner,
  dialect: Dialect,
  table: string,
  key: string,
  kind: Column<unknown>,
): string {
  if (kind.options.nullable !== true) throw new Error(`${table}.${key} must be optional to be added to a table.`)
  const column = dbColumn(runner, dialect, table, [key, kind])
  return [
    `${quote(column.name)} ${runner.connection.driver.createFullType(column)}`,
    ...dbCheck(table, [key, kind]).map(
      ({ name, expression }) => `CONSTRAINT ${quote(String(name))} CHECK (${expression})`,
    ),
    ...dbForeignKey(table, [key, kind]).map(foreignKey => referenceClause(dialect, column.name, foreignKey)),
  ].join(' ')
}

/** TypeORM finds the name of a foreign key on SQLite in the words of a table constraint only: the comment gives it those. */
function referenceClause(dialect: Dialect, column: string, foreignKey: TableForeignKey): string {
  const name = `CONSTRAINT ${quote(String(foreignKey.name))}`
  const target = `REFERENCES ${quote(foreignKey.referencedTableName)} ("id")`
  const hint = dialect === 'sqlite' ? `/* ${name} FOREIGN KEY (${quote(column)}) ${target} */ ` : ''
  return `${hint}${name} ${target}`
}

/** SQLite has no statement for it; its manual says to write the new words into the schema and to raise its number. */
async function rewordCheck(runner: QueryRunner, table: string, from: string, to: string): Promise<void> {
  const [found] = (await runner.query('PRAGMA schema_version')) as { schema_version: number }[]
  await runner.query('PRAGMA writable_schema = ON')
  await runner.query(`UPDATE sqlite_master SET sql = replace(sql, ?, ?) WHERE type = 'table' AND name = ?`, [
    from,
    to,
    table,
  ])
  await runner.query(`PRAGMA schema_version = ${(found?.schema_version ?? 0) + 1}`)
  await runner.query('PRAGMA writable_schema = OFF')
}

/** The steps a migration is written in. One migration serves both databases. */
export function steps(runner: QueryRunner): SchemaSteps {
  const dialect: Dialect = runner.connection.options.type === 'postgres' ? 'postgres' : 'sqlite'
  const run = async (statement: string): Promise<void> => {
    await runner.query(statement)
  }
  return {
    createTable: (name, columns, options = {}) => runner.createTable(dbTable(runner, dialect, name, columns, options)),
    dropTable: name => runner.dropTable(name),
    addColumn: async (table, key, kind) =>
      run(`ALTER TABLE ${quote(table)} ADD COLUMN ${columnClause(runner, dialect, table, key, kind)}`),
    dropColumn: (table, key) => run(`ALTER TABLE ${quote(table)} DROP COLUMN ${quote(snake(key))}`),
    changeChoice: async (table, key, from, to) => {
      const clause = (values: readonly string[]): string =>
        `CONSTRAINT ${quote(checkName(table, key, values))} CHECK (${checkExpression(key, values)})`
      if (dialect === 'sqlite') return rewordCheck(runner, table, clause(from), clause(to))
      await run(`ALTER TABLE ${quote(table)} DROP CONSTRAINT ${quote(checkName(table, key, from))}`)
      await run(`ALTER TABLE ${quote(table)} ADD ${clause(to)}`)
    },
    addIndex: (table, keys) =>
      run(
        `CREATE INDEX ${quote(indexName(table, keys))} ON ${quote(table)} (${keys.map(key => quote(snake(key))).join(', ')})`,
      ),
    dropIndex: (table, keys) => run(`DROP INDEX ${quote(indexName(table, keys))}`),
    sql: statement => run(typeof statement === 'string' ? statement : statement[dialect]),
  }
}
