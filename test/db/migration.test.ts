import { expect } from 'chai'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { choice, id, instant, optional, ref, text } from '#src/db/columns.ts'
import { type Database, type OpenOptions, openDatabase, type Setup } from '#src/db/database.ts'
import { type MigrationInterface, type QueryRunner, steps } from '#src/db/migration.ts'
import { Rows } from '#src/db/rows.ts'
import { entitySchema, table } from '#src/db/table.ts'
import { dialect, type FreshPlace, freshPlace } from '#test/support/database.ts'
import { thrownBy } from '#test/support/thrown-by.ts'

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

  it('refuse a column that the rows there are would have no value for', async () => {
    const runner = source.createQueryRunner()
    const refused = await thrownBy(() => steps(runner).addColumn('parent', 'name', text(10, 'name')))
    expect(refused)
      .to.be.instanceOf(Error)
      .with.property('message')
      .match(/parent.name must be optional/)
    await runner.release()
  })

  it('keep the references of an added column', async () => {
    await source.runMigrations()
    const child = (parentId: string) =>
      source.getRepository<Child>(LONG).insert({ id: parentId, title: '', parentId, state: null, endedAt: null })
    await child(dialect)
    expect(await thrownBy(() => child('nobody'))).to.be.instanceOf(Error)
  })
})

class Fails20260103000000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    const { createTable, sql } = steps(runner)
    await createTable('half', { id: id() })
    await sql(`INSERT INTO "parent" VALUES ('half')`)
    await sql('SELECT * FROM "nowhere"')
  }
  async down(): Promise<void> {}
}

describe('Opening a database', () => {
  const tables = [parents, children]
  const migrations = [Make20260101000000, Add20260102000000]
  let at: FreshPlace
  beforeEach(async () => {
    at = await freshPlace()
  })
  afterEach(() => at.remove())
  const open = (list: Setup['migrations'], options: OpenOptions = {}) =>
    openDatabase(at.place, { tables, migrations: list }, { allowForgetful: true, ...options })
  const parentsIn = (db: Database) => db.read(async em => (await new Rows(em, parents).all()).map(row => row.id))

  it('O5: undoes a failing migration whole, and keeps those before it', async () => {
    expect(await thrownBy(() => open([...migrations, Fails20260103000000]))).to.be.instanceOf(Error)
    const db = await open(migrations)
    expect(await parentsIn(db)).to.deep.equal([dialect])
    expect(await thrownBy(() => db.read(em => em.query('SELECT * FROM "half"')))).to.be.instanceOf(Error)
    await db.close()
  })

  it('leaves the tables alone when told to', async () => {
    const db = await open(migrations, { migrate: false })
    expect(await thrownBy(() => parentsIn(db))).to.be.instanceOf(Error)
    await db.close()
  })

  // SQLite has one process; PostgreSQL has as many as are started at once.
  if (dialect === 'postgres')
    it('runs each migration once, however many processes start at the same time', async () => {
      const opened = await Promise.all(Array.from({ length: 4 }, () => open(migrations)))
      for (const db of opened) expect(await parentsIn(db)).to.deep.equal([dialect])
      for (const db of opened) await db.close()
    })
})
