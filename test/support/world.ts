import request from 'supertest'
import { migrations } from '#migrations/index.ts'
import type { Config } from '#src/config.ts'
import type { Database } from '#src/db/database.ts'
import { Rows } from '#src/db/rows.ts'
import type { Table } from '#src/db/table.ts'
import { ensureAssets } from '#src/dev/build-assets.ts'
import { auditEvents, auditHeads } from '#src/features/audit/audit-event.entity.ts'
import { tables } from '#src/features.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { StillClock } from '#src/kernel/clock.ts'
import { makeLog } from '#src/log.ts'
import { type OutboxMail, outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { letterOf, sendOutbox } from '#src/mail/send-outbox.job.ts'
import type { Letter } from '#src/mail/transport.ts'
import { type App, createApp } from '#src/web/app.ts'
import type { Ctx } from '#src/work/context.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'
import { type FreshDatabase, freshDatabase } from './database.ts'
import { assertHeaders } from './headers.ts'
import { Page } from './page.ts'

export const TEST_NOW = '2026-11-21T09:00:00Z'
export const TEST_KEYS = {
  session: 'a session key for tests only, 32 chars',
  link: 'a link key for tests only, at least 32',
  audit: 'an audit key for tests only, 32 chars!',
}
export const TEST_HOST = 'systemfel.test'
const CONFIG: Config = {
  mode: 'production',
  host: '127.0.0.1',
  port: 8080,
  baseUrl: `https://${TEST_HOST}`,
  dataDir: '',
  database: { kind: 'sqlite', file: '' },
  keys: TEST_KEYS,
  smtp: null,
  trustProxy: 'loopback',
  logLevel: 'silent',
}

let shared: Promise<FreshDatabase> | undefined
const database = (): Promise<FreshDatabase> => {
  shared ??= freshDatabase({ tables, migrations })
  return shared
}
after(async () => {
  await (await shared)?.close()
  shared = undefined
})

/** The real app on a real database with a clock that stands still and a mailbox. */
export class World {
  readonly clock = new StillClock(TEST_NOW)
  readonly works: UnitsOfWork
  readonly app: App
  readonly logLines: string[] = []
  readonly letters: Letter[] = []
  readonly db: FreshDatabase
  private constructor(db: FreshDatabase, config: Config, through: (db: Database) => Database) {
    this.db = db
    this.works = new UnitsOfWork({
      db: through(db),
      clock: this.clock,
      keys: TEST_KEYS,
      baseUrl: config.baseUrl,
      demo: config.mode === 'demo',
    })
    const log = makeLog('debug', { write: line => this.logLines.push(line) })
    this.app = createApp({ config, works: this.works, log })
  }

  /** With every table empty. `through` may put something between the app and the database, to make it fail. */
  static async open(config: Partial<Config> = {}, through = (db: Database): Database => db): Promise<World> {
    ensureAssets()
    const db = await database()
    await db.write(async em => {
      for (const table of [...tables].reverse()) {
        if (table === auditHeads) await new Rows(em, auditHeads).change('head', { position: 0, mac: '' })
        else await em.createQueryBuilder().delete().from(table.name).execute()
      }
    })
    return new World(db, { ...CONFIG, ...config }, through)
  }

  /** A browser of its own, nobody signed in. */
  browser(): Browser {
    return new Browser(this)
  }
  /** Does something as the system, in a unit of work, as given data of a test. */
  given<T>(work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.works.write(SYSTEM, work)
  }
  /** Rows as they are stored, in the order they were made: PostgreSQL itself promises none. */
  rows<T extends { id: string }>(table: Table<T>, where: Partial<T> = {}): Promise<T[]> {
    return this.works.read(SYSTEM, ctx => ctx.rows(table).all(where as never, { id: 'ASC' } as never))
  }
  async row<T extends { id: string }>(table: Table<T>, where: Partial<T>): Promise<T> {
    return this.works.read(SYSTEM, ctx => ctx.rows(table).get(where as never))
  }
  /** What the log says was done to a thing, oldest first. */
  async acts(subjectId: string): Promise<string[]> {
    const events = await this.works.read(SYSTEM, ctx => ctx.rows(auditEvents).all({ subjectId }, { position: 'ASC' }))
    return events.map(({ action }) => action)
  }
  /** Mails of the outbox, oldest first. */
  mails(where: Partial<OutboxMail> = {}): Promise<OutboxMail[]> {
    return this.works.read(SYSTEM, ctx => ctx.rows(outboxMails).all(where as never, { createdAt: 'ASC', id: 'ASC' }))
  }
  /** The mail as it would be sent, with its link. */
  letter(mail: OutboxMail): Promise<Letter> {
    return this.works.read(SYSTEM, ctx => letterOf(ctx, mail))
  }
  /** Sends what is due into `letters`. */
  async sendMails(): Promise<void> {
    const transport = { send: async (letter: Letter) => void this.letters.push(letter), close: () => undefined }
    await sendOutbox(this.works, transport, makeLog('silent'))
  }
  /** The path of the last letter's link to an address. */
  lastLink(address: string): string {
    const letter = this.letters.filter(({ to }) => to.address === address).at(-1)
    const url = /https:\/\/\S+/.exec(letter?.text ?? '')?.[0]
    if (url === undefined) throw new Error(`No link was mailed to ${address}`)
    return new URL(url).pathname
  }
}

/** A browser with cookies. Every answer's headers are checked (I12). */
export class Browser {
  readonly cookies = new Map<string, string>()
  readonly world: World
  constructor(world: World) {
    this.world = world
  }

  /** Follows redirects to the page at their end. */
  async get(path: string): Promise<Page> {
    return this.#follow(path, await this.raw('get', path))
  }
  /** Posts fields as they are, with nothing added. */
  async post(path: string, fields: Readonly<Record<string, string | readonly string[]>>): Promise<Page> {
    const response = await this.raw('post', path, fields)
    return this.#follow(path, response)
  }
  /** One request and its answer, redirects not followed. */
  async raw(
    method: 'get' | 'post' | 'head',
    path: string,
    fields?: Readonly<Record<string, string | readonly string[]>>,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<request.Response> {
    let sent = request(this.world.app.express)[method](path).set('Host', TEST_HOST).redirects(0)
    for (const [name, value] of Object.entries(headers)) sent = sent.set(name, value)
    if (this.cookies.size > 0)
      sent = sent.set('Cookie', [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; '))
    const response = await (fields === undefined ? sent : sent.type('form').send(encode(fields)))
    assertHeaders(path, response.status, response.headers)
    this.#keepCookies(response)
    return response
  }
  /** A file, as its bytes. */
  async download(path: string): Promise<Buffer> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await request(this.world.app.express)
      .get(path)
      .set('Host', TEST_HOST)
      .set('Cookie', cookie)
      .buffer(true)
      .parse((answer, done) => {
        const parts: Buffer[] = []
        answer.on('data', (part: Buffer) => parts.push(part))
        answer.on('end', () => done(null, Buffer.concat(parts)))
      })
    assertHeaders(path, response.status, response.headers)
    if (response.status !== 200) throw new Error(`${path} answered ${response.status}`)
    return response.body as Buffer
  }

  async signIn(email: string, password: string): Promise<Page> {
    const page = await this.get('/logga-in')
    return page.form('Logga in').submit({ email, password })
  }

  async #follow(path: string, response: request.Response, hops = 0): Promise<Page> {
    if (response.status < 300 || response.status >= 400 || hops > 5)
      return new Page(this, path, response.status, response.text ?? '', response.headers)
    const to = String(response.headers['location'])
    return this.#follow(to, await this.raw('get', to), hops + 1)
  }
  #keepCookies(response: request.Response): void {
    for (const line of [response.headers['set-cookie'] ?? []].flat()) {
      const [pair = '', ...rest] = String(line).split(';')
      const at = pair.indexOf('=')
      const name = pair.slice(0, at)
      if (rest.some(part => part.trim() === 'Max-Age=0')) this.cookies.delete(name)
      else this.cookies.set(name, pair.slice(at + 1))
    }
  }
}

function encode(fields: Readonly<Record<string, string | readonly string[]>>): string {
  const form = new URLSearchParams()
  for (const [name, value] of Object.entries(fields)) for (const each of [value].flat()) form.append(name, each)
  return form.toString()
}
