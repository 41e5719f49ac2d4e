import { join } from 'node:path'
import { expect } from 'chai'
import { migrations } from '#migrations/index.ts'
import { backUp, restore } from '#src/db/backup.ts'
import { BackupRefused } from '#src/db/backup-files.ts'
import { type Database, openDatabase, type Place } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import { tables } from '#src/features.ts'
import { makeLog } from '#src/log.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { sendOutbox } from '#src/mail/send-outbox.job.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { freshPlace, temporaryFolder } from '#test/support/database.ts'
import { Given } from '#test/support/given.ts'
import { TEST_KEYS, World } from '#test/support/world.ts'
import { waiting } from '../mail/letters.ts'

const folder = temporaryFolder()

describe('J9: letters that waited when a backup was made', () => {
  /** The rows of the outbox in another place, as its program finds them. */
  async function inside<T>(place: Place, work: (db: Database) => Promise<T>): Promise<T> {
    const db = await openDatabase(place, { tables, migrations }, { allowForgetful: true })
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  }

  it('are held when it is restored: none leaves by itself, and what came after does', async function () {
    this.timeout(60_000)
    const world = await World.open()
    await waiting(world, 3)
    await waiting(world, 1, { leasedUntil: new Date(world.clock.now().getTime() + 60_000) })
    await waiting(world, 1, { state: 'held', heldByMeetingId: 'x'.repeat(36) })
    await waiting(world, 1, { state: 'sent' })
    const file = join(folder.path, 'backup')
    const to = await freshPlace()
    try {
      try {
        await backUp(world.db.place, file, process.env)
      } catch (error) {
        // No pg_dump fits the server: the backup's own tests say so.
        if (error instanceof BackupRefused && error.message.includes('pg_dump')) return this.skip()
        throw error
      }
      await restore(to.place, file, { replace: false }, process.env)
      await inside(to.place, async db => {
        world.clock.moveTo('2026-11-22T09:00:00Z')
        const works = new UnitsOfWork({ ...world.works.settings, db, keys: TEST_KEYS })
        const sent: string[] = []
        const transport = {
          send: async ({ messageId }: { messageId: string }) => void sent.push(messageId),
          close: () => undefined,
        }
        expect(await sendOutbox(works, transport, makeLog('silent'))).to.equal(0)
        const rows = await db.read(em => new Rows(em, outboxMails).all())
        const held = rows.filter(({ state, heldByMeetingId }) => state === 'held' && heldByMeetingId === null)
        expect(held).to.have.length(4)
        expect(held.every(({ leasedUntil }) => leasedUntil === null)).to.equal(true)
        expect(rows.filter(({ state }) => state === 'sent')).to.have.length(1)
        await db.write(em =>
          new Rows(em, outboxMails).insert({
            ...(rows[0] as (typeof rows)[number]),
            id: 'new',
            state: 'waiting',
            heldByMeetingId: null,
          }),
        )
        expect(await sendOutbox(works, transport, makeLog('silent'))).to.equal(1)
        expect(sent).to.deep.equal(['<new@systemfel.test>'])
      })
      expect(await world.mails({ state: 'waiting' }), 'where the backup was made nothing has changed').to.have.length(4)
    } finally {
      await to.remove()
    }
  })

  it('wait for an administrator, who lets them out or sets them aside', async () => {
    const world = await World.open()
    const admin = await new Given(world).as('admin')
    await waiting(world, 3, { state: 'held' })
    await waiting(world, 1, { state: 'held', heldByMeetingId: 'x'.repeat(36) })
    const page = await admin.get('/admin/drift')
    expect(page.text).to.include('3 brev väntade då').and.include('Hålls efter återläsning')
    const letter = await page.follow('Inget svar behövs')
    expect((await letter.form('Skicka igen').submit()).notice).to.include('Brevet är på väg.')
    await world.sendMails()
    expect(world.letters).to.have.length(1)
    await (await admin.get('/admin/drift')).form('Skicka alla 2').submit()
    await world.sendMails()
    expect(world.letters).to.have.length(3)
    await waiting(world, 2, { state: 'held' })
    await (await admin.get('/admin/drift')).form('Lägg alla 2 åt sidan').submit()
    world.clock.moveTo('2026-11-25T09:00:00Z')
    await world.sendMails()
    expect(world.letters).to.have.length(3)
    expect(await world.acts('outbox')).to.deep.equal(['mail.restoredReleased', 'mail.restoredDiscarded'])
    expect(await world.mails({ state: 'held' })).to.have.length(1)
  })
})
