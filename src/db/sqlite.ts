import { chmodSync, closeSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import type { QueryRunner } from 'typeorm'
import { Busy } from '#src/kernel/errors.ts'
import { type Database, LONGEST, type OpenOptions, PATIENCE, type Setup, shared } from './setup.ts'
import { PooledSqlite, pragma } from './sqlite-pool.ts'
import { entitySchema } from './table.ts'
import { Units, type Work, withinTime } from './units.ts'

const READERS = 3

/** Busy: another process holds the file. Full: the disk is. Both pass, and nothing of the unit of work was kept. */
const passing = (error: unknown): boolean =>
  error instanceof Error && /SQLITE_(BUSY|LOCKED|FULL)/.test(`${(error as { code?: string }).code} ${error.message}`)

const told = (error: unknown): unknown =>
  passing(error) ? new Busy('errors.busy', { reason: 'sqlite' }, { cause: error }) : error

/** The journal files beside the database take their mode from it. */
function makePrivate(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 })
  closeSync(openSync(file, 'a', 0o600))
  chmodSync(file, 0o600)
}

async function demandDurable(source: PooledSqlite): Promise<void> {
  const found = {
    synchronous: await pragma(source.writer, 'synchronous'),
    journal: await pragma(source.writer, 'journal_mode'),
    foreignKeys: await pragma(source.writer, 'foreign_keys'),
  }
  if (found.synchronous === 2 && found.journal === 'wal' && found.foreignKeys === 1) return
  throw new Error(`SQLite does not keep what it acknowledges: ${JSON.stringify(found)}`)
}

async function reading<T>(runner: QueryRunner, work: Work<T>, whole: boolean): Promise<T> {
  try {
    if (whole) await runner.startTransaction()
    const result = await work(runner.manager)
    if (whole) await runner.commitTransaction()
    return result
  } catch (error) {
    throw told(error)
  } finally {
    await runner.release()
  }
}

/** One writer behind a queue and a few readers on one file. One process owns it. */
export async function openSqlite(file: string, setup: Setup, options: OpenOptions): Promise<Database> {
  makePrivate(file)
  const units = new Units()
  const source = await new PooledSqlite(
    {
      ...shared,
      type: 'sqlite',
      database: file,
      enableWAL: true,
      busyTimeout: 5000,
      entities: setup.tables.map(table => entitySchema(table, 'sqlite')),
      migrations: [...setup.migrations],
    },
    { readers: READERS, patience: options.patience ?? PATIENCE, units },
  ).initialize()
  try {
    await demandDurable(source)
    if (options.migrate !== false) await units.run('write', () => source.runMigrations({ transaction: 'each' }))
  } catch (error) {
    await source.destroy()
    throw error
  }
  return {
    dialect: 'sqlite',
    read: work => units.run('read', () => reading(source.createQueryRunner('slave'), work, false)),
    snapshot: work => units.run('read', () => reading(source.createQueryRunner('slave'), work, true)),
    write: work =>
      units.run('write', () =>
        source
          .transaction(em => withinTime(em, work, options.longest ?? LONGEST))
          .catch(error => {
            throw told(error)
          }),
      ),
    close: async () => {
      await units.close()
      await source.destroy()
    },
  }
}
