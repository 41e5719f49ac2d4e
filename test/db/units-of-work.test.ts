import { AsyncResource } from 'node:async_hooks'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import type { EntityManager } from 'typeorm'
import { openDatabase } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import { Busy } from '#src/kernel/errors.ts'
import { dialect, type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { account, accounts, entries, entry, setup } from '#test/support/small-tables.ts'
import { thrownBy } from '#test/support/thrown-by.ts'

/** Opened from outside, so that a test decides what happens first. */
function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>(done => {
    open = done
  })
  return { opened, open }
}

/** Runs as another request would: with nothing of this one's context. */
const elsewhere = AsyncResource.bind(<T>(work: () => Promise<T>): Promise<T> => work())

describe('Units of work', () => {
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

  const insert = (em: EntityManager, id: string) => new Rows(em, entries).insert(entry({ id }))
  const put = (id: string) => db.write(em => insert(em, id))
  const present = () => db.read(async em => (await new Rows(em, entries).all({}, { id: 'ASC' })).map(({ id }) => id))

  it('C3: are not seen by others before they are committed, and take only their own rows with them', async () => {
    const [written, seen] = [gate(), gate()]
    const failing = db.write(async em => {
      await insert(em, 'a')
      written.open()
      await seen.opened
      throw new Error('on purpose')
    })
    const failed = thrownBy(() => failing)
    await written.opened
    const other = put('b')
    expect(await present()).not.to.include('a')
    seen.open()
    expect(await failed).to.have.property('message', 'on purpose')
    await other
    expect(await present()).to.deep.equal(['b'])
  })

  it('C3: show a change to a row only when it is committed', async () => {
    const first = account({ id: 'a1', balance: 1 })
    await db.write(em => new Rows(em, accounts).insert(first))
    const balance = () => db.read(async em => (await new Rows(em, accounts).get({ id: 'a1' })).balance)
    await db.write(async em => {
      await new Rows(em, accounts).update(first, { balance: 2 })
      expect((await new Rows(em, accounts).get({ id: 'a1' })).balance).to.equal(2)
    })
    const [changed, seen] = [gate(), gate()]
    const writing = db.write(async em => {
      await new Rows(em, accounts).change('a1', { balance: 3 })
      changed.open()
      await seen.opened
    })
    await changed.opened
    expect(await balance()).to.equal(2)
    seen.open()
    await writing
    expect(await balance()).to.equal(3)
  })

  it('C1: of 200 at once, of which 40 fail midway, keep exactly what was acknowledged', async () => {
    const ids = Array.from({ length: 200 }, (_, n) => `u${String(n).padStart(3, '0')}`)
    const outcomes = await Promise.allSettled(
      ids.map((id, n) =>
        db.write(async em => {
          await insert(em, id)
          if (n % 3 === 0) await wait(1)
          if (n % 5 === 0) throw new Error('on purpose')
          await insert(em, `${id}-more`)
        }),
      ),
    )
    const acknowledged = ids.filter((_, n) => outcomes[n]?.status === 'fulfilled')
    expect(acknowledged).to.have.length(160)
    expect(await present()).to.deep.equal(acknowledged.flatMap(id => [id, `${id}-more`]).sort())
  })

  it('keep the sum of 600 transfers between ten accounts, whatever fails, and show it right at every moment', async () => {
    await db.write(async em => {
      for (let n = 0; n < 10; n++) await new Rows(em, accounts).insert(account({ id: `a${n}` }))
    })
    const total = (em: EntityManager) =>
      new Rows(em, accounts).all().then(rows => rows.reduce((sum, row) => sum + row.balance, 0))
    const pauseAt = (n: number, every: number) => (n % every === 0 ? wait(1) : undefined)
    // Accounts are taken in the order of their ids, so that no two transfers wait for each other crosswise.
    const changesOf = (n: number) =>
      [
        { id: `a${n % 10}`, by: -1 },
        { id: `a${(n * 7 + 3) % 10}`, by: 1 },
      ].sort((a, b) => a.id.localeCompare(b.id))
    const transfer = (n: number) =>
      db.write(async em => {
        for (const { id, by } of changesOf(n)) {
          await em.increment(accounts.name, { id }, 'balance', by)
          await pauseAt(n, 50)
        }
        if (n % 5 === 0) throw new Error('on purpose')
      })
    const outcomes = await Promise.allSettled(
      Array.from({ length: 600 }, async (_, n) => {
        if (n % 20 === 0) expect(await db.read(total)).to.equal(1000)
        await transfer(n)
      }),
    )
    const reasons = outcomes.flatMap(outcome =>
      outcome.status === 'rejected' ? [(outcome.reason as Error).message] : [],
    )
    expect(reasons.filter(reason => reason !== 'on purpose')).to.deep.equal([])
    expect(reasons).to.have.length(120)
    expect(await db.read(total)).to.equal(1000)
  })

  it('are run again after a deadlock', async () => {
    await db.write(async em => {
      for (const id of ['a1', 'a2']) await new Rows(em, accounts).insert(account({ id, balance: 0 }))
    })
    let runs = 0
    const addTo = (first: string, second: string) =>
      db.write(async em => {
        runs += 1
        await em.increment(accounts.name, { id: first }, 'balance', 1)
        await wait(50)
        await em.increment(accounts.name, { id: second }, 'balance', 1)
      })
    await Promise.all([addTo('a1', 'a2'), addTo('a2', 'a1')])
    const balances = await db.read(async em => (await new Rows(em, accounts).all()).map(({ balance }) => balance))
    expect(balances).to.deep.equal([2, 2])
    // SQLite has one writer, so there is nothing to wait for crosswise.
    expect(runs).to.equal(dialect === 'postgres' ? 3 : 2)
  })

  it('are not run again after any other error', async () => {
    let runs = 0
    await thrownBy(() =>
      db.write(async em => {
        runs += 1
        await insert(em, 'twice')
        await insert(em, 'twice')
      }),
    )
    expect(runs).to.equal(1)
  })

  it('C9: answer "busy" when they have waited too long for another', async () => {
    const own = await openDatabase(db.place, setup, { allowForgetful: true, patience: 500 })
    try {
      await db.write(em => new Rows(em, accounts).insert(account({ id: 'a1' })))
      const [changed, seen] = [gate(), gate()]
      const holding = own.write(async em => {
        await new Rows(em, accounts).change('a1', { balance: 1 })
        changed.open()
        await seen.opened
      })
      await changed.opened
      const late = await thrownBy(() => own.write(em => new Rows(em, accounts).change('a1', { balance: 2 })))
      expect(late).to.be.instanceOf(Busy).and.include({ messageKey: 'errors.busy', status: 503 })
      seen.open()
      await holding
      await own.write(em => new Rows(em, accounts).change('a1', { balance: 3 }))
    } finally {
      await own.close()
    }
  })

  it('do not start inside another of the same database: it throws at once', async () => {
    const nested = [
      () => db.write(() => db.write(em => insert(em, 'inner'))),
      () => db.write(() => db.read(() => Promise.resolve())),
      () => db.read(() => db.write(em => insert(em, 'inner'))),
      () => db.snapshot(() => db.read(() => Promise.resolve())),
    ]
    for (const attempt of nested)
      expect(await thrownBy(attempt))
        .to.be.instanceOf(Error)
        .with.property('message')
        .match(/inside another/)
    expect(await present()).to.deep.equal([])
    await put('after')
    expect(await present()).to.deep.equal(['after'])
  })

  it('may be started by what an earlier one has left running', async () => {
    let later: Promise<unknown> = Promise.resolve()
    await db.write(async em => {
      await insert(em, 'first')
      later = wait(20).then(() => put('later'))
    })
    await later
    expect(await present()).to.deep.equal(['first', 'later'])
  })

  it('cannot be used when they have ended', async () => {
    const kept = await db.write(async em => em)
    expect(await thrownBy(() => insert(kept, 'late'))).to.be.instanceOf(Error)
    expect(await present()).to.deep.equal([])
  })

  it('cannot write when they are for reading', async () => {
    await put('a')
    for (const open of [db.read, db.snapshot]) {
      expect(await thrownBy(() => open(em => insert(em, 'b')))).to.be.instanceOf(Error)
      expect(await thrownBy(() => open(em => em.query('DELETE FROM "entry"')))).to.be.instanceOf(Error)
      expect(await thrownBy(() => open(em => em.transaction(inner => insert(inner, 'b'))))).to.be.instanceOf(Error)
    }
    expect(await present()).to.deep.equal(['a'])
    await put('b')
  })

  it('for reading see what the last one wrote', async () => {
    for (let n = 0; n < 20; n++) {
      await put(`e${n}`)
      expect(await present()).to.include(`e${n}`)
    }
  })

  it('that take a snapshot see one state from beginning to end', async () => {
    await put('a')
    await db.snapshot(async em => {
      const before = await new Rows(em, entries).count()
      await elsewhere(() => put('b'))
      expect(await new Rows(em, entries).count()).to.equal(before)
    })
    expect(await present()).to.deep.equal(['a', 'b'])
  })

  it('undo a part of themselves alone', async () => {
    await db.write(async em => {
      await insert(em, 'outer')
      await thrownBy(() =>
        em.transaction(async inner => {
          await insert(inner, 'inner')
          throw new Error('on purpose')
        }),
      )
    })
    expect(await present()).to.deep.equal(['outer'])
  })

  it('that are open are waited for when the database closes, and none begins after', async () => {
    const own = await openDatabase(db.place, setup, { allowForgetful: true })
    const slow = own.write(async em => {
      await wait(50)
      await insert(em, 'slow')
    })
    const closed = own.close()
    expect(await thrownBy(() => own.read(() => Promise.resolve()))).to.be.instanceOf(Busy)
    await Promise.all([slow, closed])
    expect(await present()).to.deep.equal(['slow'])
  })
})
