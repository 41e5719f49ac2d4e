import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { hashPassword } from '#src/features/people/password.ts'
import { findPersonalData } from '#src/kernel/personal-data.ts'
import { describeInChromium, openChromium } from '#test/support/chromium.ts'
import { Given } from '#test/support/given.ts'
import { type RunningApp, startApp } from '#test/support/running-app.ts'
import { choose, pressEnter, tick, type } from './keyboard.ts'
import { axeContext, faultsHere } from './visit.ts'

const PASSWORD = 'tre röda hus vid ån'
const EMAIL = 'ombud@kommun.test'
const PHONE = { width: 390, height: 844 }
const TEXT = 'Boendestödet räcker inte till. Den som behöver hjälp varje dag får besök en gång i veckan.'
const QUESTION = 'Vilket hinder har ni mött?'
/** One of these is what the guard has a proposal for. */
const ASKED_ABOUT = [
  'Beslutet kom den 3 mars 2026 och ingen ringde.',
  'Handläggaren Berit Påhittsson svarar inte på meddelanden.',
  'Ingen svarar på 08-123 45 67 på dagarna.',
]
const NEXT = 'Spara och fortsätt'
const SAVED = /^Sparat \d/
const DRAFT = /\/rapportera\/[0-9a-f-]{36}$/

await describeInChromium('Filing in a browser with scripts on', function () {
  this.timeout(120_000)
  let app: RunningApp
  let browser: Browser
  const contexts: BrowserContext[] = []
  let number = ''

  before(async () => {
    app = await startApp()
    const given = new Given(app.world)
    const body = await given.organisation({ name: 'Socialpsykiatri och boendestöd' })
    const office = await given.office(
      { name: 'PO Tyresö' },
      { municipality: await given.municipality({ name: 'Tyresö' }) },
    )
    await given.person([{ role: 'ombud', officeId: office.id }], {
      email: EMAIL,
      passwordHash: await hashPassword(PASSWORD),
    })
    const made = await app.world.given(ctx =>
      makeDeficiency(ctx, {
        ...{ title: 'Lång väntan på god man', description: 'Det tar över ett år att få en god man.' },
        ...{ level: 'local', facets: [], themes: ['god_man'], organisationIds: [body.id], gap: false },
        officeId: office.id,
      }),
    )
    number = made.number
    browser = await openChromium()
  })
  after(async () => {
    await browser?.close()
    await app?.stop()
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
  })

  /** A phone, held upright, touched with a finger, with axe on board. */
  async function phone(): Promise<Page> {
    const context = await axeContext(browser, app.url, { viewport: PHONE, hasTouch: true, isMobile: true })
    contexts.push(context)
    const page = await context.newPage()
    await page.goto('/logga-in')
    await page.getByLabel('E-postadress').fill(EMAIL)
    await page.getByLabel('Lösenord').fill(PASSWORD)
    await tap(page, 'Logga in')
    return page
  }
  /** With a finger: a link or button by its name. */
  async function tap(page: Page, name: string): Promise<void> {
    const target = page.getByRole('link', { name }).or(page.getByRole('button', { name })).first()
    await Promise.all([page.waitForEvent('load'), target.tap()])
  }
  const pick = (page: Page, label: string): Promise<void> => page.getByText(label, { exact: true }).first().tap()
  const heading = (page: Page): Promise<string> => page.locator('h1').first().innerText()
  const status = (page: Page): Promise<string> => page.locator('.app-status').innerText()
  const stored = (where: Partial<Observation> = {}): Promise<Observation[]> => app.world.rows(observations, where)
  const said = (page: Page, text: string | RegExp): Promise<void> =>
    page.locator('.app-status', { hasText: text }).waitFor({ timeout: 15_000 })

  /** Sees that the page has nothing that axe finds, and no sideways scrolling. */
  async function clean(page: Page): Promise<void> {
    expect((await faultsHere(page, new URL(page.url()).pathname)).join('\n')).to.equal('')
  }

  it('W1: a report takes seven pages on a phone, from the start page to the receipt', async () => {
    const page = await phone()
    const pages: string[] = []
    const onwards = async (name: string, expected: string): Promise<void> => {
      await tap(page, name)
      expect(await heading(page), page.url()).to.equal(expected)
      pages.push(expected)
      await clean(page)
    }
    await clean(page)
    await onwards('Rapportera ett hinder', QUESTION)
    await page.getByLabel(QUESTION).fill(TEXT)
    await onwards(NEXT, 'Är det samma sak som något av dessa?')
    await onwards('Det är nytt', 'Vilken organisation gäller det?')
    await pick(page, 'Socialpsykiatri och boendestöd')
    await onwards(NEXT, 'På vilken nivå visar sig bristen?')
    await pick(page, 'Lokal nivå')
    await onwards(NEXT, 'Hur ofta och hur allvarligt?')
    await page.getByLabel('Första månaden').selectOption({ index: 2 })
    await pick(page, '2–4 klienter')
    await pick(page, 'Skadar eller förlänger')
    await onwards(NEXT, 'Kontrollera rapporten')
    await pick(page, 'Rapporten innehåller inga uppgifter om klienter')
    await onwards('Skicka rapporten', 'Rapporten är mottagen')
    expect(pages).to.have.length(7)
    expect(await stored({ state: 'draft' }), 'what the script kept became the report').to.deep.equal([])
  })

  it('W1: “samma här” takes two taps, a quick note one line and one, the month’s check a tick and one', async () => {
    const page = await phone()
    await page.goto(`/systemfel/${number}`)
    await tap(page, 'Samma här')
    await clean(page)
    await tap(page, 'Skicka samma här')
    expect(await heading(page)).to.equal('Rapporten är mottagen')
    await page.goto('/')
    await page.getByLabel('Snabbnotering').fill('Boendestödet uteblev tre veckor i rad')
    await tap(page, 'Spara noteringen')
    await clean(page)
    expect(await page.locator('main').innerText())
      .to.contain('Boendestödet uteblev')
      .and.contain('Gör klar')
    app.world.clock.moveTo('2026-12-21T09:00:00Z')
    const later = await phone()
    await tap(later, 'Månadsavstämning')
    await pick(later, 'Lång väntan på god man')
    await later.getByLabel('Hur många av dina klienter?').waitFor()
    await clean(later)
    await tap(later, 'Spara avstämningen')
    expect(await heading(later)).to.equal('Avstämningen för december 2026 är sparad')
    await clean(later)
  })

  it('W2: the same with nothing but the keyboard', async () => {
    const page = await phone()
    await page.goto('/')
    await type(page, 'Snabbnotering', 'Tolken kom inte heller den här gången')
    await pressEnter(page, 'Spara noteringen')
    await pressEnter(page, 'Gör klar')
    expect(await heading(page)).to.equal(QUESTION)
    for (const [button, next] of [
      [NEXT, 'Är det samma sak som något av dessa?'],
      ['Det är nytt', 'Vilken organisation gäller det?'],
    ] as const) {
      await pressEnter(page, button)
      expect(await heading(page)).to.equal(next)
    }
    await tick(page, 'Socialpsykiatri och boendestöd')
    await pressEnter(page, NEXT)
    await choose(page, 'Handläggarnivå', 'Lokal nivå')
    await pressEnter(page, NEXT)
    await page.getByLabel('Första månaden').focus()
    await page.keyboard.press('ArrowDown')
    await choose(page, '1 klient', '2–4 klienter')
    await choose(page, 'Försvårar', 'Skadar eller förlänger')
    await pressEnter(page, NEXT)
    await tick(page, 'Rapporten innehåller inga uppgifter om klienter')
    await pressEnter(page, 'Skicka rapporten')
    expect(await heading(page)).to.equal('Rapporten är mottagen')
    await page.goto(`/systemfel/${number}`)
    await pressEnter(page, 'Samma här')
    await pressEnter(page, 'Skicka samma här')
    expect(await heading(page)).to.equal('Rapporten är mottagen')
    app.world.clock.moveTo('2027-01-21T09:00:00Z')
    const later = await phone()
    await pressEnter(later, 'Månadsavstämning')
    await tick(later, 'Lång väntan på god man')
    await pressEnter(later, 'Spara avstämningen')
    expect(await later.locator('main').innerText()).to.contain('på 1 systemfel')
  })

  it('W5: what is typed is kept, through a dropped network, and the page says how it stands', async () => {
    const page = await phone()
    await tap(page, 'Rapportera ett hinder')
    const box = page.getByLabel(QUESTION)
    const before = (await stored()).length
    await box.pressSequentially('Kvastfening')
    await said(page, SAVED)
    expect(await status(page)).to.match(/^Sparat \d\d\.\d\d$/)
    expect(page.url()).to.match(DRAFT)
    await page.context().setOffline(true)
    await box.pressSequentially(' saknas överallt')
    await said(page, 'Inget nät. Texten ligger kvar här')
    await page.getByRole('button', { name: NEXT }).tap()
    await said(page, 'Inget är skickat')
    expect(await box.inputValue()).to.equal('Kvastfening saknas överallt')
    await clean(page)
    expect(await leaves(page), 'it warns who leaves').to.equal(false)
    await page.context().setOffline(false)
    await said(page, SAVED)
    expect(await leaves(page)).to.equal(true)
    await page.reload()
    expect(await page.getByLabel(QUESTION).inputValue()).to.equal('Kvastfening saknas överallt')
    expect(await stored()).to.have.length(before + 1)
  })
  /** Whether the page lets somebody leave without a question. */
  const leaves = (page: Page): Promise<boolean> =>
    page.evaluate<boolean>(`window.dispatchEvent(new Event('beforeunload', { cancelable: true }))`)

  it('P5: a number that may never be kept does not leave the page by itself, and the rest is kept once it is gone', async () => {
    const page = await phone()
    await tap(page, 'Rapportera ett hinder')
    const sent: string[] = []
    page.on('request', request => {
      if (request.method() === 'POST') sent.push(request.postData() ?? '')
    })
    const box = page.getByLabel(QUESTION)
    await box.fill('Hindret gäller 19121212-1212 varje månad')
    await said(page, 'Ta bort numret som aldrig får sparas')
    await page.evaluate(
      `document.dispatchEvent(new Event('visibilitychange')); window.dispatchEvent(new Event('pagehide'))`,
    )
    expect(sent).to.deep.equal([])
    await clean(page)
    await box.fill('Hindret återkommer varje månad')
    await said(page, SAVED)
    expect(sent).to.have.length(1)
    expect((await stored({ whatHappened: 'Hindret återkommer varje månad' })).length).to.equal(1)
  })

  it('replaces what the guard asks about with what it proposes, and keeps the text as it became', async function () {
    const typed = ASKED_ABOUT.find(text => findPersonalData(text).some(({ suggestion }) => suggestion !== null))
    // Where the guard proposes nothing there is nothing to press.
    if (typed === undefined) return this.skip()
    const page = await phone()
    await tap(page, 'Rapportera ett hinder')
    await page.getByLabel(QUESTION).fill(typed)
    await page.locator('.app-guard__button').first().tap()
    const text = await page.getByLabel(QUESTION).inputValue()
    expect(text).not.to.equal(typed)
    await said(page, SAVED)
    expect((await stored({ whatHappened: text })).length).to.equal(1)
  })

  it('keeps what was typed the moment before the page was left', async () => {
    const page = await phone()
    await tap(page, 'Rapportera ett hinder')
    const last = 'Det sista som skrevs innan sidan stängdes.'
    await page.getByLabel(QUESTION).fill(last)
    await page.goto('/rapporter')
    const arrived = async (): Promise<boolean> => (await stored({ whatHappened: last })).length === 1
    for (let tries = 0; tries < 50 && !(await arrived()); tries += 1) await new Promise(done => setTimeout(done, 100))
    expect(await arrived()).to.equal(true)
  })

  it('makes one draft when the button is pressed while the first words are on their way', async () => {
    const page = await phone()
    await tap(page, 'Rapportera ett hinder')
    const before = (await stored()).length
    // The draft is made, and the answer is slow.
    const arrived = new Promise<void>(done => {
      void page.route('**/rapportera/utkast', async route => {
        const response = await route.fetch({ maxRedirects: 0 })
        done()
        await new Promise(waited => setTimeout(waited, 1000))
        await route.fulfill({ response })
      })
    })
    await page.getByLabel(QUESTION).fill(TEXT)
    await arrived
    await tap(page, NEXT)
    expect(await heading(page)).to.equal('Är det samma sak som något av dessa?')
    expect(await stored()).to.have.length(before + 1)
  })

  it('says when the text was changed somewhere else, and its button shows both', async () => {
    const page = await phone()
    await tap(page, 'Rapportera ett hinder')
    await page.getByLabel(QUESTION).fill('Här skrevs det först.')
    await said(page, SAVED)
    const other = await page.context().newPage()
    await other.goto(page.url())
    await other.getByLabel(QUESTION).fill('Där skrevs något annat.')
    await said(other, SAVED)
    await page.getByLabel(QUESTION).fill('Här skrevs det mer.')
    await said(page, 'ändrad på ett annat ställe')
    await tap(page, NEXT)
    const both = await page.locator('main').innerText()
    expect(both).to.contain('Här skrevs det mer.').and.contain('Där skrevs något annat.')
  })

  it('S3: warns two minutes before the session ends, lets it go on, and gives the text back after a new sign-in', async () => {
    const page = await phone()
    await page.clock.install()
    await tap(page, 'Rapportera ett hinder')
    const start = app.world.clock.now().getTime()
    const after = async (minutes: number): Promise<void> => {
      app.world.clock.moveTo(new Date(start + minutes * 60_000))
      await page.clock.fastForward(minutes * 60_000)
    }
    await page.locator('.govuk-caption-l').click()
    await after(28.1)
    const stay = page.getByRole('dialog', { name: 'Du loggas snart ut' }).getByRole('button', { name: 'Fortsätt' })
    await stay.waitFor()
    expect(await page.evaluate<string>('document.activeElement.textContent')).to.equal('Fortsätt')
    await clean(page)
    await page.keyboard.press('Enter')
    await stay.waitFor({ state: 'detached' })
    await page.context().setOffline(true)
    await page.getByLabel(QUESTION).fill(TEXT)
    await page.clock.runFor(2000)
    await page.clock.fastForward(28 * 60_000)
    await stay.waitFor()
    expect(await page.evaluate<string>('document.activeElement.tagName'), 'somebody who writes goes on').to.equal(
      'TEXTAREA',
    )
    app.world.clock.moveTo(new Date(start + 70 * 60_000))
    await page.clock.fastForward(3 * 60_000)
    await page.getByText('Tryck på knappen och logga in').first().waitFor()
    await page.context().setOffline(false)
    await tap(page, NEXT)
    await page.getByText('Det du skrev finns kvar.').waitFor()
    await page.getByLabel('E-postadress').fill(EMAIL)
    await page.getByLabel('Lösenord').fill(PASSWORD)
    await tap(page, 'Logga in')
    expect(await page.getByLabel('Hindret').inputValue()).to.equal(TEXT)
    await clean(page)
    await tap(page, 'Skicka det jag skrev')
    expect(await heading(page)).to.equal('Är det samma sak som något av dessa?')
  })
})
