import { join } from 'node:path'
import { expect } from 'chai'
import { migrations } from '#migrations/index.ts'
import { backUp, restore } from '#src/db/backup.ts'
import { type Database, openDatabase, type Place } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import { tables } from '#src/features.ts'
import { StillClock } from '#src/kernel/clock.ts'
import { makeLog } from '#src/log.ts'
import { type OutboxMail, outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { sendOutbox } from '#src/mail/send-outbox.job.ts'
import type { Transport } from '#src/mail/transport.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { dialect, type FreshPlace, freshPlace, freshPostgres, temporaryFolder } from '#test/support/database.ts'
import { Given } from '#test/support/given.ts'
import { startPostgres, type ThrowawayPostgres } from '#test/support/throwaway-postgres.ts'
import { World } from '#test/support/world.ts'
import { mailRow, waiting } from '../mail/letters.ts'

const KEY = 'a key for tests only, of 32 letters'
const folder = temporaryFolder()

describe('J9: letters that waited when a backup was made', () => {
  const made: FreshPlace[] = []
  let older: ThrowawayPostgres | null = null
  after(async () => {
    for (const { remove } of made) await remove()
    await older?.stop()
  })
  /** On PostgreSQL a server that the machine's own `pg_dump` fits; null where there is none, as the backup's tests say. */
  async function places(): Promise<Place | null> {
    if (dialect === 'postgres') older ??= await startPostgres({}, 'installed')
    if (dialect === 'postgres' && older === null) return null
    const fresh = older === null ? await freshPlace() : await freshPostgres(older.url)
    made.push(fresh)
    return fresh.place
  }
  /** A place as its program finds it. */
  async function inside<T>(place: Place, work: (db: Database) => Promise<T>): Promise<T> {
    const db = await openDatabase(place, { tables, migrations }, { allowForgetful: true })
    try {
      return await work(db)
    } finally {
      await db.close()
    }
  }

  it('are held when it is restored: none leaves by itself, and what came after does', async () => {
    const [from, to] = [await places(), await places()]
    if (from === null || to === null) return
    const file = join(folder.path, 'backup')
    const rowsOf = (db: Database): Promise<OutboxMail[]> => db.read(em => new Rows(em, outboxMails).all())
    await inside(from, async db => {
      const leased = mailRow({ id: 'leased', leasedUntil: new Date('2026-11-21T09:01:00Z') })
      const trayed = mailRow({ id: 'trayed', state: 'held', heldByMeetingId: 'meeting' })
      const all = [
        mailRow({ id: 'one' }),
        mailRow({ id: 'two' }),
        leased,
        trayed,
        mailRow({ id: 'sent', state: 'sent' }),
      ]
      await db.write(em => new Rows(em, outboxMails).insertAll(all))
    })
    await backUp(from, file, process.env)
    await restore(to, file, { replace: false }, process.env)
    await inside(to, async db => {
      const keys = { session: KEY, link: KEY, audit: KEY }
      const clock = new StillClock('2026-11-22T09:00:00Z')
      const works = new UnitsOfWork({ db, clock, keys, baseUrl: 'https://systemfel.test', demo: false })
      const sent: string[] = []
      const transport: Transport = {
        send: async ({ messageId }) => void sent.push(messageId),
        close: () => undefined,
      }
      expect(await sendOutbox(works, transport, makeLog('silent'))).to.equal(0)
      const rows = await rowsOf(db)
      const held = rows.filter(({ state, heldByMeetingId }) => state === 'held' && heldByMeetingId === null)
      expect(held.map(({ id }) => id)).to.have.members(['one', 'two', 'leased'])
      expect(held.every(({ leasedUntil }) => leasedUntil === null)).to.equal(true)
      expect(rows.filter(({ state }) => state === 'sent').map(({ id }) => id)).to.deep.equal(['sent'])
      await db.write(em => new Rows(em, outboxMails).insert(mailRow({ id: 'new' })))
      expect(await sendOutbox(works, transport, makeLog('silent'))).to.equal(1)
      expect(sent).to.deep.equal(['<new@systemfel.test>'])
    })
    const kept = await inside(from, rowsOf)
    expect(
      kept.filter(({ state }) => state === 'waiting'),
      'where the backup was made',
    ).to.have.length(3)
  }).timeout(60_000)

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
