import { mock } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { Like } from 'typeorm'
import { Rows } from '#src/db/rows.ts'
import { Busy } from '#src/kernel/errors.ts'
import { type FreshDatabase, freshDatabase } from '#test/support/database.ts'
import { account, accounts, setup } from '#test/support/small-tables.ts'
import { thrownBy } from '#test/support/thrown-by.ts'

const LONGEST = 600

describe('A unit of work that holds its transaction too long (C2)', function () {
  this.timeout(30_000)
  let db: FreshDatabase
  before(async () => {
    db = await freshDatabase(setup, { longest: LONGEST })
  })
  after(() => db.close())
  const stored = (id: string) => db.read(em => new Rows(em, accounts).one({ id }))
  const forEver = () => new Promise<never>(() => undefined)

  it('is ended while it waits for something else, and leaves nothing and nobody waiting', async () => {
    const started = performance.now()
    const error = await thrownBy(() =>
      db.write(async em => {
        await new Rows(em, accounts).insert(account({ id: 'waits' }))
        await forEver()
      }),
    )
    expect(error).to.be.instanceOf(Busy)
    expect((error as Busy).details['reason']).to.contain(`${LONGEST} ms`)
    expect(performance.now() - started).to.be.greaterThan(LONGEST - 5)
    expect(await stored('waits')).to.equal(null)
    await db.write(em => new Rows(em, accounts).insert(account({ id: 'next' })))
    expect(await stored('next')).not.to.equal(null)
  })

  it('can do nothing more when it comes back late', async () => {
    let late: Promise<unknown> | undefined
    const error = await thrownBy(() =>
      db.write(async em => {
        const rows = new Rows(em, accounts)
        await rows.insert(account({ id: 'early' }))
        late = wait(LONGEST + 200).then(() => rows.insert(account({ id: 'late' })))
        await late
      }),
    )
    expect(error).to.be.instanceOf(Busy)
    expect(await thrownBy(() => late as Promise<unknown>)).to.be.instanceOf(Error)
    expect([await stored('early'), await stored('late')]).to.deep.equal([null, null])
  })

  it('that goes on writing is stopped between two statements, and none comes after', async () => {
    let written = 0
    let going: Promise<void> | undefined
    const error = await thrownBy(() =>
      db.write(async em => {
        const goOn = async () => {
          for (;;) {
            await new Rows(em, accounts).insert(account({ id: `on and on ${written}` }))
            written += 1
          }
        }
        going = goOn()
        await going
      }),
    )
    expect(error).to.be.instanceOf(Busy)
    await thrownBy(() => going as Promise<void>)
    expect(written).to.be.greaterThan(10)
    expect(await db.read(em => new Rows(em, accounts).count({ name: Like('%on and on%') }))).to.equal(0)
  })

  it('is one that holds it, not one that stands in line for it', async () => {
    const each = Array.from({ length: 6 }, (_, at) =>
      db.write(async em => {
        await new Rows(em, accounts).insert(account({ id: `in line ${at}` }))
        await wait(LONGEST / 4)
      }),
    )
    await Promise.all(each)
    expect(await db.read(em => new Rows(em, accounts).count())).to.be.greaterThan(5)
  })

  it('is one of five seconds, unless told otherwise', async () => {
    const own = await freshDatabase(setup)
    mock.timers.enable({ apis: ['setTimeout'] })
    try {
      let ended = false
      let begun: () => void = () => undefined
      const beginning = new Promise<void>(done => {
        begun = done
      })
      const held = own.write(async em => {
        await new Rows(em, accounts).count()
        begun()
        await forEver()
      })
      const error = thrownBy(() => held.finally(() => (ended = true)))
      await beginning
      mock.timers.tick(4_999)
      await own.read(em => new Rows(em, accounts).count())
      expect(ended).to.equal(false)
      mock.timers.tick(1)
      expect(await error).to.be.instanceOf(Busy)
    } finally {
      mock.timers.reset()
      await own.close()
    }
  })
})
