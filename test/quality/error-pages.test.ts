import { expect } from 'chai'
import { QueryFailedError } from 'typeorm'
import type { Database } from '#src/db/database.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { type Key, type Locale, translate } from '#src/i18n/translate.ts'
import { Busy } from '#src/kernel/errors.ts'
import { Given } from '#test/support/given.ts'
import { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

type Answer = Awaited<ReturnType<Browser['raw']>>
interface Scene {
  readonly locale: Locale
  readonly world: World
  readonly given: Given
  /** Nobody signed in. */
  readonly stranger: Browser
  readonly person: Person
  readonly admin: Browser
  /** The next unit of work or read fails in this way, or one after some that succeed. */
  readonly break: (what: 'read' | 'write', error: Error, after?: number) => void
}
type Provoke = (scene: Scene) => Promise<Answer>

/** As a database would say it: with the query, a path and the name of a package. */
const broken = (): Error =>
  new QueryFailedError('INSERT INTO "person" VALUES ($1)', ['Hemlig Uppgift'], new Error('at /srv/app/node_modules/pg'))

const invitation = { name: 'Bo', email: 'bo@kommun.test', role: 'admin' }
const blank = async ({ admin }: Scene) => (await admin.get('/admin/anvandare/ny')).form('/admin/anvandare')
async function invite(scene: Scene, fields: Record<string, string> = {}): Promise<Answer> {
  const form = await blank(scene)
  return scene.admin.raw('post', form.action, { ...form.fields, ...invitation, ...fields })
}
/** The form of an organisation, sent when somebody else has saved it. */
async function stale(scene: Scene): Promise<Answer> {
  const { slug } = await scene.given.organisation()
  const form = (await scene.admin.get(`/admin/organisationer/${slug}/redigera`)).form(
    scene.locale === 'sv' ? 'Spara' : 'Save',
  )
  return scene.admin.raw('post', form.action, { ...form.fields, version: '7' })
}

/** Each kind of error: its status, its heading, and how it comes about. */
const KINDS: readonly (readonly [string, number, Key, Provoke])[] = [
  [
    'an address that cannot be read',
    400,
    'errors.badRequestTitle',
    ({ stranger }) => stranger.raw('get', '/svar/%E0%A4%A'),
  ],
  [
    'a form without being signed in',
    401,
    'errors.signInTitle',
    async ({ stranger }) => {
      const { fields } = (await stranger.get('/logga-in')).form('/logga-in')
      return stranger.raw('post', '/min-sida/losenord', fields)
    },
  ],
  ['a page for another role', 403, 'errors.deniedTitle', ({ admin }) => admin.raw('get', '/systemfel')],
  ['a form without its token', 403, 'errors.deniedTitle', scene => invite(scene, { _csrf: 'x' })],
  ['a page that does not exist', 404, 'errors.missingTitle', ({ stranger }) => stranger.raw('get', '/finns-inte')],
  ['a mailed link that is not genuine', 404, 'errors.missingTitle', ({ stranger }) => stranger.raw('get', '/svar/x')],
  ['two editors', 409, 'errors.conflictTitle', stale],
  [
    'a form that is used up',
    409,
    'errors.conflictTitle',
    async scene => {
      const form = await blank(scene)
      await form.submit(invitation)
      return scene.admin.raw('post', form.action, { ...form.fields, ...invitation, name: 'Någon annan' })
    },
  ],
  ['a form that is too large', 413, 'errors.badRequestTitle', scene => invite(scene, { name: 'x'.repeat(110_000) })],
  ['a form with too many fields', 413, 'errors.badRequestTitle', scene => invite(scene, many())],
  [
    'a form of another kind',
    415,
    'errors.badRequestTitle',
    ({ stranger }) => stranger.raw('post', '/logga-in', undefined, { 'Content-Type': 'application/json' }),
  ],
  [
    'a database that fails',
    500,
    'errors.faultTitle',
    scene => {
      scene.break('write', broken())
      return invite(scene)
    },
  ],
  [
    'a database that fails before it is known who calls',
    500,
    'errors.faultTitle',
    scene => {
      scene.break('read', broken())
      return scene.stranger.raw('get', '/logga-in')
    },
  ],
  [
    'a database that is full',
    503,
    'errors.busyTitle',
    scene => {
      scene.break('write', new Busy('errors.busy', { reason: 'sqlite' }, { cause: broken() }))
      return invite(scene)
    },
  ],
]
const many = () => Object.fromEntries(Array.from({ length: 500 }, (_, at) => [`f${at}`, 'x']))

/** Anything that tells how the program is made: its stack, its queries, its folders, what it is built on. */
const INSIDES = [
  /\bat .+:\d+|\.(ts|js|ejs|sql)\b|\/(src|srv|home|usr|tmp|dist)\/|undefined|\[object|Hemlig/,
  /\b(SELECT|INSERT|UPDATE|DELETE|COMMIT|FROM|WHERE)\b|QueryFailed|\w+Error\b/,
  /node_modules|typeorm|express|sqlite|postgres|\bpg\b/i,
]

describe('The page of every kind of error (I13)', () => {
  for (const locale of ['sv', 'en'] as const)
    describe(`in ${locale === 'sv' ? 'Swedish' : 'English'}`, () => {
      for (const [what, status, title, provoke] of KINDS)
        it(`${what} (${status}) says what to do, nothing of the insides, and what finds its line in the log`, async () => {
          const scene = await sceneIn(locale)
          const answer = await provoke(scene)
          expect(answer.status, answer.text).to.equal(status)
          const page = new Page(scene.stranger, '', status, answer.text, answer.headers)
          expect(page.$('html').attr('lang')).to.equal(locale)
          expect(page.heading).to.equal(translate(locale, title))
          expect(page.$('main p').length).to.be.greaterThan(2)
          expectNoInsides(answer)
          expectOneLine(scene.world, page.$('main code').text(), status)
        })

      it('another host (421) says so, nothing of the insides, and what finds its line in the log', async () => {
        const { world, stranger } = await sceneIn(locale)
        const answer = await stranger.raw('get', '/logga-in', undefined, { Host: 'evil.test' })
        expect(answer.status).to.equal(421)
        expect(answer.text).to.contain(translate(locale, 'errors.misdirected'))
        expectNoInsides(answer)
        expectOneLine(world, /\b[0-9a-f]{8}\b/.exec(answer.text)?.[0] ?? '', 421)
      })
    })

  it('that fails itself is a plain one, and the fault is found by its reference', async () => {
    const scene = await sceneIn('sv')
    const { slug } = await scene.given.organisation()
    const form = (await scene.admin.get(`/admin/organisationer/${slug}/redigera`)).form(
      scene.locale === 'sv' ? 'Spara' : 'Save',
    )
    // Who calls is read first, then the stored text to show beside the one typed.
    scene.break('read', broken(), 1)
    const answer = await scene.admin.raw('post', form.action, { ...form.fields, version: '7' })
    expect(answer.status).to.equal(500)
    expectNoInsides(answer)
    const page = new Page(scene.stranger, '', 500, answer.text, answer.headers)
    expectOneLine(scene.world, page.$('main code').text(), 500)
  })

  it('of a faulty form (422) shows nothing of the insides either', async () => {
    const answer = await invite(await sceneIn('sv'), { email: 'inte en adress' })
    expect(answer.status).to.equal(422)
    expectNoInsides(answer)
  })

  function expectNoInsides({ text, headers }: Answer): void {
    const shown = text.replace(/"\/assets\/[^"]+"/g, '')
    for (const inside of INSIDES) expect(inside.exec(shown)?.[0]).to.equal(undefined)
    expect(JSON.stringify(headers)).not.to.match(/express|node|Hemlig/i)
  }
})

/** The reference leads to one line about the request, and for a fault to one with its stack. */
function expectOneLine(world: World, reference: string, status: number): void {
  expect(reference).to.match(/^[0-9a-f]{8}$/)
  const lines = world.logLines.map(line => JSON.parse(line)).filter(line => line.reference === reference)
  const expected = status === 500 ? ['fault', 'request'] : status === 503 ? ['busy', 'request'] : ['request']
  expect(lines.map(({ event }) => event)).to.deep.equal(expected)
  expect(lines.at(-1)).to.include({ status })
  if (status >= 500) expect(lines[0].fault).to.contain('node_modules/pg')
  expect(JSON.stringify(lines)).not.to.contain('Hemlig Uppgift')
}

async function sceneIn(locale: Locale): Promise<Scene> {
  const faults = { read: { error: new Error(), after: -1 }, write: { error: new Error(), after: -1 } }
  const failing =
    (kind: 'read' | 'write', db: Database): Database[typeof kind] =>
    async work => {
      if (faults[kind].after >= 0 && faults[kind].after-- === 0) throw faults[kind].error
      return db[kind](work)
    }
  const world = await World.open({}, db => ({
    ...db,
    read: failing('read', db),
    write: failing('write', db),
    snapshot: work => db.snapshot(work),
  }))
  const given = new Given(world)
  const person = await given.person([{ role: 'admin' }], { locale })
  const [stranger, admin] = [world.browser(), await given.browserOf(person)]
  for (const browser of [stranger, admin]) browser.cookies.set('__Host-lang', locale)
  return {
    locale,
    world,
    given,
    stranger,
    person,
    admin,
    break: (what, error, after = 0) => Object.assign(faults, { [what]: { error, after } }),
  }
}
