import { expect } from 'chai'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import { type Actor, SYSTEM } from '#src/kernel/actor.ts'
import { type Crawl, crawl, templateOf } from '#test/support/crawl.ts'
import { type DemoRole, demoBrowsers } from '#test/support/demo-world.ts'
import { contentOf, DryRun, hashOf } from '#test/support/dry-run.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

const WORD = 'Kvastfening'
const NOBODYS = '01900000-dead-7000-8000-000000000000'
/** Agencies are one register for all; "samma här" joins any systemfel, of which strangers see the few facts of product §10. */
const SHARED = /^\/myndigheter\/|\/samma-har$/
/** Open to everybody, with or without an account. */
const OPEN =
  /^\/(logga-in|glomt-losenord|hjalp|tillganglighet|svar|gemensam|kallelse|kalender|justera|uppdrag|mellan-moten|sprak|inbjudan|nytt-losenord|effekt\/(svara|:token))(\/|$)/

/** A page without what differs between two of the same: references, tokens, keys. */
const plain = (page: { html: string }, path: string): string =>
  page.html
    .replaceAll(path, 'PATH')
    .replaceAll(encodeURIComponent(path), 'PATH')
    .replace(/<code>[0-9a-f]{8}<\/code>/g, '')
    .replace(/name="(formKey|_csrf|returnTo|_from)" value="[^"]*"/g, '')

describe('Every route, for every kind of caller, on what is theirs, another’s and nobody’s (Z1, Z5)', function () {
  this.timeout(600_000)
  const dry = new DryRun()
  let world: World
  let browsers: Record<DemoRole, Browser>
  let stranger: Browser
  let theirs: Crawl
  let cells = 0
  const own = new Map<DemoRole, Crawl>()

  before(async () => {
    world = await World.open({}, dry.through)
    browsers = await demoBrowsers(world)
    stranger = await elsewhere(world)
    theirs = await crawl(stranger)
    for (const [role, browser] of Object.entries(browsers) as [DemoRole, Browser][]) own.set(role, await crawl(browser))
    dry.on = true
  })
  after(() => {
    dry.on = false
    process.stdout.write(`    ${cells} cells\n`)
  })

  /** Paths of things that only the strangers have. */
  function foreignPaths(): string[] {
    const known = new Set([...own.values()].flatMap(({ paths }) => [...paths]))
    return [...theirs.paths].filter(path => {
      const template = templateOf(world.app.routes, 'get', path)
      return template?.includes(':') && !known.has(path) && !SHARED.test(path)
    })
  }
  it('shows strangers their own pages, so that there is something to hide', () => {
    const templates = new Set(foreignPaths().map(path => templateOf(world.app.routes, 'get', path)))
    expect(templates, [...templates].join('\n')).to.include('/systemfel/:nr')
    expect([...templates].some(template => template?.startsWith('/moten/:id'))).to.equal(true)
    expect([...templates].some(template => template?.startsWith('/sammanstallningar/:id'))).to.equal(true)
    expect(templates.size).to.be.greaterThan(8)
    expect(theirs.pages.map(({ text }) => text).join()).to.include(WORD)
  })

  it('answers each role’s own links with a page', async () => {
    for (const [role, { pages }] of own)
      for (const page of pages) {
        expect(page.status, `${role} ${page.path}: ${page.text.slice(0, 200)}`).to.equal(200)
        cells += 1
      }
  })

  it('answers what is another’s exactly as what is nobody’s: 404, or 403 where the role has no such pages', async () => {
    const paths = foreignPaths()
    for (const [role, browser] of Object.entries(browsers) as [DemoRole, Browser][]) {
      for (const path of paths) {
        const page = await browser.get(path)
        expect(page.status, `${role} ${path}`).to.be.oneOf([403, 404])
        expect(page.html, `${role} ${path}`).not.to.include(WORD)
        const unknown = unknownLike(path)
        const nothing = await browser.get(unknown)
        expect(nothing.status, `${role} ${unknown}`).to.equal(page.status)
        expect(plain(page, path), `${role} ${path}`).to.equal(plain(nothing, unknown))
        cells += 2
      }
    }
  })

  /** The same path with an id or number that nobody has. */
  const unknownLike = (path: string): string =>
    path
      .replace(/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g, NOBODYS)
      .replace(/(SF|R)-\d{4}-\d{4}/g, '$1-1999-9999')
      .replace(/\/(grupper|verksamheter)\/[^/?]+/, '/$1/finns-inte')

  it('does nothing to what is another’s', async () => {
    dry.on = false
    const before = hashOf(await content())
    for (const [role, browser] of Object.entries(browsers) as [DemoRole, Browser][]) {
      const token = String((await browser.get('/min-sida')).postForms()[0]?.fields['_csrf'])
      const posts = theirs.forms.filter(({ action, template }) => isTheirs(role, action, template))
      for (const { action } of posts) {
        const fields = { _csrf: token, formKey: `x${role}-${cells}`.padEnd(30, 'x'), version: '1', reason: 'Ett skäl.' }
        const answer = await browser.raw('post', action, fields)
        expect(answer.status, `${role} POST ${action}`).to.be.oneOf([403, 404])
        cells += 1
      }
    }
    expect(hashOf(await content())).to.equal(before)
    dry.on = true
  })
  /** Things of the strangers. Administrators keep every group's seats. */
  const isTheirs = (role: DemoRole, action: string, template: string): boolean =>
    template.includes(':') &&
    !OPEN.test(action) &&
    !SHARED.test(action) &&
    !(role === 'admin' && action.startsWith('/grupper/'))
  const content = (): Promise<string> => world.works.snapshot(SYSTEM, ctx => contentOf(ctx.em))

  it('lets nobody in who has not signed in, or whose account is closed', async () => {
    dry.on = false
    const closed = await new Given(world).person([{ role: 'admin' }], { state: 'closed' })
    const shut = await new Given(world).browserOf(closed)
    dry.on = true
    for (const browser of [world.browser(), shut]) await expectShut(browser)
  })

  async function expectShut(browser: Browser): Promise<void> {
    const token = String((await browser.get('/logga-in')).form('Logga in').fields['_csrf'])
    for (const { method, path } of world.app.routes) {
      if (OPEN.test(path)) continue
      const concrete = path.replace(/:\w+/g, NOBODYS)
      if (method === 'get') expect((await browser.get(concrete)).path, concrete).to.match(/^\/logga-in\?till=/)
      else
        expect((await browser.post(concrete, { _csrf: token, formKey: 'k'.repeat(30) })).status, concrete).to.equal(401)
      cells += 1
    }
  }

  it('keeps each role out of routes that are not for it', async () => {
    for (const [role, browser] of Object.entries(browsers) as [DemoRole, Browser][]) {
      const actor = await actorOf(role)
      const shut = world.app.routes.filter(({ method, access }) => method === 'get' && !access.lets(actor))
      for (const { path } of shut) {
        const page = await browser.raw('get', path.replace(/:\w+/g, NOBODYS))
        expect(page.status, `${role} ${path}`).to.equal(403)
        cells += 1
      }
    }
  })
  async function actorOf(role: DemoRole): Promise<Actor> {
    const { id } = await world.row(people, { email: `${role}@demo.test` })
    const actor = await world.db.read(em => findActor(em, world.db.dialect, id))
    if (actor === null) throw new Error(role)
    return actor
  }

  it('shows the administrator no text of any report or systemfel (Z8)', async () => {
    const texts = (await world.rows(observations))
      .map(({ whatHappened }) => whatHappened)
      .filter(text => text.length > 20)
    const admin = own.get('admin') as Crawl
    for (const { html, path } of admin.pages)
      for (const text of texts) expect(html.includes(text.slice(0, 40)), path).to.equal(false)
    for (const path of ['/systemfel', '/rapporter', '/inkorg', '/moten', '/sammanstallningar'])
      expect((await (browsers.admin as Browser).raw('get', path)).status, path).to.equal(403)
  })

  it('writes nothing at GET and HEAD (S10)', async () => {
    dry.on = false
    const before = hashOf(await content())
    for (const [role, { pages }] of own) for (const { path } of pages as Page[]) await browsers[role].raw('head', path)
    expect(hashOf(await content())).to.equal(before)
    dry.on = true
  })
})

/** An office and a group somewhere else, with one of everything, and somebody who has every role there. */
async function elsewhere(world: World): Promise<Browser> {
  const given = new Given(world)
  const municipality = await given.municipality({ name: `${WORD} kommun` })
  const organisation = await given.organisation({ name: `${WORD} myndighet` })
  const contact = await given.contact(organisation)
  const office = await given.office({}, { municipality })
  const group = await given.group([office], { name: `${WORD} ledningsgrupp` })
  await given.seat(group, { organisationId: organisation.id })
  const person = await given.person([
    { role: 'ombud', officeId: office.id },
    { role: 'coordinator', officeId: office.id },
    { role: 'convener', groupId: group.id },
  ])
  const browser = await given.browserOf(person)
  await world.given(async ctx => {
    const deficiency = await makeDeficiency(ctx, {
      title: `${WORD} saknas`,
      description: `${WORD} saknas överallt och ingen svarar.`,
      level: 'local',
      facets: [],
      themes: ['vantetider'],
      organisationIds: [organisation.id],
      gap: false,
      officeId: office.id,
      municipalityIds: [municipality.id],
    })
    await assignAction(ctx, {
      deficiencyId: deficiency.id,
      kind: 'routine',
      description: `${WORD} införs`,
      organisationId: organisation.id,
      dueDay: '2026-12-24',
      state: 'accepted',
    })
    await askAgency(ctx, {
      deficiency,
      contactId: contact.id,
      question: `Varför saknas ${WORD}?`,
      termDays: 30,
      groupId: group.id,
      officeId: office.id,
    })
  })
  const filing = await (await browser.get('/rapportera'))
    .form('/rapportera')
    .send({ whatHappened: `${WORD} hindrar återigen.` })
  if (filing.status !== 200) throw new Error('The stranger could not file.')
  const plan = await browser.get('/moten/nytt')
  const planned = await plan.form('/moten').send({ groupId: group.id, day: '2026-12-15', time: '13:00', place: WORD })
  if (planned.status !== 200) throw new Error(`The stranger could not plan a meeting: ${planned.text.slice(0, 300)}`)
  const summary = await (await browser.get('/sammanstallningar/ny'))
    .form('/sammanstallningar')
    .send({ groupId: group.id, officeIds: office.id, period: '2026-2' })
  if (summary.status !== 200) throw new Error(`The stranger could not summarise: ${summary.text.slice(0, 300)}`)
  return browser
}
