import { existsSync } from 'node:fs'
import { BackupRefused } from './backup-files.ts'
import { backUpPostgres, type Environment, restorePostgres } from './backup-postgres.ts'
import { backUpSqlite, restoreSqlite } from './backup-sqlite.ts'
import type { Place } from './setup.ts'

/**
 * Writes one file from which everything can be restored, while the program runs. It holds each unit of work that was
 * acknowledged before it began, and no half one; only its owner may read it. Throws `BackupRefused` and leaves no file.
 */
export async function backUp(place: Place, file: string, environment: Environment = {}): Promise<void> {
  if (existsSync(file)) throw new BackupRefused(`${file} exists already. A backup is never overwritten.`)
  if (place.kind === 'sqlite') await backUpSqlite(place.file, file)
  else await backUpPostgres(place.url, file, environment)
}

/**
 * Puts the data of a backup in the place of what is there; the program must be stopped. Without `replace` it only fills an
 * empty place. Throws `BackupRefused` and leaves what was there.
 */
export async function restore(
  place: Place,
  file: string,
  { replace }: { replace: boolean },
  environment: Environment = {},
): Promise<void> {
  if (place.kind === 'sqlite') await restoreSqlite(place.file, file, replace)
  else await restorePostgres(place.url, file, replace, environment)
}
