import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { promisify } from 'node:util'
import pg from 'pg'
import { BackupRefused, demandBackup, HOLD_MAILS, whole } from './backup-files.ts'

/** The environment that the programs of PostgreSQL run in. */
export type Environment = Readonly<Record<string, string | undefined>>

const run = promisify(execFile)
const PACKAGED = '/usr/lib/postgresql'
const OURS = ['--schema=public', '--no-owner', '--no-privileges']
const BEGIN = 'BEGIN; DROP SCHEMA "public" CASCADE; CREATE SCHEMA "public";\n'
const COMMIT = `
DO $$ BEGIN
  IF to_regclass('public.migrations') IS NULL THEN
    RAISE EXCEPTION 'The backup does not hold the tables of this program.';
  END IF;
  IF to_regclass('public.outbox_mail') IS NOT NULL THEN
    ${HOLD_MAILS.replace('"outbox_mail"', '"public"."outbox_mail"')};
  END IF;
END $$;
COMMIT;
`

async function connected<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

/** The password goes by the environment: everybody on the machine can read the arguments of a process. */
function login(url: string, environment: Environment): { address: string; env: NodeJS.ProcessEnv } {
  const address = new URL(url)
  const password = decodeURIComponent(address.password)
  address.password = ''
  const env = { ...environment, LC_ALL: 'C.UTF-8', ...(password === '' ? {} : { PGPASSWORD: password }) }
  return { address: address.href, env }
}

async function majorOf(program: string, env: Environment): Promise<number | null> {
  try {
    const { stdout } = await run(program, ['--version'], { env: { ...env } })
    return Number(/ (\d+)/.exec(stdout)?.[1] ?? 0)
  } catch {
    return null
  }
}

/** The folder ('' for the path) of the oldest `pg_dump` that reads the server: it reads its own version and older ones. */
async function programsFor(url: string, env: Environment): Promise<string> {
  const server = await connected(url, async client => {
    const { rows } = await client.query<{ server_version_num: string }>('SHOW server_version_num')
    return Math.floor(Number(rows[0]?.server_version_num) / 10_000)
  })
  const folders = existsSync(PACKAGED) ? readdirSync(PACKAGED).map(version => join(PACKAGED, version, 'bin')) : []
  const found: { folder: string; major: number }[] = []
  for (const folder of ['', ...folders]) {
    const major = await majorOf(join(folder, 'pg_dump'), env)
    if (major !== null) found.push({ folder, major })
  }
  const [best] = found.filter(({ major }) => major >= server).sort((a, b) => a.major - b.major)
  if (best !== undefined) return best.folder
  const have = found.length === 0 ? 'none' : [...new Set(found.map(({ major }) => major))].join(', ')
  throw new BackupRefused(
    `pg_dump ${server} or newer is needed; found: ${have}. Install the PostgreSQL ${server} client.`,
  )
}

/** A dump of one snapshot, in the format that `pg_restore` reads. */
export async function backUpPostgres(url: string, file: string, environment: Environment): Promise<void> {
  const folder = await programsFor(url, environment)
  const { address, env } = login(url, environment)
  await whole(file, async partial => {
    const args = ['--format=custom', ...OURS, `--file=${partial}`, `--dbname=${address}`]
    await run(join(folder, 'pg_dump'), args, { env }).catch(error => {
      throw new BackupRefused(`pg_dump failed: ${String(error.stderr).trim()}`, { cause: error })
    })
  })
}

async function demandRoom(client: pg.Client, replace: boolean): Promise<void> {
  const { rows: users } = await client.query(
    `SELECT 1 FROM pg_stat_activity
      WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()`,
  )
  if (users.length > 0) throw new BackupRefused('The database is in use. Stop the program first.')
  const { rows: tables } = await client.query(`SELECT 1 FROM pg_tables WHERE schemaname = 'public'`)
  if (tables.length > 0 && !replace)
    throw new BackupRefused('The database holds data. Give --replace to put the backup in its place.')
}

/** Resolves to what the program complained of, null where it succeeded. */
async function outcome(name: string, program: ChildProcess): Promise<string | null> {
  const ended = new Promise<number | null>((done, fail) => program.on('error', fail).on('close', done))
  const said = program.stderr === null ? '' : await text(program.stderr)
  return (await ended) === 0 ? null : `${name} failed: ${said.trim()}`
}

/** One transaction: what was there is gone only when the backup is in place. Cut short anywhere, nothing has changed. */
export async function restorePostgres(
  url: string,
  file: string,
  replace: boolean,
  environment: Environment,
): Promise<void> {
  demandBackup(file, 'postgres')
  const folder = await programsFor(url, environment)
  await connected(url, client => demandRoom(client, replace))
  const { address, env } = login(url, environment)
  const psql = spawn(join(folder, 'psql'), ['--no-psqlrc', '--quiet', '--set=ON_ERROR_STOP=1', `--dbname=${address}`], {
    env,
    stdio: ['pipe', 'ignore', 'pipe'],
  })
  const written = outcome('psql', psql)
  // It may end before it has read everything; why is in what it says.
  psql.stdin.on('error', () => undefined)
  psql.stdin.write(BEGIN)
  const reader = spawn(join(folder, 'pg_restore'), [...OURS, '--file=-', file], {
    env,
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  reader.stdout.pipe(psql.stdin, { end: false })
  const unread = await outcome('pg_restore', reader)
  // Without the COMMIT the server takes everything back.
  psql.stdin.end(unread === null ? COMMIT : '')
  const failure = unread ?? (await written)
  if (failure !== null) throw new BackupRefused(failure)
}
