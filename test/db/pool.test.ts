import { statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { type Database, openDatabase } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import { Busy } from '#src/kernel/errors.ts'
import { temporaryFolder } from '#test/support/database.ts'
import { entries, entry, setup } from '#test/support/small-tables.ts'
import { thrownBy } from '#test/support/thrown-by.ts'

/** SQLite only, whichever database the other tests run on. */
describe('The connections to a SQLite file', () => {
  const folder = temporaryFolder()
  const file = join(folder.path, 'made', 'on-the-way', 'pool.db')
  let db: Database
  const open = (options: { patience?: number } = {}) => openDatabase({ kind: 'sqlite', file }, setup, options)
  before(async () => {
    db = await open()
  })
  after(async () => {
    await db.close()
    folder.remove()
  })
  const put = (id: string, to = db) => to.write(em => new Rows(em, entries).insert(entry({ id })))
  const has = (id: string) => db.read(async em => (await new Rows(em, entries).one({ id })) !== null)

  it('leave no other person on the machine a way to read it', () => {
    for (const part of ['', '-wal', '-shm']) expect(statSync(file + part).mode & 0o777, part).to.equal(0o600)
    expect(statSync(join(file, '..')).mode & 0o777).to.equal(0o700)
  })

  it('read while one writes, several at a time', async () => {
    const done: string[] = []
    await Promise.all([
      db.write(async em => {
        await new Rows(em, entries).insert(entry({ id: 'slow' }))
        await wait(100)
        done.push('write')
      }),
      ...[1, 2, 3].map(async () => {
        await db.read(async em => {
          await wait(20)
          await em.query('SELECT 1')
        })
        done.push('read')
      }),
    ])
    expect(done).to.deep.equal(['read', 'read', 'read', 'write'])
  })

  it('write in the order they were asked to', async () => {
    const order: number[] = []
    await Promise.all(
      Array.from({ length: 50 }, (_, n) =>
        db.write(async em => {
          await em.query('SELECT 1')
          order.push(n)
        }),
      ),
    )
    expect(order).to.deep.equal(Array.from({ length: 50 }, (_, n) => n))
  })

  it('refuse a write beside the one that is open, and one with none open', async () => {
    const beside = await thrownBy(() =>
      db.write(async em => {
        await em.connection.getRepository(entries.name).insert(entry({ id: 'beside' }))
      }),
    )
    expect(beside)
      .to.be.instanceOf(Error)
      .with.property('message')
      .match(/beside the open write/)
    const { connection } = await db.read(async em => em)
    const without = await thrownBy(() => connection.getRepository(entries.name).insert(entry({ id: 'without' })))
    expect(without)
      .to.be.instanceOf(Error)
      .with.property('message')
      .match(/no open write/)
    expect([await has('beside'), await has('without')]).to.deep.equal([false, false])
    await put('still works')
  })

  it('answer "busy" to those who have waited too long, and serve the others', async () => {
    const hasty = await open({ patience: 60 })
    try {
      const holding = hasty.write(() => wait(150))
      const tooLong = await thrownBy(() => put('hasty', hasty))
      expect(tooLong).to.be.instanceOf(Busy).and.include({ messageKey: 'errors.busy', status: 503 })
      await holding
      await put('patient', hasty)
      expect([await has('hasty'), await has('patient')]).to.deep.equal([false, true])
      const readers = Promise.all(
        [1, 2, 3].map(() =>
          hasty.read(async em => {
            await em.query('SELECT 1')
            await wait(150)
          }),
        ),
      )
      expect(await thrownBy(() => hasty.read(em => em.query('SELECT 1')))).to.be.instanceOf(Busy)
      await readers
      await hasty.read(em => em.query('SELECT 1'))
    } finally {
      await hasty.close()
    }
  })

  it('hand the writer on clean, whatever state a unit of work leaves it in', async () => {
    await thrownBy(() =>
      db.write(async em => {
        await em.query('COMMIT')
        throw new Error('on purpose')
      }),
    )
    await thrownBy(() =>
      db.write(async em => {
        await em.query('ROLLBACK')
        await em.query('BEGIN')
        await new Rows(em, entries).insert(entry({ id: 'torn' }))
        throw new Error('on purpose')
      }),
    )
    await put('clean')
    expect([await has('torn'), await has('clean')]).to.deep.equal([false, true])
  })

  it('wait for another process that writes', async () => {
    const other = await open()
    try {
      await Promise.all(Array.from({ length: 60 }, (_, n) => put(`shared${n}`, n % 2 === 0 ? db : other)))
      for (let n = 0; n < 60; n++) expect(await has(`shared${n}`)).to.equal(true)
    } finally {
      await other.close()
    }
  })

  it('may read before they write, whatever another process does meanwhile', async () => {
    const other = await open()
    try {
      const readThenPut = (from: Database, id: string) =>
        from.write(async em => {
          await new Rows(em, entries).count()
          await wait(5)
          await new Rows(em, entries).insert(entry({ id }))
        })
      await Promise.all(Array.from({ length: 10 }, (_, n) => readThenPut(n % 2 === 0 ? db : other, `read-first${n}`)))
    } finally {
      await other.close()
    }
  })

  it('answer "busy" when another process keeps the file to itself', async () => {
    const other = await open()
    try {
      await db.write(em => em.query('PRAGMA busy_timeout = 50'))
      const holding = other.write(() => wait(200))
      await wait(20)
      expect(await thrownBy(() => put('kept out'))).to.be.instanceOf(Busy)
      await holding
      await put('let in')
      expect([await has('kept out'), await has('let in')]).to.deep.equal([false, true])
    } finally {
      await db.write(em => em.query('PRAGMA busy_timeout = 5000'))
      await other.close()
    }
  })

  it('D4: answer "busy" when the disk is full, keep on reading, and go on when there is room', async () => {
    const limit = (pages: number) => db.write(em => em.query(`PRAGMA max_page_count = ${pages}`))
    await limit(1)
    const full = await thrownBy(() =>
      db.write(em => new Rows(em, entries).insert(entry({ id: 'too big', note: 'x'.repeat(1_000_000) }))),
    )
    expect(full).to.be.instanceOf(Busy)
    expect(await has('too big')).to.equal(false)
    await limit(1_000_000)
    await put('fits')
    expect(await has('fits')).to.equal(true)
  })

  it('overwrite what is deleted', async () => {
    expect(await db.write(em => em.query('PRAGMA secure_delete'))).to.deep.equal([{ secure_delete: 1 }])
  })

  it('find the file whole', async () => {
    expect(await db.read(em => em.query('PRAGMA integrity_check'))).to.deep.equal([{ integrity_check: 'ok' }])
  })
})
