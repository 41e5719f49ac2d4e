import { expect } from 'chai'
import { LessThan } from 'typeorm'
import { isDuplicate } from '#src/db/duplicate.ts'
import { Rows } from '#src/db/rows.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { type Account, account, accounts, type Entry, entries, entry, setup } from '#test/support/small-tables.ts'
import { thrownBy } from '#test/support/thrown-by.ts'

describe('The rows of a table', () => {
  let db: FreshDatabase
  before(async () => {
    db = await freshDatabase(setup)
  })
  after(() => db.close())
  beforeEach(() =>
    db.write(async em => {
      await em.deleteAll(entries.name)
      await em.deleteAll(accounts.name)
    }),
  )

  const put = <T extends Account | Entry>(...rows: T[]) =>
    db.write(async em => {
      for (const row of rows)
        if ('tag' in row) await new Rows(em, entries).insert(row)
        else await new Rows(em, accounts).insert(row)
    })
  const onAccounts = <T>(work: (rows: Rows<Account>) => Promise<T>) => db.write(em => work(new Rows(em, accounts)))
  const onEntries = <T>(work: (rows: Rows<Entry>) => Promise<T>) => db.write(em => work(new Rows(em, entries)))

  it('come back as they were put in', async () => {
    const full = entry({
      id: 'e1',
      accountId: 'a1',
      big: 2 ** 40,
      note: `"å\n'; --`,
      details: { words: ['å', "'"] },
      closedAt: new Date('2026-03-29T01:30:00.001Z'),
    })
    await put(account({ id: 'a1' }))
    await put(full, entry({ id: 'e2', open: false }))
    expect(await onEntries(rows => rows.all({}, { id: 'ASC' }))).to.deep.equal([full, entry({ id: 'e2', open: false })])
  })

  it('keep a day the same day in every time zone', async () => {
    const zone = process.env['TZ']
    try {
      for (const [n, other] of ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Europe/Stockholm'].entries()) {
        process.env['TZ'] = other
        const row = entry({ id: `e${n}`, on: '2026-03-29', at: new Date('2026-03-29T00:59:59.999Z') })
        await put(row)
        expect(await onEntries(rows => rows.get({ id: row.id })), other).to.deep.equal(row)
      }
    } finally {
      if (zone === undefined) delete process.env['TZ']
      else process.env['TZ'] = zone
    }
  })

  it('are inserted by the thousand', async () => {
    const many = Array.from({ length: 6000 }, (_, n) => entry({ id: `e${n}` }))
    await onEntries(rows => rows.insertAll(many))
    expect(await onEntries(rows => rows.count())).to.equal(many.length)
    await onEntries(rows => rows.insertAll([]))
  })

  it('are not changed by being inserted', async () => {
    const row = account({ id: 'a1', version: 1 })
    const before = structuredClone(row)
    await put(row)
    expect(row).to.deep.equal(before)
  })

  it('are found by what they equal, in the order asked for', async () => {
    await put(account({ id: 'a1' }))
    await put(entry({ id: 'e1', accountId: 'a1', big: 1 }), entry({ id: 'e2', big: 3 }), entry({ id: 'e3', big: 2 }))
    const ids = (found: Entry[]) => found.map(({ id }) => id)
    expect(ids(await onEntries(rows => rows.all({}, { big: 'DESC' }, 2)))).to.deep.equal(['e2', 'e3'])
    expect(ids(await onEntries(rows => rows.all({ accountId: null } as never, { big: 'ASC' })))).to.deep.equal([
      'e3',
      'e2',
    ])
    expect(ids(await onEntries(rows => rows.all([{ id: 'e1' }, { big: 3 }], { id: 'ASC' })))).to.deep.equal([
      'e1',
      'e2',
    ])
    expect(await onEntries(rows => rows.count({ big: LessThan(3) }))).to.equal(2)
    expect(await onEntries(rows => rows.count({ at: LessThan(new Date('2026-11-21T09:00:00.123Z')) }))).to.equal(0)
    expect(await onEntries(rows => rows.count({ at: LessThan(new Date('2026-11-21T09:00:00.124Z')) }))).to.equal(3)
    expect(await onEntries(rows => rows.one({ id: 'none' }))).to.equal(null)
  })

  it('that are missing answer "not found"', async () => {
    for (const missing of [
      () => onAccounts(rows => rows.get({ id: 'none' })),
      () => onAccounts(rows => rows.hold({ id: 'none' })),
      () => onAccounts(rows => rows.change('none', { name: 'x' })),
    ])
      expect(await thrownBy(missing))
        .to.be.instanceOf(NotFound)
        .and.include({ messageKey: 'errors.notFound' })
  })

  it('never take an undefined condition for "any"', async () => {
    await put(account({ id: 'a1' }))
    const id = undefined as unknown as string
    for (const attempt of [
      () => onAccounts(rows => rows.one({ id })),
      () => onAccounts(rows => rows.all({ id })),
      () => onAccounts(rows => rows.count({ id })),
      () => onAccounts(rows => rows.remove({ id })),
      () => onAccounts(rows => rows.remove({})),
      () => onAccounts(rows => rows.changeAll({ id }, { balance: 0 })),
      () => onAccounts(rows => rows.change(id, { balance: 0 })),
    ])
      expect(await thrownBy(attempt)).to.be.instanceOf(Error)
    expect(await onAccounts(rows => rows.all())).to.deep.equal([account({ id: 'a1' })])
  })

  it('C4: are updated once from each version', async () => {
    const first = account({ id: 'a1' })
    await put(first)
    const second = await onAccounts(rows => rows.update(first, { balance: 5 }))
    expect(second).to.deep.equal({ ...first, balance: 5, version: 2 })
    expect(await onAccounts(rows => rows.get({ id: 'a1' }))).to.deep.equal(second)
    const late = await thrownBy(() => onAccounts(rows => rows.update(first, { balance: 9 })))
    expect(late).to.be.instanceOf(Conflict).and.include({ messageKey: 'errors.conflict' })
    expect(await onAccounts(rows => rows.get({ id: 'a1' }))).to.deep.equal(second)
    await onAccounts(rows => rows.update(second, {}))
    expect(await onAccounts(rows => rows.get({ id: 'a1' }))).to.deep.equal({ ...second, version: 3 })
  })

  it('C4: are updated by one of many who try at once', async () => {
    const first = account({ id: 'a1' })
    await put(first)
    const tries = Array.from({ length: 20 }, (_, n) => onAccounts(rows => rows.update(first, { balance: n })))
    const kept = (await Promise.allSettled(tries)).filter(({ status }) => status === 'fulfilled')
    expect(kept).to.have.length(1)
    expect((await onAccounts(rows => rows.get({ id: 'a1' }))).version).to.equal(2)
  })

  it('are held until the unit of work ends', async () => {
    await put(account({ id: 'a1', balance: 0 }))
    const add = () =>
      onAccounts(async rows => {
        const held = await rows.hold({ id: 'a1' })
        await rows.change('a1', { balance: held.balance + 1 })
      })
    await Promise.all(Array.from({ length: 20 }, add))
    expect((await onAccounts(rows => rows.get({ id: 'a1' }))).balance).to.equal(20)
  })

  it('are changed and removed as far as the condition goes', async () => {
    await put(entry({ id: 'e1' }), entry({ id: 'e2' }), entry({ id: 'e3', kind: 'out' }))
    expect(await onEntries(rows => rows.changeAll({ kind: 'in' }, { open: false, closedAt: new Date(0) }))).to.equal(2)
    expect(await onEntries(rows => rows.count({ open: false, closedAt: new Date(0) }))).to.equal(2)
    expect(await onEntries(rows => rows.remove({ kind: 'in' }))).to.equal(2)
    expect(await onEntries(rows => rows.count())).to.equal(1)
  })

  it('that exist already are told from other errors', async () => {
    await put(account({ id: 'a1' }))
    await put(entry({ id: 'e1', accountId: 'a1', tag: 'x' }))
    for (const twice of [
      () => put(account({ id: 'a1', name: 'another' })),
      () => put(account({ id: 'a2', name: 'Account a1' })),
      () => put(entry({ id: 'e2', accountId: 'a1', tag: 'x' })),
    ])
      expect(isDuplicate(await thrownBy(twice))).to.equal(true)
    for (const wrong of [
      () => put(entry({ id: 'e3', accountId: 'nobody' })),
      () => put(entry({ id: 'e3', kind: 'sideways' as 'in' })),
      () => put(entry({ id: 'e3', tag: null as unknown as string })),
    ])
      expect(isDuplicate(await thrownBy(wrong))).to.equal(false)
    expect(isDuplicate('UNIQUE constraint failed')).to.equal(false)
  })
})
