import { expect } from 'chai'
import { SYSTEM } from '#src/kernel/actor.ts'
import { crawl, type FoundForm, filled, freshForm, PROGRAM_FIELDS, writtenFields } from '#test/support/crawl.ts'
import { type DemoRole, demoBrowsers } from '#test/support/demo-world.ts'
import { contentOf, DryRun, hashOf } from '#test/support/dry-run.ts'
import { tracesOnDisk } from '#test/support/on-disk.ts'
import { Page, type PageForm } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

/** Skatteverket's own test number, valid as to date and Luhn. */
const CANARY = '121212-1212'
const EXTRA = {
  id: 'canary-id',
  officeId2: 'canary-office',
  state: 'canary-state',
  number: 'canary-number',
  createdAt: '2001-01-01',
  isAdmin: 'canary-admin',
  personId: 'canary-person',
  ombudId: 'canary-ombud',
  __proto__x: 'canary-proto',
  'constructor[prototype][polluted]': 'canary-polluted',
}

type Fields = Record<string, string | string[]>
interface Found extends FoundForm {
  readonly role: DemoRole
}

describe('Every form of the demo, as each role', function () {
  this.timeout(600_000)
  const dry = new DryRun()
  let world: World
  let browsers: Record<DemoRole, Browser>
  const forms: Found[] = []
  let untouched: string
  let someNumber: string

  before(async () => {
    world = await World.open({}, dry.through)
    browsers = await demoBrowsers(world)
    for (const [role, browser] of Object.entries(browsers) as [DemoRole, Browser][])
      forms.push(...(await crawl(browser)).forms.map(form => ({ ...form, role })))
    untouched = await content()
    someNumber = /SF-\d{4}-\d{4}/.exec((await browsers.samordnare.get('/systemfel')).text)?.[0] ?? ''
    dry.on = true
  })
  after(() => {
    dry.on = false
  })

  const content = (): Promise<string> => world.works.snapshot(SYSTEM, ctx => contentOf(ctx.em))
  async function each(work: (form: PageForm, found: Found, browser: Browser) => Promise<void>): Promise<number> {
    let count = 0
    for (const found of forms) {
      const browser = browsers[found.role]
      const form = await freshForm(browser, found)
      expect(form, `${found.page} no longer shows ${found.action}`).not.to.equal(null)
      const cookies = [...browser.cookies]
      await work(form as PageForm, found, browser)
      browser.cookies.clear()
      for (const [name, value] of cookies) browser.cookies.set(name, value)
      count += 1
    }
    return count
  }
  const where = ({ role, page, action }: Found): string => `${role} ${page} → ${action}`

  it('is found, on many routes', () => {
    const routes = new Set(forms.map(({ template }) => template))
    expect(routes.size, [...routes].join('\n')).to.be.greaterThan(35)
  })

  it('is refused without its token, with another’s, and from another site; nothing changes (S8)', async () => {
    const stranger = world.browser()
    await stranger.get('/logga-in')
    await each(async (form, found, browser) => {
      const fields = filled(form)
      const { _csrf: token, ...bare } = fields
      const foreign = { ...fields, _csrf: `${String(token).slice(1)}x` }
      const answers = [
        await browser.raw('post', form.action, bare),
        await browser.raw('post', form.action, foreign),
        await browser.raw('post', form.action, fields, { 'Sec-Fetch-Site': 'cross-site' }),
        await browser.raw('post', form.action, fields, { Origin: 'null' }),
      ]
      expect(
        answers.map(({ status }) => status),
        where(found),
      ).to.deep.equal([403, 403, 403, 403])
    })
    expect(hashOf(await content())).to.equal(hashOf(untouched))
  })

  it('sent empty is answered with the page again, or does what needs no words; never a fault', async () => {
    await each(async (form, found, browser) => {
      const empty: Record<string, string | string[]> = { ...form.fields }
      for (const name of writtenFields(form)) empty[name] = ''
      const { status, text, headers } = await browser.raw('post', form.action, empty)
      const page = new Page(browser, form.action, status, text, headers)
      expect(page.status, `${where(found)}\n${page.text.slice(0, 300)}`).to.be.oneOf([303, 422, 409])
      if (page.status === 422) expectSummary(page, found)
    })
    expect(hashOf(await content())).to.equal(hashOf(untouched))
  })

  function expectSummary(page: Awaited<ReturnType<Browser['post']>>, found: Found): void {
    expect(page.errors.length, `${where(found)} shows no error summary`).to.be.greaterThan(0)
    for (const link of page.$('.govuk-error-summary__list a[href^="#"]').toArray()) {
      const id = (page.$(link).attr('href') ?? '').slice(1)
      expect(page.$(`[id="${id}"]`).length, `${where(found)}: the summary links to #${id}`).to.equal(1)
    }
  }

  it('never takes a personal number in any box: the page again, the text kept, stored nowhere (P5)', async () => {
    let boxes = 0
    await each(async (form, found, browser) => {
      for (const name of writtenFields(form)) {
        const fresh = (await freshForm(browser, found)) as PageForm
        const typed = `Hindret gäller ${CANARY} varje månad`
        dry.left = ''
        const page = await browser.post(fresh.action, { ...filled(fresh), [name]: typed })
        expect(page.status, `${where(found)} ${name}: ${page.text.slice(0, 200)}`).to.equal(422)
        expect(page.html.includes(CANARY), `${where(found)} ${name}: the text is lost`).to.equal(true)
        expect(dry.left.includes(CANARY), `${where(found)} ${name} was written`).to.equal(false)
        boxes += 1
      }
    })
    expect(boxes).to.be.greaterThan(50)
    const whole = await world.works.snapshot(SYSTEM, ctx => contentOf(ctx.em, true))
    expect(whole).not.to.include(CANARY)
    expect(world.logLines.join('\n')).not.to.include(CANARY)
    expect(await tracesOnDisk(world, CANARY)).to.deep.equal([])
  })

  it('takes no field that it does not have (Z4)', async () => {
    let done = 0
    await each(async (form, found, browser) => {
      dry.left = ''
      const page = await browser.raw('post', form.action, { ...EXTRA, ...filled(form) })
      expect(page.status, where(found)).to.be.oneOf([303, 422, 409])
      expect(dry.left, where(found)).not.to.match(/canary-/)
      if (page.status === 303) done += 1
    })
    expect(({} as Record<string, unknown>)['polluted']).to.equal(undefined)
    expect(done, 'forms that were carried out').to.be.greaterThan(25)
  })

  it('takes no id that is somebody else’s or nobody’s (Z3)', async () => {
    const nobodys = '01900000-dead-7000-8000-000000000000'
    let swapped = 0
    await each(async (form, found, browser) => {
      const fields = filled(form)
      for (const [name, value] of Object.entries(fields)) {
        if (PROGRAM_FIELDS.includes(name) || typeof value !== 'string' || !/^[0-9a-f]{8}-[0-9a-f]{4}-/.test(value))
          continue
        const fresh = (await freshForm(browser, found)) as PageForm
        dry.left = ''
        const answer = await browser.raw('post', fresh.action, {
          ...fields,
          ...programFields(fresh),
          [name]: nobodys,
        })
        expect(answer.status, `${where(found)} ${name}`).to.be.oneOf([303, 404, 422, 403, 409])
        expect(dry.left.includes(nobodys), `${where(found)} ${name} was written`).to.equal(false)
        swapped += 1
      }
    })
    expect(swapped).to.be.greaterThan(10)
  })
  const programFields = (form: PageForm): Record<string, string | string[]> =>
    Object.fromEntries(Object.entries(form.fields).filter(([name]) => PROGRAM_FIELDS.includes(name)))

  it('that edits tells the second of two editors, with both texts, and keeps the first (C4)', async () => {
    let edits = 0
    await each(async (form, found, browser) => {
      if (!form.names.includes('version')) return
      edits += 1
      const { page, typed } = await sentStale(form, found, browser)
      expect(page.status, `${where(found)}: ${page.text.slice(0, 300)}`).to.equal(409)
      expect(page.text, where(found)).to.match(/[Nn]ågon annan/)
      for (const name of writtenFields(form))
        expect(page.text, `${where(found)} ${name}`).to.include(
          String(typed[name] ?? '')
            .trim()
            .replace(/\s+/g, ' '),
        )
    })
    expect(edits).to.be.greaterThan(5)
  })
  /** Something new in the first box, so that there is a change to lose. */
  function otherText(form: PageForm): Fields {
    const box = writtenFields(form).find(name => ['text', 'textarea'].includes(form.typeOf(name)) && form.fields[name])
    return box === undefined ? {} : { [box]: `${String(form.fields[box])} igen` }
  }
  /** With the version of another time; filled in first where the form as it stands would not do. */
  async function sentStale(form: PageForm, found: Found, browser: Browser): Promise<{ page: Page; typed: Fields }> {
    const typed: Fields = { ...form.fields, ...otherText(form), version: '999999' }
    const page = await reviewing(browser, form, typed)
    if (page.status !== 422) return { page, typed }
    const again: Fields = {
      ...filled((await freshForm(browser, found)) as PageForm),
      ...(form.names.includes('number') ? { number: someNumber } : {}),
      version: '999999',
    }
    return { page: await reviewing(browser, form, again), typed: again }
  }
  /** Sends the fields; where the privacy guard asks, once more with an answer to each thing. */
  async function reviewing(browser: Browser, { action }: PageForm, fields: Fields): Promise<Page> {
    const page = await browser.post(action, fields)
    const answers =
      page
        .postForms()
        .find(form => form.action === action)
        ?.reviewed() ?? {}
    return page.status === 422 && Object.keys(answers).length > 0
      ? browser.post(action, { ...fields, ...answers })
      : page
  }

  it('leaves traces on the disk where it is kept, so that the search for them means something (P5)', async () => {
    dry.on = false
    const form = (await browsers.ombud.get('/rapportera')).form('Spara och fortsätt')
    await form.submit({ whatHappened: 'Lokatten sitter kvar i kön.' })
    dry.on = true
    expect(await tracesOnDisk(world, 'Lokatten sitter kvar')).not.to.deep.equal([])
  })
})
