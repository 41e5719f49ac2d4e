import { expect } from 'chai'
import { QueryFailedError } from 'typeorm'
import type { Database } from '#src/db/database.ts'
import { Busy } from '#src/kernel/errors.ts'
import { assertHeaders } from '#test/support/headers.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Scene, USE_CASES } from './use-cases.ts'

/** Every browser of the tests checks each answer it gets; here it meets one of every kind. */
describe('The headers of every kind of answer (I12)', () => {
  let world: World
  let scene: Scene
  let coordinator: Browser
  let fault: Error | undefined
  before(async () => {
    world = await World.open(
      {},
      failing(() => fault),
    )
    scene = await Scene.of(world)
    coordinator = scene.coordinator
  })

  const kinds: readonly (readonly [string, number, () => ReturnType<Browser['raw']>])[] = [
    ['a page', 200, () => coordinator.raw('get', '/')],
    ['its head', 200, () => coordinator.raw('head', '/')],
    ['a page for everybody', 200, () => world.browser().raw('get', '/logga-in')],
    ['a redirect to signing in', 303, () => world.browser().raw('get', '/')],
    ['a form that is carried out', 303, () => sent({})],
    ['a faulty form', 422, () => sent({ question: '' })],
    ['a form without its token', 403, () => sent({ _csrf: '' })],
    ['a form that is too large', 413, () => sent({ question: 'x'.repeat(110_000) })],
    ['a form of another kind', 415, () => coordinator.raw('post', '/', undefined, { 'Content-Type': 'text/plain' })],
    ['a page that does not exist', 404, () => coordinator.raw('get', '/finns-inte')],
    ['an address that cannot be read', 400, () => coordinator.raw('get', '/svar/%E0%A4%A')],
    ['another host', 421, () => coordinator.raw('get', '/', undefined, { Host: 'evil.test' })],
    ['a method that nothing takes', 404, () => coordinator.raw('post', '/finns-inte', { _csrf: token })],
    ['a fault', 500, () => broken(new QueryFailedError('SELECT', [], new Error('on purpose')))],
    ['a database that is full', 503, () => broken(new Busy('errors.busy'))],
    ['being alive', 200, () => coordinator.raw('get', '/halsa/live')],
    ['being ready', 200, () => coordinator.raw('get', '/halsa/redo')],
    ['a style sheet', 200, async () => coordinator.raw('get', await asset('link[rel=stylesheet]', 'href'))],
    ['an asset that is gone', 404, () => coordinator.raw('get', '/assets/app.000000000000.css')],
  ]
  let token = ''
  async function sent(fields: Record<string, string>) {
    const { browser, form, filled } = await (USE_CASES['asking an agency directly'] as (typeof USE_CASES)[string])(
      scene,
    )
    return browser.raw('post', form.action, { ...form.fields, ...filled, ...fields })
  }
  async function broken(error: Error) {
    fault = error
    try {
      return await coordinator.raw('get', '/systemfel')
    } finally {
      fault = undefined
    }
  }
  async function asset(selector: string, attribute: string): Promise<string> {
    const page = await coordinator.get('/')
    token = String(page.form('/logga-ut').fields['_csrf'])
    return page.$(selector).attr(attribute) as string
  }

  for (const [what, status, get] of kinds)
    it(`are the expected ones for ${what} (${status})`, async () => {
      token = String((await coordinator.get('/')).form('/logga-ut').fields['_csrf'])
      expect((await get()).status).to.equal(status)
    })

  it('are the expected ones for files, which are taken as files', async () => {
    const draft = await (await coordinator.get('/sammanstallningar/ny')).form('Skapa utkast').submit()
    for (const ending of ['docx', 'csv']) {
      const answer = await coordinator.raw('get', `${draft.path}.${ending}`)
      expect(answer.status).to.equal(200)
      expect(answer.headers['content-disposition']).to.match(/^attachment; filename=\S+\.(docx|csv)$/)
      expect(answer.headers['content-type']).not.to.contain('html')
    }
  })

  it('are missed by the check when any of them is missing, or one too many is there', async () => {
    const { headers } = await coordinator.raw('get', '/')
    const names = ['content-security-policy', 'strict-transport-security', 'x-content-type-options', 'referrer-policy']
    const rest = ['cross-origin-opener-policy', 'x-frame-options', 'permissions-policy', 'cache-control']
    for (const name of [...names, ...rest])
      expect(() => assertHeaders('/', 200, { ...headers, [name]: undefined }), name).to.throw()
    for (const name of ['x-powered-by', 'server', 'access-control-allow-origin', 'etag'])
      expect(() => assertHeaders('/', 200, { ...headers, [name]: 'x' }), name).to.throw()
    for (const cookie of [
      'sid=x; Path=/; HttpOnly; SameSite=Lax; Secure',
      '__Host-sid=x; Path=/; SameSite=Lax; Secure',
    ])
      expect(() => assertHeaders('/', 200, { ...headers, 'set-cookie': [cookie] }), cookie).to.throw()
  })
})

const failing =
  (fault: () => Error | undefined) =>
  (db: Database): Database => ({
    ...db,
    read: async work => {
      const error = fault()
      if (error !== undefined) throw error
      return db.read(work)
    },
  })
