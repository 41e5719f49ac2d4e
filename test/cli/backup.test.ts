import { spawn } from 'node:child_process'
import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect } from 'chai'
import { type Database, openDatabase, type Place } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import { dialect, type FreshPlace, freshPlace, freshPostgres, temporaryFolder } from '#test/support/database.ts'
import { account, accounts, entries, entry, setup } from '#test/support/small-tables.ts'
import { startPostgres, type ThrowawayPostgres } from '#test/support/throwaway-postgres.ts'

const folder = temporaryFolder()

/** Runs `npm run backup` or `npm run restore` as an operator would, with the settings that lead to the place. */
async function command(
  name: 'backup' | 'restore',
  place: Place,
  ...args: string[]
): Promise<{ code: number; said: string }> {
  const env = {
    PATH: process.env['PATH'] ?? '',
    BASE_URL: 'https://systemfel.example',
    SESSION_KEY: 's'.repeat(32),
    LINK_KEY: 'l'.repeat(32),
    AUDIT_KEY: 'a'.repeat(32),
    SMTP_URL: 'smtp://mail.example',
    MAIL_FROM: 'systemfel@example.org',
    ...(place.kind === 'sqlite' ? { DATA_DIR: join(place.file, '..') } : { DATABASE_URL: place.url }),
  }
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--import', 'tsx', join('src', 'cli', `${name}.ts`), ...args],
    { env, stdio: ['ignore', 'pipe', 'pipe'] },
  )
  const ended = new Promise<number>(done => child.on('close', code => done(code ?? -1)))
  const said = await Promise.all([text(child.stdout), text(child.stderr)])
  return { code: await ended, said: said.join('') }
}

const open = (place: Place): Promise<Database> => openDatabase(place, setup, { allowForgetful: true })

async function inside<T>(place: Place, work: (db: Database) => Promise<T>): Promise<T> {
  const db = await open(place)
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}

const contents = (place: Place) =>
  inside(place, db =>
    db.snapshot(async em => ({
      accounts: await new Rows(em, accounts).all({}, { id: 'ASC' }),
      entries: await new Rows(em, entries).all({}, { id: 'ASC' }),
    })),
  )

const fill = (place: Place, ...ids: string[]) =>
  inside(place, db =>
    db.write(async em => {
      for (const id of ids) {
        await new Rows(em, accounts).insert(account({ id, name: `Å "${id}" '` }))
        await new Rows(em, entries).insert(entry({ id, accountId: id, closedAt: new Date('2026-11-21T09:00:00.001Z') }))
      }
    }),
  )

let files = 0
const newFile = (): string => join(folder.path, `backup-${files++}`)

/** `places` gives null where no `pg_dump` fits the server; what is then refused is a test of its own. */
function roundTrip(places: () => Promise<Place | null>): void {
  it('gives back what was written, in place of what came after', async () => {
    const [from, to, file] = [await places(), await places(), newFile()]
    if (from === null || to === null) return
    await fill(from, 'a1', 'a2')
    const before = await contents(from)
    expect(await command('backup', from, file)).to.include({ code: 0 })
    expect(statSync(file).mode & 0o777).to.equal(0o600)
    await fill(from, 'a3')
    const refused = await command('restore', from, file)
    expect(refused.code).to.equal(1)
    expect(refused.said).to.contain('--replace').and.not.contain('    at ')
    expect((await contents(from)).accounts).to.have.length(3)
    expect(await command('restore', from, file, '--replace')).to.include({ code: 0 })
    expect(await contents(from)).to.deep.equal(before)
    expect(await command('restore', to, file)).to.include({ code: 0 })
    expect(await contents(to)).to.deep.equal(before)
    await fill(to, 'a9')
  })

  it('can be made while the program runs, but not restored', async () => {
    const [place, file] = [await places(), newFile()]
    if (place === null) return
    await fill(place, 'a1')
    await inside(place, async db => {
      await db.write(em => new Rows(em, accounts).insert(account({ id: 'running' })))
      const half = db.write(async em => {
        await new Rows(em, accounts).insert(account({ id: 'half' }))
        expect(await command('backup', place, file)).to.include({ code: 0 })
        throw new Error('on purpose')
      })
      expect(await half.catch(error => error.message)).to.equal('on purpose')
      const refused = await command('restore', place, file, '--replace')
      expect(refused).to.include({ code: 1 })
      expect(refused.said).to.contain('Stop the program first')
      await db.write(em => new Rows(em, accounts).insert(account({ id: 'still running' })))
    })
    expect(await command('restore', place, file, '--replace')).to.include({ code: 0 })
    expect((await contents(place)).accounts.map(({ id }) => id)).to.deep.equal(['a1', 'running'])
  })

  it('leaves everything as it was when the backup is damaged', async () => {
    const [place, file] = [await places(), newFile()]
    if (place === null) return
    await fill(place, 'a1', 'a2')
    const before = await contents(place)
    await command('backup', place, file)
    const sound = readFileSync(file)
    const cut = (part: number) => sound.subarray(0, Math.floor(sound.length * part))
    const damaged = [cut(0.5), cut(0.97), Buffer.from('something else'), Buffer.alloc(0)]
    for (const bytes of damaged) {
      writeFileSync(file, bytes)
      const refused = await command('restore', place, file, '--replace')
      expect(refused.code, refused.said).to.equal(1)
      expect(refused.said).not.to.contain('    at ')
      expect(await contents(place)).to.deep.equal(before)
    }
  })
}

function refusals(places: () => Promise<Place>): void {
  it('never overwrites an earlier backup', async () => {
    const [place, file] = [await places(), newFile()]
    writeFileSync(file, 'earlier')
    expect(await command('backup', place, file)).to.include({ code: 1 })
    expect(readFileSync(file, 'utf8')).to.equal('earlier')
  })

  it('tells how it is used, in one line', async () => {
    const place = await places()
    for (const name of ['backup', 'restore'] as const)
      for (const args of [[], ['a', 'b'], ['--unknown']]) {
        const { code, said } = await command(name, place, ...args)
        expect(code).to.equal(1)
        expect(said.trim().split('\n'), said).to.have.length(1)
      }
    expect(await command('restore', place, join(folder.path, 'no such file'))).to.include({ code: 1 })
  })
}

async function sqlitePlace(): Promise<Place> {
  const data = join(folder.path, `data-${files++}`)
  mkdirSync(data)
  return { kind: 'sqlite', file: join(data, 'systemfel.sqlite') }
}

if (dialect === 'sqlite')
  describe('A backup of SQLite', () => {
    roundTrip(sqlitePlace)
    refusals(sqlitePlace)
  })

if (dialect === 'postgres')
  describe('A backup of PostgreSQL', () => {
    const made: FreshPlace[] = []
    let refusal: string | null = null
    let older: ThrowawayPostgres | null = null

    before(async () => {
      const { code, said } = await command('backup', await onServer(), newFile())
      if (code === 0) return
      refusal = said
      // Another server of the machine may have a pg_dump beside it that fits.
      older = await startPostgres({}, 'installed')
      if (older === null)
        process.stdout.write('    SKIPPED: no pg_dump on this machine fits a PostgreSQL server here\n')
    })
    after(async () => {
      for (const { remove } of made) await remove()
      await older?.stop()
    })

    const kept = (fresh: FreshPlace): Place => {
      made.push(fresh)
      return fresh.place
    }
    const onServer = async (): Promise<Place> => kept(await freshPlace())
    const whereItFits = async (): Promise<Place | null> => {
      if (refusal === null) return onServer()
      return older === null ? null : kept(await freshPostgres(older.url))
    }

    roundTrip(whereItFits)
    refusals(onServer)

    it('says which pg_dump is needed where none fits', () => {
      if (refusal !== null) expect(refusal).to.match(/^pg_dump \d+ or newer is needed; found: .+\n$/)
    })
  })
