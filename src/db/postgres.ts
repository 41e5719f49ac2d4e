import pg from 'pg'
import { DataSource, type QueryRunner } from 'typeorm'
import { Busy } from '#src/kernel/errors.ts'
import { type Database, LONGEST, type OpenOptions, PATIENCE, type Setup, shared } from './setup.ts'
import { entitySchema } from './table.ts'
import { Units, type Work, withinTime } from './units.ts'

const TRIES = 4
const DATE = 1082
/** Any number, the same in each process: only one at a time changes the tables. */
const MIGRATION_LOCK = 7_310_905

/** A day stays the text it is; pg would make it midnight in the zone of the process. */
const types = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === DATE ? (day: string) => day : pg.types.getTypeParser(oid, format as 'text'),
}

const codeOf = (error: unknown): string => {
  const { code, driverError } = (error ?? {}) as { code?: unknown; driverError?: { code?: unknown } }
  return String(driverError?.code ?? code ?? '')
}
/** Serialization failure and deadlock: the same work succeeds when it is done again. */
const again = (error: unknown): boolean => ['40001', '40P01'].includes(codeOf(error))
/** The server is away (08, 57P0x, the socket), out of room (53) or a lock took too long. Nothing was kept. */
const passing = (error: unknown): boolean =>
  /^(08...|53...|57P0.|55P03|57014|ECONNREFUSED|ECONNRESET|ENOENT|EPIPE|ETIMEDOUT)$/.test(codeOf(error)) ||
  (error instanceof Error &&
    /Connection terminated|timeout exceeded when trying to connect|not queryable/.test(error.message))

const told = (error: unknown): unknown =>
  passing(error) || again(error) ? new Busy('errors.busy', { reason: 'postgres' }, { cause: error }) : error

async function demandDurable(source: DataSource): Promise<void> {
  for (const setting of ['fsync', 'full_page_writes', 'synchronous_commit']) {
    const [row] = await source.query<Record<string, string>[]>(`SHOW ${setting}`)
    const value = row?.[setting] ?? ''
    if (value !== 'on' && value !== 'remote_apply')
      throw new Error(`PostgreSQL does not keep what it acknowledges: ${setting} is ${value}, and must be on.`)
  }
}

async function demandReadOnly(source: DataSource): Promise<void> {
  const [row] = await source.query<Record<string, string>[]>('SHOW default_transaction_read_only')
  if (row?.['default_transaction_read_only'] !== 'on')
    throw new Error('The reading connections may write: take "options" out of the address of the database.')
}

async function migrate(source: DataSource): Promise<void> {
  const runner = source.createQueryRunner()
  try {
    await runner.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK])
    await source.runMigrations({ transaction: 'each' })
  } finally {
    await runner.query('SELECT pg_advisory_unlock($1)', [MIGRATION_LOCK])
    await runner.release()
  }
}

async function reading<T>(runner: QueryRunner, work: Work<T>, whole: boolean): Promise<T> {
  try {
    if (whole) await runner.startTransaction('REPEATABLE READ')
    const result = await work(runner.manager)
    if (whole) await runner.commitTransaction()
    return result
  } catch (error) {
    if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => undefined)
    throw told(error)
  } finally {
    await runner.release()
  }
}

async function writing<T>(source: DataSource, work: Work<T>, longest: number): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await source.transaction('READ COMMITTED', em => withinTime(em, work, longest))
    } catch (error) {
      if (!again(error) || attempt === TRIES) throw told(error)
    }
  }
}

function pool(url: string, setup: Setup, options: OpenOptions, readOnly: boolean): DataSource {
  return new DataSource({
    ...shared,
    type: 'postgres',
    url,
    poolSize: 10,
    connectTimeoutMS: options.patience ?? PATIENCE,
    installExtensions: false,
    entities: setup.tables.map(table => entitySchema(table, 'postgres')),
    migrations: readOnly ? [] : [...setup.migrations],
    extra: {
      types,
      lock_timeout: options.patience ?? PATIENCE,
      idle_in_transaction_session_timeout: 2 * PATIENCE,
      ...(readOnly ? { options: '-c default_transaction_read_only=on' } : {}),
    },
  })
}

/** Two pools: one that writes, one whose sessions are read-only. */
export async function openPostgres(url: string, setup: Setup, options: OpenOptions): Promise<Database> {
  const units = new Units()
  const writer = pool(url, setup, options, false)
  const reader = pool(url, setup, options, true)
  const close = async () => {
    for (const source of [writer, reader]) if (source.isInitialized) await source.destroy()
  }
  try {
    await writer.initialize()
    if (options.allowForgetful !== true) await demandDurable(writer)
    if (options.migrate !== false) await migrate(writer)
    await reader.initialize()
    await demandReadOnly(reader)
  } catch (error) {
    await close()
    throw error
  }
  return {
    dialect: 'postgres',
    read: work => units.run('read', () => reading(reader.createQueryRunner(), work, false)),
    snapshot: work => units.run('read', () => reading(reader.createQueryRunner(), work, true)),
    write: work => units.run('write', () => writing(writer, work, options.longest ?? LONGEST)),
    close: async () => {
      await units.close()
      await close()
    },
  }
}
