import { expect } from 'chai'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { choice, id, instant, optional, ref, text } from '#src/db/columns.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'
import { entitySchema, table } from '#src/db/table.ts'
import { dialect, type FreshPlace, freshPlace } from '#test/support/database.ts'

const LONG = 'a_table_whose_name_is_nearly_as_long_as_postgresql_allows'

interface Parent {
  id: string
}
interface Child {
  id: string
  title: string
  parentId: string | null
  state: 'open' | 'shut' | null
  endedAt: Date | null
}
const parents = table<Parent>('parent', { id: id() })
const added = {
  parentId: optional(ref('parent')),
  state: optional(choice(['open', 'shut'])),
  endedAt: optional(instant()),
}
const children = table<Child>(
  LONG,
  { id: id(), title: text(80, 'free'), ...added },
  { index: [['state', 'endedAt'], ['title']] },
)

class Make20260101000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable, sql } = steps(runner)
    await createTable('parent', { id: id() })
    await createTable(LONG, { id: id(), title: text(80, 'free') }, { index: [['title']] })
    await sql({
      sqlite: `INSERT INTO "parent" VALUES ('sqlite')`,
      postgres: `INSERT INTO "parent" VALUES ('postgres')`,
    })
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropTable } = steps(runner)
    await dropTable(LONG)
    await dropTable('parent')
  }
}
class Add20260102000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { addColumn, addIndex } = steps(runner)
    for (const [key, kind] of Object.entries(added)) await addColumn(LONG, key, kind)
    await addIndex(LONG, ['state', 'endedAt'])
  }
  async down(runner: QueryRunner): Promise<void> {
    const { dropColumn, dropIndex } = steps(runner)
    await dropIndex(LONG, ['state', 'endedAt'])
    for (const key of Object.keys(added).reverse()) await dropColumn(LONG, key)
  }
}

describe('The steps of a migration', () => {
  let at: FreshPlace
  let source: DataSource
  beforeEach(async () => {
    at = await freshPlace()
    const options: DataSourceOptions =
      at.place.kind === 'sqlite'
        ? { type: 'sqlite', database: at.place.file }
        : { type: 'postgres', url: at.place.url, installExtensions: false }
    source = await new DataSource({
      ...options,
      entities: [entitySchema(parents, dialect), entitySchema(children, dialect)],
      migrations: [Make20260101000000, Add20260102000000],
    }).initialize()
  })
  afterEach(async () => {
    await source.destroy()
    await at.remove()
  })
  const drift = async () => (await source.driver.createSchemaBuilder().log()).upQueries.map(({ query }) => query)

  it('add to a table what a new table would have had', async () => {
    await source.runMigrations()
    expect(await drift()).to.deep.equal([])
    await source.undoLastMigration()
    expect(await drift()).not.to.deep.equal([])
    await source.runMigrations()
    expect(await drift()).to.deep.equal([])
  })
})
