import { expect } from 'chai'
import { DataSource, type DataSourceOptions } from 'typeorm'
import { migrations } from '#migrations/index.ts'
import { Rows } from '#src/db/rows.ts'
import { entitySchema } from '#src/db/table.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyFacets, deficiencyPeriods, sourceWords } from '#src/features/deficiencies/deficiency-marks.entity.ts'
import { definitionRefreshes } from '#src/features/deficiencies/definition.entity.ts'
import { refreshLater } from '#src/features/deficiencies/refresh-later.ts'
import { tables } from '#src/features.ts'
import { refreshByRules } from '#src/jobs/refresh-definitions.job.ts'
import { dialect, type FreshPlace, freshPlace } from '#test/support/database.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { RandomList } from './random-list.ts'

describe('The migration of the list', function () {
  this.timeout(120_000)
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
    await source.runMigrations()
  })
  afterEach(async () => {
    await source.destroy()
    await at.remove()
  })

  it('O5: marks and tries what is there as the program itself does', async () => {
    const world = await World.open()
    const given = new Given(world)
    await new RandomList(world, given).fill(await given.office({ slug: 'har' }), 60)
    // The readers came last: an office has one ombud more than when its reports were linked.
    await world.given(ctx => refreshLater(ctx, null))
    await refreshByRules(world.works)
    for (const table of tables) {
      await source.createQueryBuilder().delete().from(table.name).execute()
      await new Rows(source.manager, table).insertAll(await world.rows(table))
    }
    const last = migrations.findIndex(({ name }) => name.startsWith('List'))
    for (let step = migrations.length; step > last; step--) await source.undoLastMigration()
    await source.runMigrations()
    const marks = async (rows: (table: (typeof tables)[number]) => Promise<readonly object[]>): Promise<unknown> => {
      const all: unknown[] = []
      for (const table of [deficiencyFacets, deficiencyPeriods, sourceWords])
        all.push((await rows(table)).map(row => JSON.stringify({ ...row, id: '' })).sort())
      const definitions = (await rows(deficiencies)) as readonly { id: string; definition: string }[]
      return { all, definitions: definitions.map(({ id, definition }) => `${id} ${definition}`).sort() }
    }
    const program = await marks(table => world.rows(table))
    expect(await marks(table => new Rows(source.manager, table).all())).to.deep.equal(program)
    expect(
      await new Rows(source.manager, definitionRefreshes).all(),
      'tried again when the program starts',
    ).to.have.length(1)
  })
})
