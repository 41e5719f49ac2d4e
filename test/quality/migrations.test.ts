import { expect } from 'chai'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { migrations } from '#migrations/index.ts'
import { Rows } from '#src/db/rows.ts'
import { type AnyTable, entitySchema, snake } from '#src/db/table.ts'
import { tables } from '#src/features.ts'
import { dialect, type FreshPlace, freshPlace } from '#test/support/database.ts'
import { hashOf } from '#test/support/dry-run.ts'
import { World } from '#test/support/world.ts'
import { fillBoard, Scene } from './use-cases.ts'

const NAMES = {
  sqlite: `SELECT name FROM sqlite_master WHERE type = 'table'`,
  postgres: `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public'`,
}
const COLUMNS = {
  sqlite: `SELECT name FROM pragma_table_info('$table')`,
  postgres: `SELECT column_name::text AS name FROM information_schema.columns WHERE table_name = '$table'`,
}
type Stored = ReadonlyMap<AnyTable, readonly { id: string }[]>

describe('The migrations, on a database with rows in it', function () {
  this.timeout(120_000)
  let at: FreshPlace
  let source: DataSource
  let rows: Stored

  before(async () => {
    rows = await givenRows()
    at = await freshPlace()
    const options: DataSourceOptions =
      at.place.kind === 'sqlite'
        ? { type: 'sqlite', database: at.place.file }
        : { type: 'postgres', url: at.place.url, installExtensions: false }
    const entities = tables.map(table => entitySchema(table, dialect))
    source = await new DataSource({ ...options, entities, migrations }).initialize()
    await source.runMigrations()
    await put(tables)
  })
  after(async () => {
    await source.destroy()
    await at.remove()
  })

  async function put(into: readonly AnyTable[]): Promise<void> {
    for (const table of into) {
      await source.createQueryBuilder().delete().from(table.name).execute()
      await new Rows(source.manager, table).insertAll(rows.get(table) ?? [])
    }
  }
  const present = async (): Promise<AnyTable[]> => {
    const names = (await source.query<{ name: string }[]>(NAMES[dialect])).map(({ name }) => name)
    return tables.filter(({ name }) => names.includes(name))
  }
  /** Of each table that is there, its columns. */
  async function columns(): Promise<ReadonlyMap<AnyTable, readonly string[]>> {
    const all = new Map<AnyTable, readonly string[]>()
    for (const table of await present()) {
      const found = await source.query<{ name: string }[]>(COLUMNS[dialect].replace('$table', table.name))
      all.set(
        table,
        found.map(({ name }) => name),
      )
    }
    return all
  }
  async function stored(): Promise<Stored> {
    const all = new Map<AnyTable, readonly { id: string }[]>()
    for (const table of tables) all.set(table, await new Rows(source.manager, table).all())
    return all
  }
  const drift = async () => (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)
  async function expectReferencesHold(): Promise<void> {
    // PostgreSQL checks them all the time; TypeORM switches them off in SQLite while it migrates.
    if (dialect === 'sqlite') expect(await source.query('PRAGMA foreign_key_check')).to.deep.equal([])
  }

  it('has rows in most tables', () => {
    const filled = tables.filter(table => (rows.get(table) ?? []).length > 0)
    expect(filled.length, `${tables.length} tables`).to.be.greaterThan(28)
  })

  for (let steps = 1; steps <= migrations.length; steps += 1)
    it(`O5: ${steps} undone and done again keep every row and column that stays, and end in the same tables`, async () => {
      for (let step = 0; step < steps; step += 1) await source.undoLastMigration()
      const kept = await columns()
      expect(kept.size > 0).to.equal(steps < migrations.length)
      await expectReferencesHold()
      await source.runMigrations()
      expect(await drift()).to.deep.equal([])
      const lost = tables.filter(table => !kept.has(table))
      const gone = tables.flatMap(table => (kept.has(table) ? goneOf(table, kept.get(table) ?? []) : []))
      expect(lost.length + gone.length).to.be.greaterThan(0)
      await put(lost)
      await expectReferencesHold()
      expect(sumsOf(await stored(), kept)).to.deep.equal(sumsOf(rows, kept))
    })
})

/** The columns that went with what was undone. */
const goneOf = (table: AnyTable, stayed: readonly string[]): string[] =>
  Object.keys(table.columns).filter(key => !stayed.includes(snake(key)))

/** Of each table, how many rows it has and a sum over them; of those that stayed, over the columns that did. */
const sumsOf = (rows: Stored, kept: ReadonlyMap<AnyTable, readonly string[]>): string[] =>
  [...rows].map(
    ([table, all]) =>
      `${table.name} ${all.length} ${hashOf(
        all
          .map(row => JSON.stringify(staying(row, kept.get(table))))
          .sort()
          .join('\n'),
      )}`,
  )

const staying = (row: object, stayed: readonly string[] | undefined): object =>
  Object.fromEntries(Object.entries(row).filter(([key]) => stayed?.includes(snake(key)) ?? true))

/** What the program itself has written, read back. */
async function givenRows(): Promise<Stored> {
  const world = await World.open()
  await fillBoard(await Scene.of(world))
  const rows = new Map<AnyTable, readonly { id: string }[]>()
  for (const table of tables) rows.set(table, await world.rows(table))
  return rows
}
