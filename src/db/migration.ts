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
  /** The codes that a `choice` may hold from now on, all of them, in the order of the entity. */
  setChoices(table: string, key: string, values: readonly string[]): Promise<void>
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

const checksOf = (table: string, key: string): RegExp => new RegExp(`^ck_${table}_${snake(key)}_[0-9a-f]{8}$`)

async function setPostgresChoices(runner: QueryRunner, table: string, key: string, values: readonly string[]) {
  const found = (await runner.query(
    `SELECT conname AS name FROM pg_constraint WHERE contype = 'c' AND conrelid = '"${table}"'::regclass`,
  )) as { name: string }[]
  for (const { name } of found.filter(one => checksOf(table, key).test(one.name)))
    await runner.query(`ALTER TABLE ${quote(table)} DROP CONSTRAINT ${quote(name)}`)
  const check = `${quote(checkName(table, key, values))} CHECK (${checkExpression(key, values)})`
  await runner.query(`ALTER TABLE ${quote(table)} ADD CONSTRAINT ${check}`)
}

/**
 * SQLite cannot change a constraint, and a table that others refer to is not rebuilt for the sake of one. Its manual
 * allows the words of a CHECK to be changed in the schema itself, since nothing that is stored depends on them.
 */
async function setSqliteChoices(runner: QueryRunner, table: string, key: string, values: readonly string[]) {
  const where = `FROM sqlite_master WHERE type = 'table' AND name = '${table}'`
  const [{ sql = '' } = {}] = (await runner.query(`SELECT sql ${where}`)) as { sql?: string }[]
  const check = new RegExp(
    `CONSTRAINT "ck_${table}_${snake(key)}_[0-9a-f]{8}" CHECK \\("${snake(key)}" IN \\([^)]*\\)\\)`,
  )
  if (!check.test(sql)) throw new Error(`${table}.${key} has no choices.`)
  const next = `CONSTRAINT ${quote(checkName(table, key, values))} CHECK (${checkExpression(key, values)})`
  const [{ schema_version: version }] = (await runner.query('PRAGMA schema_version')) as [{ schema_version: number }]
  await runner.query('PRAGMA writable_schema = ON')
  await runner.query(`UPDATE sqlite_master SET sql = $1 WHERE type = 'table' AND name = $2`, [
    sql.replace(check, () => next),
    table,
  ])
  // Other connections read the schema again when its number has changed, this one when it is told to.
  await runner.query(`PRAGMA schema_version = ${version + 1}`)
  await runner.query('PRAGMA writable_schema = RESET')
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
    setChoices: (table, key, values) =>
      (dialect === 'postgres' ? setPostgresChoices : setSqliteChoices)(runner, table, key, values),
    addIndex: (table, keys) =>
      run(
        `CREATE INDEX ${quote(indexName(table, keys))} ON ${quote(table)} (${keys.map(key => quote(snake(key))).join(', ')})`,
      ),
    dropIndex: (table, keys) => run(`DROP INDEX ${quote(indexName(table, keys))}`),
    sql: statement => run(typeof statement === 'string' ? statement : statement[dialect]),
  }
}
