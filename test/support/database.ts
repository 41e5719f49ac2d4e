/** A database for one test: a file of its own on SQLite, a database of its own on the server of TEST_DATABASE_URL. */
import { randomBytes } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { Dialect } from '#src/db/columns.ts'
import { type Database, type OpenOptions, openDatabase, type Place, type Setup } from '#src/db/database.ts'

// Never DATABASE_URL: that is where someone's real data may be.
const server = process.env['TEST_DATABASE_URL'] ?? ''

export const dialect: Dialect = server === '' ? 'sqlite' : 'postgres'

export interface FreshPlace {
  /** Where another process can open the same database. */
  readonly place: Place
  remove(): Promise<void>
}
export interface FreshDatabase extends Database {
  readonly place: Place
}

const folders = new Set<string>()
process.on('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder that is gone when the tests end, or sooner. */
export function temporaryFolder(): { path: string; remove: () => void } {
  const path = mkdtempSync(join(tmpdir(), 'sf-test-'))
  folders.add(path)
  return {
    path,
    remove: () => {
      folders.delete(path)
      rmSync(path, { recursive: true, force: true })
    },
  }
}

async function onServer(server: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: server })
  await client.connect()
  try {
    await client.query(statement)
  } finally {
    await client.end()
  }
}

/** A new database on the PostgreSQL server of the address. */
export async function freshPostgres(server: string): Promise<FreshPlace> {
  const name = `sf_test_${randomBytes(8).toString('hex')}`
  await onServer(server, `CREATE DATABASE "${name}"`)
  const url = new URL(server)
  url.pathname = `/${name}`
  return {
    place: { kind: 'postgres', url: url.href },
    remove: () => onServer(server, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`),
  }
}

/** An empty place for a database, on the kind of server that the tests run on. */
export async function freshPlace(): Promise<FreshPlace> {
  if (dialect === 'postgres') return freshPostgres(server)
  const folder = temporaryFolder()
  return {
    place: { kind: 'sqlite', file: join(folder.path, 'test.db') },
    remove: async () => folder.remove(),
  }
}

/** A database with the tables of `setup`. Closing it removes it. */
export async function freshDatabase(setup: Setup, options: OpenOptions = {}): Promise<FreshDatabase> {
  const { place, remove } = await freshPlace()
  const db = await openDatabase(place, setup, { allowForgetful: true, ...options }).catch(async error => {
    await remove()
    throw error
  })
  return {
    ...db,
    place,
    close: async () => {
      await db.close()
      await remove()
    },
  }
}
