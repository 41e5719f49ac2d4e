import { expect } from 'chai'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { migrations } from '#migrations/index.ts'
import { entitySchema } from '#src/db/table.ts'
import { tables } from '#src/features.ts'
import { dialect, type FreshPlace, freshPlace } from '#test/support/database.ts'

/** TypeORM's own books: which migrations were run. */
const BOOKS = ['migrations', 'typeorm_metadata']

/** Everything that a migration can leave behind, and the table it belongs to. */
const QUERIES = {
  sqlite: `SELECT type || ' ' || name AS thing, tbl_name AS "of" FROM sqlite_master
    WHERE name NOT LIKE 'sqlite_%' ORDER BY 1`,
  postgres: `SELECT 'table ' || tablename AS thing, tablename::text AS "of" FROM pg_tables WHERE schemaname = 'public'
    UNION ALL SELECT 'index ' || indexname, tablename FROM pg_indexes WHERE schemaname = 'public'
    UNION ALL SELECT 'trigger ' || trigger_name, event_object_table FROM information_schema.triggers
    UNION ALL SELECT 'function ' || proname, '' FROM pg_proc WHERE pronamespace = 'public'::regnamespace ORDER BY 1`,
}

describe('The migrations', () => {
  let at: FreshPlace
  let source: DataSource

  beforeEach(async () => {
    at = await freshPlace()
    const options: DataSourceOptions =
      at.place.kind === 'sqlite'
        ? { type: 'sqlite', database: at.place.file }
        : { type: 'postgres', url: at.place.url, installExtensions: false }
    const entities = tables.map(table => entitySchema(table, dialect))
    source = await new DataSource({ ...options, entities, migrations }).initialize()
  })
  afterEach(async () => {
    await source.destroy()
    await at.remove()
  })

  const drift = async () => (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)
  const things = async () =>
    (await source.query<{ thing: string; of: string }[]>(QUERIES[dialect]))
      .filter(({ of }) => !BOOKS.includes(of))
      .map(({ thing }) => thing)

  it('make exactly the tables that the code declares', async () => {
    await source.runMigrations()
    expect(await drift()).to.deep.equal([])
    if (dialect === 'sqlite') expect(await source.query('PRAGMA foreign_key_check')).to.deep.equal([])
  })

  it('O5: can each be undone, leave nothing behind, and run again to the same tables', async () => {
    await source.runMigrations()
    const first = await things()
    expect(first).not.to.deep.equal([])
    for (const _ of migrations) await source.undoLastMigration()
    expect(await things()).to.deep.equal([])
    await source.runMigrations()
    expect(await things()).to.deep.equal(first)
    expect(await drift()).to.deep.equal([])
  })

  it('are listed in the order they were written', () => {
    const stamps = migrations.map(({ name }) => name.replace(/^\D+/, ''))
    expect(stamps).to.deep.equal([...stamps].sort())
  })
})
