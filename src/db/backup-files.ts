import { closeSync, existsSync, fsyncSync, openSync, readSync, renameSync, rmSync } from 'node:fs'
import { dirname } from 'node:path'

/** Something the operator can mend; the message says what. */
export class BackupRefused extends Error {}

const BEGINNINGS = { sqlite: 'SQLite format 3\0', postgres: 'PGDMP' }

/**
 * J9: what waited when the backup was made may have left since. It is held by no meeting, which means: by the restore. In
 * the words of every version that there has been of the table, since a backup may be older than the program.
 */
export const HOLD_MAILS = `UPDATE "outbox_mail" SET "state" = 'held', "leased_until" = NULL WHERE "state" = 'waiting'`

/** Refuses a file that was not made by a backup of the same kind of database. */
export function demandBackup(file: string, kind: keyof typeof BEGINNINGS): void {
  if (!existsSync(file)) throw new BackupRefused(`There is no file ${file}.`)
  const beginning = Buffer.alloc(BEGINNINGS[kind].length)
  const opened = openSync(file, 'r')
  readSync(opened, beginning)
  closeSync(opened)
  if (beginning.toString('latin1') !== BEGINNINGS[kind])
    throw new BackupRefused(`${file} is not a backup of ${kind === 'sqlite' ? 'SQLite' : 'PostgreSQL'}.`)
}

function sync(path: string): void {
  const opened = openSync(path, 'r')
  fsyncSync(opened)
  closeSync(opened)
}

/** Lets `make` fill a file beside the target, and puts it in place when it is whole and on the disk. */
export async function whole(target: string, make: (file: string) => Promise<void>): Promise<void> {
  if (!existsSync(dirname(target))) throw new BackupRefused(`There is no folder ${dirname(target)}.`)
  const partial = `${target}.partial`
  rmSync(partial, { force: true })
  closeSync(openSync(partial, 'wx', 0o600))
  try {
    await make(partial)
    sync(partial)
    renameSync(partial, target)
    sync(dirname(target))
  } finally {
    rmSync(partial, { force: true })
  }
}
