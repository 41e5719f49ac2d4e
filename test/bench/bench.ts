import { type ChildProcess, fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import type { Place } from '#src/db/database.ts'
import { freshPostgres, temporaryFolder } from '#test/support/database.ts'
import { startPostgres } from '#test/support/throwaway-postgres.ts'
import { BENCH_TOKEN, benchId, benchNumber, fill, RARE_WORD } from './fill.ts'
import { type Call, Client, type Figures, load } from './load.ts'

const CLIENTS = 16
const HEADERS = { Host: 'systemfel.test', Cookie: `__Host-sid=${BENCH_TOKEN}` }
const FORM = { 'Content-Type': 'application/x-www-form-urlencoded' }

interface Row {
  readonly database: string
  readonly operation: string
  readonly ours: Figures
  readonly bare: Figures
  /** Ours as a share of bare, in requests a second. */
  readonly share: number
}

interface Server {
  readonly client: Client
  memory(): Promise<number>
  stop(): void
}

function start(script: string, place: Place): Promise<Server> {
  const path = join(import.meta.dirname, script)
  const child = fork(path, [JSON.stringify(place)], { execArgv: ['--conditions=source', '--import', 'tsx'] })
  return new Promise((done, fail) => {
    child.once('error', fail)
    child.once('exit', code => fail(new Error(`${script} ended with ${code}`)))
    child.once('message', (message: { port: number }) => done(serverOf(child, message.port)))
  })
}
function serverOf(child: ChildProcess, port: number): Server {
  const client = new Client(port)
  return {
    client,
    memory: () =>
      new Promise(done => {
        child.once('message', (message: { rss: number }) => done(message.rss))
        child.send('memory')
      }),
    stop: () => {
      client.close()
      child.removeAllListeners('exit')
      child.disconnect()
    },
  }
}

const get = (path: string): Call => ({ method: 'GET', path, headers: HEADERS })
async function expectOk(client: Client, call: Call, has: RegExp | null): Promise<string> {
  const { status, body } = await client.send(call)
  if (status !== (call.method === 'GET' ? 200 : 303)) throw new Error(`${call.method} ${call.path} answered ${status}`)
  if (has !== null && !has.test(body)) throw new Error(`${call.path} lacks ${has}`)
  return body
}
const hidden = (body: string, name: string): string =>
  new RegExp(`name="${name}" value="([^"]*)"`).exec(body)?.[1] ?? ''

/** Every operation twice: in the app, and in the bare server beside it. */
async function measure(
  database: string,
  place: Place,
  size: number,
  count: number,
): Promise<{ rows: Row[]; memory: number }> {
  const [app, bare] = [await start('app-server.ts', place), await start('bare-server.ts', place)]
  type Once = (client: Client, at: number) => Promise<unknown>
  const figures = (server: Server, once: Once, times = count, clients = CLIENTS) =>
    load(clients, times, async at => void (await once(server.client, at)))
  const someone = (at: number): string => benchNumber((at * 7919) % size)
  const forms: string[] = []
  const summary = await makeSummary(app.client)
  const operations: Record<
    string,
    [(client: Client, at: number) => Promise<unknown>, (client: Client, at: number) => Promise<unknown>]
  > = {
    'list, filtered and sorted': [
      client => expectOk(client, get('/systemfel?niva=lokal'), /SF-20/),
      client => expectOk(client, get(`/list?member=${benchId(5, 0)}&level=local`), /SF-20/),
    ],
    'show one with history': [
      (client, at) => expectOk(client, get(`/systemfel/${someone(at)}`), /Brist nr/),
      (client, at) => expectOk(client, get(`/show?number=${someone(at)}`), /Brist nr/),
    ],
    'search, a word in 1 %': [
      client => expectOk(client, get(`/sok?q=${RARE_WORD}`), /<mark/),
      client => expectOk(client, get(`/search?token=dl${RARE_WORD}&member=${benchId(5, 0)}`), /Brist nr/),
    ],
    'candidates for a report': [
      client => expectOk(client, get(likeness), /Samma här/),
      client =>
        expectOk(
          client,
          get(`/search?token=dm${encodeURIComponent('boendestöd')}&member=${benchId(5, 0)}`),
          /Brist nr/,
        ),
    ],
    'file by form': [
      (client, at) => {
        const page = forms[at % forms.length] as string
        const body = new URLSearchParams({
          _csrf: hidden(page, '_csrf'),
          formKey: randomUUID(),
          whatHappened: `Handläggningen tar ${at} timmar.`,
        })
        return expectOk(
          client,
          { method: 'POST', path: '/rapportera', headers: { ...HEADERS, ...FORM }, body: String(body) },
          null,
        )
      },
      client => {
        const body = new URLSearchParams({ id: randomUUID(), series: randomUUID() })
        return expectOk(
          client,
          { method: 'POST', path: '/file', headers: { ...HEADERS, ...FORM }, body: String(body) },
          null,
        )
      },
    ],
    'figures of a half-year': [
      client => expectOk(client, get(summary), /Lokal nivå/),
      client => expectOk(client, get(`/figures?member=${benchId(5, 0)}`), /local/),
    ],
  }
  // A person makes one file at a time.
  const files: typeof operations = {
    'CSV of some 5 %': [
      client => expectOk(client, get('/systemfel.csv?period=2026-2'), /;SF-20|SF-20/),
      client => expectOk(client, get(`/csv?member=${benchId(5, 0)}&period=2026-2`), /SF-20/),
    ],
    'XLSX of some 5 %': [
      client => expectOk(client, get('/systemfel.xlsx?period=2026-2'), /^PK/),
      client => expectOk(client, get(`/csv?member=${benchId(5, 0)}&period=2026-2`), /SF-20/),
    ],
  }
  forms.push(await expectOk(app.client, get('/rapportera'), /_csrf/))
  const likeness = await describe(app.client, forms[0] as string)
  const rows: Row[] = []
  for (const [operation, [ours, theirs]] of Object.entries(operations)) {
    const times = operation.startsWith('figures') ? Math.max(CLIENTS, Math.round(count / 20)) : count
    await figures(app, ours, CLIENTS)
    const [mine, plain] = [await figures(app, ours, times), await figures(bare, theirs, times)]
    rows.push({ database, operation, ours: mine, bare: plain, share: mine.perSecond / plain.perSecond })
  }
  for (const [operation, [ours, theirs]] of Object.entries(files)) {
    const times = Math.max(3, Math.round(count / 40))
    await figures(app, ours, 1, 1)
    const [mine, plain] = [await figures(app, ours, times, 1), await figures(bare, theirs, times, 1)]
    rows.push({ database, operation, ours: mine, bare: plain, share: mine.perSecond / plain.perSecond })
  }
  const memory = (await app.memory()) / 1_048_576
  app.stop()
  bare.stop()
  return { rows, memory }
}

/** Begins a report; gives its page of candidates. */
async function describe(client: Client, page: string): Promise<string> {
  const body = new URLSearchParams({
    _csrf: hidden(page, '_csrf'),
    formKey: randomUUID(),
    whatHappened: `Det är lång väntetid till psykiatrin och boendestöd nekas, med avslag på läkarintyg och ${RARE_WORD}.`,
  })
  const { status, headers } = await client.send({
    method: 'POST',
    path: '/rapportera',
    headers: { ...HEADERS, ...FORM },
    body: String(body),
  })
  if (status !== 303) throw new Error(`The report answered ${status}`)
  return String(headers['location'])
}

/** A draft summary of the first office for the half-year; gives its page. */
async function makeSummary(client: Client): Promise<string> {
  const page = await expectOk(client, get('/sammanstallningar/ny'), /_csrf/)
  const body = new URLSearchParams({
    _csrf: hidden(page, '_csrf'),
    formKey: randomUUID(),
    groupId: benchId(5, 0),
    officeIds: benchId(3, 0),
    period: '2026-2',
  })
  const { status, headers } = await client.send({
    method: 'POST',
    path: '/sammanstallningar',
    headers: { ...HEADERS, ...FORM },
    body: String(body),
  })
  if (status !== 303) throw new Error(`The summary answered ${status}`)
  return String(headers['location'])
}

const ms = (value: number): string => value.toFixed(1).padStart(8)
function print(rows: readonly Row[]): void {
  console.log(
    `${'database'.padEnd(10)}${'operation'.padEnd(28)}   req/s     p50     p95     p99   | bare req/s     p50   share`,
  )
  for (const { database, operation, ours, bare, share } of rows)
    console.log(
      `${database.padEnd(10)}${operation.padEnd(28)}${ms(ours.perSecond)}${ms(ours.p50)}${ms(ours.p95)}${ms(ours.p99)}   | ${ms(bare.perSecond)}  ${ms(bare.p50)}  ${share.toFixed(2)}`,
    )
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      size: { type: 'string', default: '10000' },
      db: { type: 'string', default: 'sqlite,postgres' },
      requests: { type: 'string', default: '800' },
      json: { type: 'string' },
    },
  })
  const [size, count] = [Number(values.size), Number(values.requests)]
  const all: Row[] = []
  console.log(`${size} systemfel, ${size * 10} reports, ${CLIENTS} clients at once, ${count} requests an operation`)
  for (const database of values.db.split(',')) {
    const { place, stop } = await placeFor(database)
    const started = performance.now()
    await fill(place, size)
    console.log(`${database}: filled in ${((performance.now() - started) / 1000).toFixed(0)} s`)
    const { rows, memory } = await measure(database, place, size, count)
    print(rows)
    console.log(`${database}: ${memory.toFixed(0)} MB under load`)
    all.push(...rows)
    await stop()
  }
  if (values.json !== undefined) writeFileSync(values.json, JSON.stringify({ size, rows: all }, null, 2))
}

async function placeFor(database: string): Promise<{ place: Place; stop: () => Promise<void> }> {
  if (database === 'sqlite') {
    const folder = temporaryFolder()
    return { place: { kind: 'sqlite', file: join(folder.path, 'bench.sqlite') }, stop: async () => folder.remove() }
  }
  const server = await startPostgres()
  if (server === null) throw new Error('There is no PostgreSQL to start.')
  const { place, remove } = await freshPostgres(server.url)
  return { place, stop: () => remove().then(() => server.stop()) }
}

await main()
