import { openPostgres } from './postgres.ts'
import type { Database, OpenOptions, Place, Setup } from './setup.ts'
import { openSqlite } from './sqlite.ts'

export type { Database, OpenOptions, Place, Setup } from './setup.ts'

/** Opens the database and brings its tables up to date. Refuses one that could forget what it has acknowledged. */
export const openDatabase = (place: Place, setup: Setup, options: OpenOptions = {}): Promise<Database> =>
  place.kind === 'sqlite' ? openSqlite(place.file, setup, options) : openPostgres(place.url, setup, options)

/** Tells whether the error, or what caused it, is the breach of a unique constraint. */
export function isDuplicate(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  const { code, driverError } = error as Error & { code?: unknown; driverError?: unknown }
  if (code === '23505') return true
  if (code === 'SQLITE_CONSTRAINT' && /UNIQUE constraint failed|PRIMARY KEY must be unique/.test(error.message))
    return true
  return driverError !== error && isDuplicate(driverError)
}
