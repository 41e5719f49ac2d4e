import { expect } from 'chai'
import { migrations } from '#migrations/index.ts'
import { circleMembers, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { sourceWords } from '#src/features/deficiencies/deficiency-marks.entity.ts'
import { tables } from '#src/features.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { deficiencyOf } from './made.ts'

describe('A list of more than ten thousand', function () {
  this.timeout(120_000)
  let db: FreshDatabase
  before(async () => {
    // A database of its own: others' tests need not wait until so much is removed again.
    db = await freshDatabase({ tables, migrations }, { longest: 60_000 })
  })
  after(() => db.close())

  it('is counted no further, and too long for a file', async () => {
    const world = await World.open({}, () => db)
    const given = new Given(world)
    const office = await given.office()
    const ombud = await given.as('ombud', { officeId: office.id })
    const row = await deficiencyOf(world, office)
    await world.given(async ctx => {
      const many = Array.from({ length: 10_001 }, (_, nr) => {
        const number = `SF-2020-${String(nr).padStart(5, '0')}`
        return { ...row, id: ctx.newId(), number, level: nr % 2 === 0 ? ('central' as const) : row.level }
      })
      await ctx.rows(deficiencies).insertAll(many)
      const member = { kind: 'office', memberId: office.id, reported: null } as const
      await ctx
        .rows(circleMembers)
        .insertAll(many.map(({ id: deficiencyId }) => ({ id: ctx.newId(), deficiencyId, ...member })))
      await ctx
        .rows(sourceWords)
        .insertAll(many.map(({ id: deficiencyId }) => ({ id: ctx.newId(), deficiencyId, word: 'tyresö' })))
    })
    const page = await ombud.get('/systemfel')
    expect(page.$('.app-totals').text().trim()).to.match(/^Fler än 10\s000 systemfel$/)
    expect(page.$('tbody tr')).to.have.length(50)
    const some = await ombud.get('/systemfel?kalla=tyres%C3%B6&niva=central')
    expect(some.$('.app-totals').text().trim(), 'of the first ten thousand').to.match(/^Minst 5\s00[01] systemfel$/)
    expect(some.$('tbody tr')).to.have.length(50)
    for (const file of ['csv', 'xlsx']) {
      const told = await ombud.get(`/systemfel.${file}?lage=alla`)
      expect(told.status).to.equal(422)
      expect(told.text)
        .to.contain('Listan är för lång att hämta')
        .and.match(/högst 10\s000/)
      expect((await told.follow('Tillbaka till listan')).path).to.equal('/systemfel?lage=alla')
    }
    const few = await ombud.raw('get', '/systemfel.csv?ord=SF-2020-00007')
    expect(few.status, 'its turn has come back').to.equal(200)
  })
})
