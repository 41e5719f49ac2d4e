import { copyFileSync, existsSync, mkdirSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'
import sqlite3, { type Database as Connection } from 'sqlite3'
import { BackupRefused, demandBackup, HOLD_MAILS, whole } from './backup-files.ts'

const open = (file: string): Promise<Connection> =>
  new Promise((done, fail) => {
    const connection = new sqlite3.Database(file, sqlite3.OPEN_READWRITE, error =>
      error === null ? done(connection) : fail(error),
    )
  })

const rows = (connection: Connection, sql: string, ...params: unknown[]): Promise<Record<string, unknown>[]> =>
  new Promise((done, fail) =>
    connection.all<Record<string, unknown>>(sql, params, (error, found) =>
      error === null ? done(found) : fail(error),
    ),
  )

const shut = (connection: Connection): Promise<void> =>
  new Promise((done, fail) => connection.close(error => (error === null ? done() : fail(error))))

async function using<T>(file: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = await open(file)
  try {
    await rows(connection, 'PRAGMA busy_timeout = 5000')
    return await work(connection)
  } finally {
    await shut(connection)
  }
}

/** Throws unless every page of the file is sound and every reference leads somewhere. */
async function demandSound(file: string): Promise<void> {
  await using(file, async connection => {
    const [found] = await rows(connection, 'PRAGMA integrity_check')
    if (found?.['integrity_check'] !== 'ok')
      throw new BackupRefused(`${file} is damaged: ${found?.['integrity_check']}`)
    const [orphan] = await rows(connection, 'PRAGMA foreign_key_check')
    if (orphan !== undefined) throw new BackupRefused(`${file} is damaged: ${orphan['table']} refers to a missing row.`)
    const tables = await rows(connection, `SELECT 1 FROM sqlite_master WHERE name = 'migrations'`)
    if (tables.length === 0) throw new BackupRefused(`${file} does not hold the tables of this program.`)
  }).catch(error => {
    throw error instanceof BackupRefused ? error : new BackupRefused(`${file} is damaged: ${error.message}`)
  })
}

/** Copies the file through a connection of its own: copying it as a file would miss the journal, or tear it. */
export async function backUpSqlite(database: string, file: string): Promise<void> {
  if (!existsSync(database)) throw new BackupRefused(`There is no database ${database}.`)
  await whole(file, async partial => {
    await using(database, connection => rows(connection, 'VACUUM INTO ?', partial))
    await demandSound(partial)
  })
}

const isEmpty = async (database: string): Promise<boolean> =>
  !existsSync(database) ||
  (await using(database, connection => rows(connection, 'SELECT 1 FROM sqlite_master')).then(
    found => found.length === 0,
    // A file that cannot be read may still hold something.
    () => false,
  ))

/** Leaving the journal mode needs the file for oneself, so it fails while the program runs. */
async function demandUnused(database: string): Promise<void> {
  await using(database, async connection => {
    await rows(connection, 'PRAGMA busy_timeout = 200')
    await rows(connection, 'PRAGMA journal_mode = DELETE')
  }).catch(error => {
    // Damage is what a restore is for; only another user of the file stops it.
    if (/SQLITE_BUSY|SQLITE_LOCKED/.test(String(error)))
      throw new BackupRefused(`${database} is in use. Stop the program first.`)
  })
}

/** In the file that is not yet in place: whoever finds it there finds nothing that waits. */
const holdMails = (file: string): Promise<void> =>
  using(file, async connection => {
    const [table] = await rows(connection, `SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = 'outbox_mail'`)
    if (table !== undefined) await rows(connection, HOLD_MAILS)
  })

export async function restoreSqlite(database: string, file: string, replace: boolean): Promise<void> {
  demandBackup(file, 'sqlite')
  if (!replace && !(await isEmpty(database)))
    throw new BackupRefused(`${database} holds data. Give --replace to put the backup in its place.`)
  mkdirSync(dirname(database), { recursive: true, mode: 0o700 })
  if (existsSync(database)) await demandUnused(database)
  await whole(database, async partial => {
    copyFileSync(file, partial)
    await demandSound(partial)
    await holdMails(partial)
    // A journal that is left behind would be played into the restored file.
    for (const journal of ['-wal', '-shm', '-journal']) rmSync(database + journal, { force: true })
  })
}
