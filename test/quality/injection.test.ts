import { readdirSync, readFileSync } from 'node:fs'
import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import type { Grant } from '#src/kernel/actor.ts'
import { crawl, templateOf } from '#test/support/crawl.ts'
import { contentOf } from '#test/support/dry-run.ts'
import { type Browser, World } from '#test/support/world.ts'
import { PAIRS, PAYLOADS } from './sql-payloads.ts'
import { fillBoard, Scene } from './use-cases.ts'

/** Every parameter that an address takes. A page that reads another one fails the first test. */
const PARAMETERS: Readonly<Record<string, readonly string[]>> = {
  '/systemfel': [
    ...['lage', 'niva', 'tema', 'aspekt', 'organisation', 'kommun', 'verksamhet', 'grupp', 'ord', 'period', 'dagar'],
    ...['definition', 'kalla', 'sortering', 'efter', 'fore'],
  ],
  '/systemfel/:nr/mellan-moten': ['beslut', 'grupp', 'rattar'],
  '/sok': ['q', 'slag', 'fran', 'sida'],
  '/beslut': ['ord', 'grupp', 'ar', 'slag', 'organisation', 'efter', 'fore'],
  '/atgarder': [
    ...['lage', 'agare', 'grupp', 'verksamhet', 'slag', 'verkan', 'forsenade', 'vantar', 'ordning', 'efter', 'fore'],
  ],
  '/obesvarade': ['grupp', 'verksamhet', 'organisation', 'vantar', 'period', 'efter', 'fore'],
  '/inkomna-svar': ['efter', 'fore'],
  '/rapporter': ['fore'],
  '/aterkoppling': ['ar', 'lage', 'sida'],
  '/inkorg': ['nya', 'ater', 'klara', 'ombud', 'skyddad'],
  '/losningar': ['ord', 'slag', 'niva', 'tema'],
  '/manadsavstamning': ['manad', 'verksamhet', 'ord'],
  '/admin/logg': ['fore'],
  '/admin/drift': ['lage', 'mall', 'fore'],
  '/admin/drift/studs': ['adress'],
  '/admin/organisationer': ['q', 'slag'],
  '/myndigheter': ['q', 'slag'],
  '/myndigheter/kontakter': ['lage', 'organisation'],
  '/myndigheter/:slug': ['period'],
  '/sammanstallningar/ny': ['grupp'],
  '/grupper/:slug/platser/ny': ['part'],
  '/grupper/:slug/arsplan': ['ar'],
  '/moten/:id/punkter/1': ['beslut'],
  '/moten/:id/material': ['for', 'organisation', 'storstil'],
  '/moten/:id/punkter/:nr/forslag': ['beslut'],
  '/logga-in': ['till'],
}
/** What only shows something in a scene of its own: pairs of systemfel (`features/links`), a poster (`features/following`). */
const ONE_THING = ['med', 'plats']
const LISTS = Object.keys(PARAMETERS).filter(path => !path.includes(':'))
const HARMLESS = 'finns-inte-alls'
/** No row and no link. */
const NOTHING = '0'
/** Milliseconds; what sleeps or grinds in the database takes five seconds. */
const SOON = 4_000

describe('SQL in what an address says (I5)', function () {
  this.timeout(300_000)
  let world: World
  let browser: Browser
  let stored: string
  let paths: string[]
  let asked = 0

  before(async () => {
    world = await World.open()
    const scene = await Scene.of(world)
    browser = await everybody(scene)
    await fillBoard(scene)
    const { id } = await scene.board.deficiency({ title: 'Ett som är löst' })
    await world.given(ctx => ctx.rows(deficiencies).change(id, { state: 'resolved', closedAt: ctx.now }))
    paths = [...(await crawl(browser, { each: 1, from: ['/', ...LISTS] })).paths]
    stored = await content()
  })
  after(() => process.stdout.write(`    ${asked} requests\n`))
  const content = () => world.db.snapshot(em => contentOf(em, true))

  it('has all its parameters here', () => {
    const sources = readdirSync('src/features', { recursive: true, encoding: 'utf8' })
      .filter(name => name.endsWith('.ts'))
      .map(name => readFileSync(`src/features/${name}`, 'utf8'))
    const read = sources.flatMap(text => [
      ...[...text.matchAll(/\bquery\['(\w+)'\]/g)].map(([, name]) => name as string),
      ...[...text.matchAll(/\{([^{}]*)\}\s*=\s*query\b/g)].flatMap(([, names = '']) =>
        [...names.matchAll(/(?:^|,)\s*(\w+)/g)].map(([, name]) => name as string),
      ),
    ])
    const known = [...Object.values(PARAMETERS).flat(), ...ONE_THING]
    const filter = readFileSync('src/features/deficiencies/deficiency-filter.rules.ts', 'utf8')
    read.push(...[...filter.matchAll(/\bsaid\('(\w+)'\)/g)].map(([, name]) => name as string))
    expect([...new Set(read)].filter(name => !known.includes(name))).to.deep.equal([])
    expect(PAYLOADS.length).to.be.greaterThan(100)
    expect(new Set(PAYLOADS).size).to.equal(PAYLOADS.length)
  })

  for (const [template, names] of Object.entries(PARAMETERS))
    for (const name of names)
      it(`changes nothing in what ${template}?${name}= shows`, async () => {
        const path = concrete(template)
        const plain = await shown(path)
        expect(plain, `${path} lists nothing, so nothing is tried`).not.to.equal(NOTHING)
        // A list may come out empty, with what stands around it.
        const empty = plain.replace(/^\d+/, '0')
        const allowed = [plain, await shown(`${path}?${name}=${HARMLESS}`), NOTHING, empty]
        const found = new Map<string, string>()
        for (const payload of PAYLOADS) {
          const rows = await shown(`${path}?${name}=${encodeURIComponent(payload)}`)
          expect(rows, payload).to.be.oneOf(allowed)
          found.set(payload, rows)
        }
        for (const [right, wrong] of PAIRS) expect(found.get(right), right).to.equal(found.get(wrong))
      })

  it('finds nothing where it stands in a path', async () => {
    const templates = world.app.routes.filter(({ method, path }) => method === 'get' && path.includes(':'))
    const places = templates.flatMap(({ path: template }) => {
      const path = paths.find(each => templateOf(world.app.routes, 'get', each) === template) ?? template
      return parameterPlaces(template).map(at => ({ path, at }))
    })
    expect(places.length).to.be.greaterThan(50)
    expect(places.filter(({ path }) => !path.includes(':')).length).to.be.greaterThan(30)
    for (const [nth, { path, at }] of places.entries())
      for (const payload of PAYLOADS.filter((_, each) => each % 4 === nth % 4)) await expectNothing(path, at, payload)
  })

  it('has changed nothing that is stored', async () => {
    expect((await content()) === stored).to.equal(true)
  })

  const concrete = (template: string): string =>
    template.includes(':')
      ? ((
          paths.find(path =>
            new RegExp(`^${template.replace(/:\w+/g, '[^/]+')}$`).test(path.split('?')[0] as string),
          ) ?? `no ${template} among ${paths.length}`
        ).split('?')[0] as string)
      : template

  async function get(path: string) {
    asked += 1
    const started = performance.now()
    const answer = await (path.startsWith('/logga-in') ? world.browser() : browser).get(path)
    expect(performance.now() - started, path.slice(0, 200)).to.be.lessThan(SOON)
    return answer
  }

  /** What the page lists: its rows, and where each link of its content leads but for those to itself with another choice. */
  async function shown(path: string): Promise<string> {
    const page = await get(path)
    // Some parameters name a thing, which is there or is not.
    if (page.status === 404) return NOTHING
    expect(page.status, path.slice(0, 200)).to.equal(200)
    const own = path.split('?')[0]
    const links = page
      .$('main a[href]')
      .toArray()
      .map(link => (page.$(link).attr('href') ?? '').split('?')[0] as string)
      .filter(href => href.startsWith('/') && href !== own)
    return [page.$('main tbody tr').length, ...links.sort()].join('\n')
  }

  async function expectNothing(path: string, at: number, payload: string): Promise<void> {
    const segments = path.split('?')[0]?.split('/') ?? []
    const ending = /\.(docx|csv)$/.exec(segments[at] ?? '')?.[0] ?? ''
    segments[at] = encodeURIComponent(payload) + ending
    asked += 1
    const started = performance.now()
    const { status } = await browser.raw('get', segments.join('/'))
    expect(performance.now() - started).to.be.lessThan(SOON)
    expect(status, segments.join('/').slice(0, 200)).to.equal(404)
  }
  const parameterPlaces = (template: string): number[] =>
    template.split('/').flatMap((segment, at) => (segment.includes(':') ? [at] : []))
})

/** The board's ombud, whose reports they are, with every other role as well: she sees every list. */
async function everybody({ world, board }: Scene): Promise<Browser> {
  const common = { personId: board.ombud.id, officeId: null, groupId: null, areaId: null, organisationId: null }
  await world.given(ctx => {
    const grant = (role: Grant['role'], scope: object) => ({
      ...common,
      id: ctx.newId(),
      createdAt: ctx.now,
      role,
      ...scope,
    })
    return ctx
      .rows(grants)
      .insertAll([
        grant('coordinator', { officeId: board.office.id }),
        grant('convener', { groupId: board.group.id }),
        grant('admin', {}),
      ])
  })
  return board.given.browserOf(board.ombud)
}
