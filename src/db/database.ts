import { openPostgres } from './postgres.ts'
import type { Database, OpenOptions, Place, Setup } from './setup.ts'
import { openSqlite } from './sqlite.ts'

export type { Database, OpenOptions, Place, Setup } from './setup.ts'

/** Opens the database and brings its tables up to date. Refuses one that could forget what it has acknowledged. */
export const openDatabase = (place: Place, setup: Setup, options: OpenOptions = {}): Promise<Database> =>
  place.kind === 'sqlite' ? openSqlite(place.file, setup, options) : openPostgres(place.url, setup, options)
