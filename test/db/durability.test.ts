import { expect } from 'chai'
import { openDatabase } from '#src/db/database.ts'
import { dialect, type FreshDatabase, freshDatabase } from '#test/support/database.ts'
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
