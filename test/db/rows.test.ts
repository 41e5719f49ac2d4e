import { expect } from 'chai'
import { Rows } from '#src/db/rows.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { account, accounts, entries, entry, setup } from '#test/support/small-tables.ts'

describe('Rows', () => {
  let db: FreshDatabase
  before(async () => {
    db = await freshDatabase(setup)
  })
  after(() => db.close())
  it('come back as they were put in', async () => {
    const put = entry({
      id: 'e1',
      big: 2 ** 40,
      details: { words: ['å', "'"] },
      closedAt: new Date('2026-03-29T01:30:00.001Z'),
    })
    await db.write(em => new Rows(em, entries).insert(put))
    expect(await db.read(em => new Rows(em, entries).get({ id: 'e1' }))).to.deep.equal(put)
  })
  it('version', async () => {
    const put = account({ id: 'a1' })
    await db.write(em => new Rows(em, accounts).insert(put))
    const next = await db.write(em => new Rows(em, accounts).update(put, { balance: 5 }))
    expect(await db.read(em => new Rows(em, accounts).get({ id: 'a1' }))).to.deep.equal(next)
  })
})
