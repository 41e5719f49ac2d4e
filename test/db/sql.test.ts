import { expect } from 'chai'
import { Rows } from '#src/db/rows.ts'
import { asDay, asFlag, asInstant, asNumber, maybe, Params, Sql, type SqlValue } from '#src/db/sql.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { account, accounts, entries, entry, setup } from '#test/support/small-tables.ts'
import { thrownBy } from '#test/support/thrown-by.ts'

describe('Raw reads', () => {
  let db: FreshDatabase
  const at = new Date('2026-11-21T09:00:00.123Z')
  before(async () => {
    db = await freshDatabase(setup)
    await db.write(async em => {
      await new Rows(em, accounts).insert(account({ id: 'a1' }))
      await new Rows(em, entries).insertAll([
        entry({ id: 'e1', big: 2, at, open: true, on: '2026-03-29', accountId: 'a1' }),
        entry({ id: 'e2', big: 3, at: new Date(at.getTime() + 1), open: false, closedAt: at }),
        entry({ id: 'e3', big: 5, at: new Date(at.getTime() - 1), note: `it's "$1"` }),
      ])
    })
  })
  after(() => db.close())

  const select = <T>(query: Parameters<Sql['select']>[0], params?: Params | SqlValue[]) =>
    db.read(em => new Sql(em, db.dialect).select<T>(query, params))
  const ids = async (where: string, params?: Params | SqlValue[]) =>
    (await select<{ id: string }>(`SELECT "id" FROM "entry" WHERE ${where} ORDER BY "id"`, params)).map(row => row.id)

  it('bind a parameter by its number, however often and in whatever order it is used', async () => {
    expect(await ids('"id" = $1 OR "tag" = $1', ['e1'])).to.deep.equal(['e1'])
    expect(await ids('"big" = $2 AND "id" = $1', ['e2', 3])).to.deep.equal(['e2'])
    expect(await ids('"big" > $2 AND "id" <> $1 AND "big" > $2', ['e2', 2])).to.deep.equal(['e3'])
    const ten = ['e1', ...Array.from({ length: 9 }, (_, n) => `x${n}`), 'e3']
    expect(await ids(`"id" IN (${ten.map((_, n) => `$${ten.length - n}`).join(', ')})`, ten)).to.deep.equal([
      'e1',
      'e3',
    ])
  })

  it('leave quoted text alone', async () => {
    expect(await ids(`"note" = 'it''s "$1"' AND "id" = $1`, ['e3'])).to.deep.equal(['e3'])
  })

  it('take values as values, never as text of the query', async () => {
    expect(await ids('"note" = $1', [`it's "$1"`])).to.deep.equal(['e3'])
    expect(await ids('"id" = $1', [`e1' OR '1' = '1`])).to.deep.equal([])
  })

  it('compare instants to the millisecond and flags as flags', async () => {
    expect(await ids('"at" = $1', [at])).to.deep.equal(['e1'])
    expect(await ids('"at" >= $1', [at])).to.deep.equal(['e1', 'e2'])
    expect(await ids('"at" < $1', [at])).to.deep.equal(['e3'])
    expect(await ids('"open" = $1', [false])).to.deep.equal(['e2'])
    expect(await ids('"on" <= $1', ['2026-03-29'])).to.deep.equal(['e1'])
  })

  it('take lists, also empty ones', async () => {
    const p = new Params()
    const where = `${p.in('"id"', ['e1', 'e2'])} AND "big" > ${p.add(2)} AND ${p.notIn('"id"', ['e9'])}`
    expect(where).to.equal('"id" IN ($1, $2) AND "big" > $3 AND "id" NOT IN ($4)')
    expect(await ids(where, p)).to.deep.equal(['e2'])
    expect(await ids(new Params().in('"id"', []))).to.deep.equal([])
    expect(await ids(new Params().notIn('"id"', []))).to.deep.equal(['e1', 'e2', 'e3'])
  })

  it('may be written once for each database', async () => {
    const [row] = await select<{ name: string }>({
      sqlite: `SELECT 'sqlite' AS "name"`,
      postgres: `SELECT 'postgres' AS "name"`,
    })
    expect(row?.name).to.equal(db.dialect)
  })

  it('give the same values on both databases through the mappers', async () => {
    const [sums] = await select<Record<string, unknown>>(
      `SELECT count(*) AS "n", sum("big") AS "sum", avg("big") AS "avg", max("at") AS "last", min("on") AS "first",
        max("closed_at") AS "closed" FROM "entry"`,
    )
    expect(asNumber(sums?.['n'])).to.equal(3)
    expect(asNumber(sums?.['sum'])).to.equal(10)
    expect(asNumber(sums?.['avg'])).to.be.closeTo(10 / 3, 1e-9)
    expect(asInstant(sums?.['last'])).to.deep.equal(new Date(at.getTime() + 1))
    expect(asDay(sums?.['first'])).to.equal('2026-03-29')
    expect(maybe(asInstant)(sums?.['closed'])).to.deep.equal(at)
    const rows = await select<Record<string, unknown>>(`SELECT "open", "closed_at" FROM "entry" ORDER BY "id"`)
    expect(rows.map(row => asFlag(row['open']))).to.deep.equal([true, false, true])
    expect(maybe(asInstant)(rows[0]?.['closed_at'])).to.equal(null)
  })

  it('refuse what they cannot read, and parameters that are missing', async () => {
    for (const mapper of [asInstant, asNumber, asFlag, asDay])
      for (const value of [null, undefined, '', 'x', {}])
        expect(() => mapper(value), `${mapper.name} ${value}`).to.throw()
    expect(await thrownBy(() => ids('"id" = $1', [undefined as unknown as string]))).to.be.instanceOf(TypeError)
    expect(await thrownBy(() => ids('"id" = $1', ['e1', 'e2']))).to.be.instanceOf(Error)
  })
})
