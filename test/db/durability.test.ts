import { expect } from 'chai'
import { openDatabase } from '#src/db/database.ts'
import { Busy } from '#src/kernel/errors.ts'
import { dialect, type FreshDatabase, freshDatabase, freshPlace } from '#test/support/database.ts'
import { setup } from '#test/support/small-tables.ts'
import { startPostgres } from '#test/support/throwaway-postgres.ts'
import { thrownBy } from '#test/support/thrown-by.ts'

if (dialect === 'sqlite')
  describe('D3: what SQLite has acknowledged survives a power cut', () => {
    let db: FreshDatabase
    beforeEach(async () => {
      db = await freshDatabase(setup, { allowForgetful: false })
    })
    afterEach(() => db.close())
    const FULL = 2

    it('because each commit is on the disk before it is told', async () => {
      for (let opened = 0; opened < 2; opened++) {
        const again = await openDatabase(db.place, setup)
        expect(await again.write(em => em.query('PRAGMA synchronous'))).to.deep.equal([{ synchronous: FULL }])
        expect(await again.write(em => em.query('PRAGMA journal_mode'))).to.deep.equal([{ journal_mode: 'wal' }])
        await again.close()
      }
    })

    it('and its references stay whole after the migrations', async () => {
      expect(await db.write(em => em.query('PRAGMA foreign_keys'))).to.deep.equal([{ foreign_keys: 1 }])
    })
  })

if (dialect === 'postgres')
  describe('An address of PostgreSQL', () => {
    it('is refused when it lets the reading connections write', async () => {
      const { place, remove } = await freshPlace()
      try {
        if (place.kind !== 'postgres') throw new Error('PostgreSQL was asked for.')
        const url = new URL(place.url)
        url.searchParams.set('options', '-c default_transaction_read_only=off')
        const opening = () => openDatabase({ kind: 'postgres', url: url.href }, setup, { allowForgetful: true })
        expect(await thrownBy(opening))
          .to.be.instanceOf(Error)
          .with.property('message')
          .match(/may write/)
      } finally {
        await remove()
      }
    })
  })

if (dialect === 'postgres')
  describe('D2: when PostgreSQL goes away', () => {
    it('those it was serving are told "busy", and the app goes on when it is back', async () => {
      const db = await freshDatabase(setup)
      try {
        const cut = await thrownBy(() =>
          db.write(async em => {
            await em.query('SELECT pg_terminate_backend(pg_backend_pid())')
            await em.query('SELECT 1')
          }),
        )
        expect(cut).to.be.instanceOf(Busy)
        expect(await db.write(em => em.query('SELECT 1 AS "one"'))).to.deep.equal([{ one: 1 }])
      } finally {
        await db.close()
      }
    })

    it('everybody is told "busy" while it is away', async () => {
      const server = await startPostgres()
      if (server === null) throw new Error('There is no PostgreSQL to start.')
      const db = await openDatabase({ kind: 'postgres', url: server.url }, setup, { allowForgetful: true })
      await server.stop()
      try {
        for (const unit of [db.read, db.snapshot, db.write])
          expect(await thrownBy(() => unit(em => em.query('SELECT 1')))).to.be.instanceOf(Busy)
      } finally {
        await db.close()
      }
    })
  })

if (dialect === 'postgres')
  describe('D3: what PostgreSQL has acknowledged survives a power cut', () => {
    const SAFE = { fsync: 'on', full_page_writes: 'on', synchronous_commit: 'on' }

    async function opening(settings: Record<string, string>): Promise<void> {
      const server = await startPostgres({ ...SAFE, ...settings })
      if (server === null) throw new Error('There is no PostgreSQL to start.')
      try {
        const db = await openDatabase({ kind: 'postgres', url: server.url }, setup)
        await db.close()
      } finally {
        await server.stop()
      }
    }

    it('because the app starts where every setting is on', () => opening({}))

    for (const [setting, value] of [
      ['fsync', 'off'],
      ['full_page_writes', 'off'],
      ['synchronous_commit', 'off'],
      ['synchronous_commit', 'local'],
    ] as const)
      it(`and refuses to start where ${setting} is ${value}`, async () => {
        const refusal = await thrownBy(() => opening({ [setting]: value }))
        expect(refusal).to.be.instanceOf(Error).with.property('message').contains(`${setting} is ${value}`)
      })
  })
