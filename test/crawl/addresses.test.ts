import { expect } from 'chai'
import { type Crawl, crawl, templateOf } from '#test/support/crawl.ts'
import { DEMO_ROLES, type DemoRole, demoBrowsers } from '#test/support/demo-world.ts'
import { NAUGHTY } from '#test/support/naughty.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

/** Written so that an address can hold it, and so that it cannot. */
const ENCODED: readonly string[] = [
  '%00',
  '%0d%0aX-Own:%201',
  '%252e%252e%252f',
  '%c0%ae%c0%ae/',
  '%ff%fe',
  '%E0%A4%A',
  '%',
  '%ed%a0%80',
  '..;/',
  '%2e%2e/%2e%2e/etc/passwd',
  'x'.repeat(2_000),
  `${'%41'.repeat(900)}`,
  `${'a.'.repeat(900)}b`,
  '-'.repeat(1_900),
]
const HEADERS = [
  'Accept',
  'Accept-Encoding',
  'Accept-Language',
  'Cache-Control',
  'Content-Type',
  'DNT',
  'Forwarded',
  'From',
  'If-Modified-Since',
  'If-None-Match',
  'Origin',
  'Range',
  'Referer',
  'Sec-Fetch-Mode',
  'Sec-Fetch-Site',
  'User-Agent',
  'X-Forwarded-For',
  'X-Forwarded-Host',
  'X-Forwarded-Proto',
  'X-HTTP-Method-Override',
] as const

/** A value that a header can carry. */
const carried = (text: string): string => text.replace(/[^\t\x20-\x7e\x80-\xff]/g, '?')
/** Short enough for an address: longer ones Node refuses by itself, before the program. */
const inUrl = (text: string): string => encodeURIComponent(Buffer.from(text.slice(0, 900)).toString())

describe('Whatever stands in an address, a cookie or a header (I2)', function () {
  this.timeout(600_000)
  let world: World
  let browsers: Record<DemoRole, Browser>
  const own = new Map<DemoRole, Crawl>()
  let asked = 0

  before(async () => {
    world = await World.open()
    browsers = await demoBrowsers(world)
    for (const role of DEMO_ROLES) own.set(role, await crawl(browsers[role], { each: 1 }))
  })
  after(() => process.stdout.write(`    ${asked} requests\n`))

  async function ask(browser: Browser, path: string, headers: Record<string, string> = {}): Promise<void> {
    const cookies = [...browser.cookies]
    const { status } = await browser.raw('get', path, undefined, headers)
    browser.cookies.clear()
    for (const [name, value] of cookies) browser.cookies.set(name, value)
    asked += 1
    expect(status, `${path.slice(0, 200)} ${JSON.stringify(headers).slice(0, 200)}`).to.be.within(200, 499)
  }

  /** One path of each route, with somebody who may open it. */
  function places(): { readonly path: string; readonly browser: Browser }[] {
    const found = new Map<string, { path: string; browser: Browser }>()
    for (const [role, { paths }] of own)
      for (const path of paths) {
        const template = templateOf(world.app.routes, 'get', path)
        if (template !== null && !found.has(template)) found.set(template, { path, browser: browsers[role] })
      }
    return [...found.values()]
  }
  /** Each parameter of each route, as forms and links of the pages have it, with somebody who may ask. */
  function parameters(): { readonly path: string; readonly name: string; readonly browser: Browser }[] {
    const found = new Map<string, { path: string; name: string; browser: Browser }>()
    for (const [role, { pages }] of own)
      for (const { path, name } of pages.flatMap(page => [...inForms(page), ...inLinks(page)])) {
        const key = `${templateOf(world.app.routes, 'get', path)} ${name}`
        if (!found.has(key)) found.set(key, { path, name, browser: browsers[role] })
      }
    return [...found.values()]
  }
  const inForms = (page: Page) =>
    page
      .$('form[method=get]')
      .toArray()
      .flatMap(form =>
        page
          .$(form)
          .find('[name]')
          .toArray()
          .map(each => ({ path: page.$(form).attr('action') ?? page.path, name: page.$(each).attr('name') ?? '' })),
      )
      .map(each => ({ ...each, path: each.path.split('?')[0] as string }))
  const inLinks = (page: Page) =>
    page
      .$('main a[href*="?"]')
      .toArray()
      .map(link => new URL(page.$(link).attr('href') ?? '', `http://x${page.path}`))
      .flatMap(({ pathname: path, searchParams }) => [...searchParams.keys()].map(name => ({ path, name })))

  it('is answered in a path, never with a fault', async () => {
    expect(places().length).to.be.greaterThan(60)
    for (const [nth, { path, browser }] of places().entries()) {
      const parts = (path.split('?')[0] as string).split('/')
      const at = Math.max(1, parts.length - 1 - (nth % 2))
      const texts = NAUGHTY.filter((_, each) => each % 31 === nth % 31).map(inUrl)
      for (const text of [...texts, ...ENCODED.filter((_, each) => each % 4 === nth % 4)]) {
        const changed = [...parts]
        changed[at] = text
        await ask(browser, changed.join('/'))
      }
    }
  })

  it('is answered in a parameter, also twice, as a list and as an object', async () => {
    const all = parameters()
    expect(all.length).to.be.greaterThan(40)
    for (const [nth, { path, name, browser }] of all.entries()) {
      const texts = NAUGHTY.filter((_, each) => each % 23 === nth % 23).map(inUrl)
      const odd = [
        `${name}=1&${name}=2`,
        `${name}[]=1`,
        `${name}[a]=1`,
        `${name}[__proto__][x]=1`,
        `__proto__[x]=1&${name}`,
      ]
      for (const query of [...[...texts, ...ENCODED].map(text => `${name}=${text}`), ...odd])
        await ask(browser, `${path}?${query}`)
    }
    expect(({} as Record<string, unknown>)['x']).to.equal(undefined)
  })

  it('is answered in a cookie and in twenty headers', async () => {
    const browser = browsers.samordnare
    for (const [nth, header] of HEADERS.entries())
      for (const text of NAUGHTY.filter((_, each) => each % 20 === nth))
        await ask(browser, '/systemfel', { [header]: carried(text) })
    for (const text of NAUGHTY.filter((_, each) => each % 4 === 0))
      await ask(world.browser(), '/', {
        Cookie: `__Host-sid=${carried(text)}; __Host-lang=${carried(text)}; __Host-notice=${carried(text)}`,
      })
  })
})
