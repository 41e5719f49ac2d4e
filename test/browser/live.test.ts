import { expect } from 'chai'
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { openMeeting } from '#src/features/meetings/end-meeting.ts'
import { findMeeting } from '#src/features/meetings/meeting.queries.ts'
import { planMeeting } from '#src/features/meetings/plan-meeting.ts'
import { hashPassword } from '#src/features/people/password.ts'
import { people } from '#src/features/people/person.entity.ts'
import { findActor } from '#src/features/people/person.queries.ts'
import { describeInChromium, openChromium } from '#test/support/chromium.ts'
import { Given } from '#test/support/given.ts'
import { type RunningApp, startApp } from '#test/support/running-app.ts'
import { tabTo } from './keyboard.ts'
import { axeContext, faultsHere } from './visit.ts'

const PASSWORD = 'tre röda hus vid ån'
const CONVENER = 'sekreterare@kommun.test'
const MEMBER = 'ledamot@kommun.test'
const ITEMS = 10
const SAVE = 'Spara och nästa'
/** The participants' page asks every three seconds. */
const ONE_POLL = 3_000 + 2_000
/** As the keys of eight decisions: those that need no more than they come with. */
const AGREED = [6, 5, 3, 6, 5, 3, 6, 5, 3, 6]

await describeInChromium('A running meeting in a browser with scripts on', function () {
  this.timeout(180_000)
  let app: RunningApp
  let browser: Browser
  let meetingId = ''
  const contexts: BrowserContext[] = []

  before(async () => {
    browser = await openChromium()
  })
  after(() => browser?.close())
  beforeEach(async () => {
    app = await startApp()
    const given = new Given(app.world)
    const agency = await given.organisation({ name: 'Försäkringskassan' })
    const office = await given.office({ name: 'PO Granåsen' })
    const group = await given.group([office], { name: 'Ledningsgruppen Granåsen' })
    const passwordHash = await hashPassword(PASSWORD)
    const { id } = await given.person([{ role: 'convener', groupId: group.id }], { email: CONVENER, passwordHash })
    await given.person([{ role: 'member', groupId: group.id }], { email: MEMBER, passwordHash })
    await app.world.given(async ctx => {
      for (let nr = 1; nr <= ITEMS; nr++)
        await makeDeficiency(ctx, {
          ...{ title: `Systemfel ${nr}`, description: 'Köer.', level: 'local', facets: [], themes: [], gap: false },
          ...{ organisationIds: [agency.id], officeId: office.id },
        })
    })
    const actor = await app.world.db.read(em => findActor(em, app.world.db.dialect, id))
    if (actor === null) throw new Error('There is no convener.')
    await app.world.works.write(actor, async ctx => {
      meetingId = (await planMeeting(ctx, { groupId: group.id, day: ctx.today, time: '13:00', place: 'Rådhuset' })).id
    })
    await app.world.works.write(actor, async ctx => {
      const meeting = await findMeeting(ctx, meetingId)
      await openMeeting(ctx, meeting, { version: meeting.version })
    })
  })
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close()
    await app.stop()
  })

  /** In a window of her own, at a page of the meeting; counts the pages that are loaded anew, and watches for faults. */
  async function seated(email: string, path: string, options: BrowserContextOptions = {}) {
    const context = await axeContext(browser, app.url, options)
    contexts.push(context)
    const page = await context.newPage()
    await page.goto('/logga-in')
    await page.getByLabel('E-postadress').fill(email)
    await page.getByLabel('Lösenord').fill(PASSWORD)
    await page.getByRole('button', { name: 'Logga in' }).click()
    await page.waitForURL(address => address.pathname === '/')
    await page.goto(`/moten/${meetingId}${path}`)
    const seen = { loads: 0, faults: [] as string[] }
    page.on('load', () => {
      seen.loads += 1
    })
    page.on('pageerror', error => void seen.faults.push(error.message))
    page.on('console', message => {
      if (/Content Security Policy|Trusted/i.test(message.text())) seen.faults.push(message.text())
    })
    return { page, seen, context }
  }
  const switchOn = async (): Promise<void> => {
    const { id } = await app.world.row(people, { email: CONVENER })
    await app.world.given(ctx => ctx.rows(people).change(id, { shortcuts: true }))
  }
  const atItem = (page: Page, nr: number): Promise<void> =>
    page.locator('h1:focus', { hasText: new RegExp(`^Systemfel ${nr}$`) }).waitFor({ timeout: 20_000 })
  const formOpen = (page: Page): Promise<void> => page.locator('[data-decision] h3:focus').waitFor({ timeout: 20_000 })
  const texts = async (): Promise<string[]> => (await app.world.rows(decisions)).map(({ text }) => text)

  it('W5: ten agreed items take two key presses each, with the keys switched on, and no page is loaded anew', async () => {
    await switchOn()
    const { page, seen } = await seated(CONVENER, '/punkter/1')
    let presses = 0
    const press = async (key: string): Promise<void> => {
      presses += 1
      await page.keyboard.press(key)
    }
    const began = Date.now()
    for (const [index, key] of AGREED.entries()) {
      await press(String(key))
      await formOpen(page)
      await press('Enter')
      if (index + 1 < ITEMS) await atItem(page, index + 2)
    }
    await page.getByRole('heading', { level: 1, name: /Ledningsgruppen Granåsen/ }).waitFor()
    const each = Math.round((Date.now() - began) / ITEMS)
    process.stdout.write(`    ${ITEMS} decisions, ${presses / ITEMS} presses and ${each} ms each, with the keys\n`)
    expect(presses).to.equal(2 * ITEMS)
    expect(await texts()).to.have.length(ITEMS)
    expect(seen).to.deep.equal({ loads: 0, faults: [] })
    expect(new URL(page.url()).pathname).to.equal(`/moten/${meetingId}`)
    expect(await page.title()).to.include('Ledningsgruppen Granåsen')
  })

  it('W2: the same by Tab and Enter alone, with the keys left off; digits and arrows then do nothing', async () => {
    const { page, seen } = await seated(CONVENER, '/punkter/1')
    for (const key of ['6', 'ArrowRight']) await page.keyboard.press(key)
    expect(new URL(page.url()).search).to.equal('')
    let presses = 0
    const began = Date.now()
    for (let nr = 1; nr <= ITEMS; nr += 1) {
      presses += await tabs(page, '6.')
      await page.keyboard.press('Enter')
      await formOpen(page)
      presses += await tabs(page, SAVE)
      await page.keyboard.press('Enter')
      presses += 2
      if (nr < ITEMS) await atItem(page, nr + 1)
    }
    await page.getByRole('heading', { level: 1, name: /Ledningsgruppen Granåsen/ }).waitFor()
    const each = Math.round((Date.now() - began) / ITEMS)
    process.stdout.write(`    ${ITEMS} decisions, ${presses / ITEMS} presses and ${each} ms each, without them\n`)
    expect(await texts()).to.have.length(ITEMS)
    expect(seen).to.deep.equal({ loads: 0, faults: [] })
  })
  /** Tabs on to a control, and tells how many presses it took. */
  async function tabs(page: Page, name: string): Promise<number> {
    let count = 0
    page.keyboard.press = counted(page, () => {
      count += 1
    })
    await tabTo(page, name)
    return count
  }
  const counted = (page: Page, count: () => void): Page['keyboard']['press'] => {
    const press = Object.getPrototypeOf(page.keyboard).press as Page['keyboard']['press']
    return (key, options) => {
      count()
      return press.call(page.keyboard, key, options)
    }
  }

  it('two clicks record an agreed item, and the status says so politely', async () => {
    const { page, seen } = await seated(CONVENER, '/punkter/1')
    await page.getByRole('link', { name: 'Notera och bevaka' }).click()
    await formOpen(page)
    await page.getByRole('button', { name: SAVE }).click()
    await atItem(page, 2)
    await page.getByRole('status').filter({ hasText: 'Beslutet är sparat.' }).waitFor()
    expect(await page.title()).to.include('Systemfel 2')
    expect(new URL(page.url()).pathname).to.equal(`/moten/${meetingId}/punkter/2`)
    await page.goBack()
    await page.getByRole('heading', { level: 1, name: 'Systemfel 1' }).waitFor()
    expect(seen.faults).to.deep.equal([])
  })

  it('W5: the keys leave a box that is written in alone, and the arrows go from item to item', async () => {
    await switchOn()
    const { page, seen } = await seated(CONVENER, '/punkter/1')
    await page.keyboard.press('ArrowRight')
    await atItem(page, 2)
    await page.keyboard.press('ArrowLeft')
    await atItem(page, 1)
    await page.keyboard.press('6')
    await formOpen(page)
    const box = page.getByLabel('Beslutets text')
    await box.fill('')
    await box.pressSequentially('Vi bevakar 1 till 8.')
    await page.keyboard.press('Enter')
    await page.keyboard.press('ArrowLeft')
    expect(await box.inputValue()).to.equal('Vi bevakar 1 till 8.\n')
    await page.keyboard.press('Control+6')
    expect(await texts()).to.deep.equal([])
    expect(seen).to.deep.equal({ loads: 0, faults: [] })
  })

  it('shows what is to be mended without losing it or loading the page', async () => {
    const { page, seen } = await seated(CONVENER, '/punkter/1')
    await page.getByRole('link', { name: 'Avsluta utan åtgärd' }).click()
    await formOpen(page)
    await page.getByLabel('Beslutets text').fill('Vi avslutar.')
    await page.getByRole('button', { name: SAVE }).click()
    await page.locator('.govuk-error-summary:focus').waitFor()
    expect(await page.getByLabel('Beslutets text').inputValue()).to.equal('Vi avslutar.')
    expect(new URL(page.url()).pathname).to.equal(`/moten/${meetingId}/punkter/1`)
    await page.getByLabel('Skäl').fill('Det är löst.')
    await page.getByRole('button', { name: SAVE }).click()
    await atItem(page, 2)
    expect(await texts()).to.deep.equal(['Vi avslutar.'])
    expect(seen).to.deep.equal({ loads: 0, faults: [] })
  })

  it('keeps what is typed when the net goes, says so, warns who leaves, and saves when it is back', async () => {
    const { page, seen, context } = await seated(CONVENER, '/punkter/1')
    await page.getByRole('link', { name: 'Notera och bevaka' }).click()
    await formOpen(page)
    await page.getByLabel('Beslutets text').fill('Vi bevakar utan nät.')
    await context.setOffline(true)
    await page.getByRole('button', { name: SAVE }).click()
    await page.getByRole('status').filter({ hasText: 'Inget nät. Texten ligger kvar här' }).waitFor()
    expect(await page.getByLabel('Beslutets text').inputValue()).to.equal('Vi bevakar utan nät.')
    const asked = page.waitForEvent('dialog')
    void page.getByRole('link', { name: 'Ledningsgruppen Granåsen' }).click({ noWaitAfter: true })
    const dialog = await asked
    expect(dialog.type()).to.equal('beforeunload')
    await dialog.dismiss()
    expect(await page.getByLabel('Beslutets text').inputValue()).to.equal('Vi bevakar utan nät.')
    await context.setOffline(false)
    await atItem(page, 2)
    expect(await texts()).to.deep.equal(['Vi bevakar utan nät.'])
    expect(seen.faults).to.deep.equal([])
  })

  it('decides once when the answer is lost on its way: the same form is sent again (C5)', async () => {
    const { page } = await seated(CONVENER, '/punkter/1')
    let lost = 0
    await page.route('**/beslut', async route => {
      const answered = lost > 0
      if (answered) return route.continue()
      lost += 1
      await route.fetch({ maxRedirects: 0 })
      await route.abort('failed')
    })
    await page.getByRole('link', { name: 'Notera och bevaka' }).click()
    await formOpen(page)
    await page.getByRole('button', { name: SAVE }).click()
    await page.getByRole('status').filter({ hasText: 'Det går inte att spara just nu' }).waitFor()
    expect(await texts(), 'it had arrived').to.have.length(1)
    await atItem(page, 2)
    await page.getByRole('status').filter({ hasText: 'Beslutet är sparat.' }).waitFor()
    expect(await texts()).to.have.length(1)
  })

  it('gives the second of two secretaries both texts, also when hers was changed after the net went (C4)', async () => {
    const [first, second] = [await seated(CONVENER, '/punkter/1'), await seated(CONVENER, '/punkter/1')]
    for (const { page } of [first, second]) {
      await page.getByRole('link', { name: 'Notera och bevaka' }).click()
      await formOpen(page)
    }
    await first.page.getByLabel('Beslutets text').fill('Den första bevakar.')
    await first.page.getByRole('button', { name: SAVE }).click()
    await atItem(first.page, 2)
    await second.context.setOffline(true)
    await second.page.getByLabel('Beslutets text').fill('Den andra bevakar.')
    await second.page.getByRole('button', { name: SAVE }).click()
    await second.page.getByRole('status').filter({ hasText: 'Inget nät' }).waitFor()
    await second.page.getByLabel('Beslutets text').fill('Den andra bevakar noga.')
    await second.context.setOffline(false)
    await second.page.getByRole('status').filter({ hasText: 'Tryck på knappen igen.' }).waitFor()
    expect(await texts()).to.deep.equal(['Den första bevakar.'])
    await second.page.getByRole('button', { name: SAVE }).click()
    await second.page.getByRole('alert').filter({ hasText: 'Punkten är redan behandlad' }).waitFor()
    const shown = await second.page.locator('main').innerText()
    expect(shown).to.include('Den första bevakar.')
    expect(shown).to.include('Den andra bevakar noga.')
    expect(await texts()).to.deep.equal(['Den första bevakar.'])
  })

  it('lets those who follow see the next item within one poll, until they pause (2.2.2)', async () => {
    await switchOn()
    const { page } = await seated(CONVENER, '/punkter/1')
    const { page: screen, seen } = await seated(MEMBER, '/skarm')
    let whole = 0
    screen.on('request', request => {
      if (new URL(request.url()).pathname.endsWith('/skarm')) whole += 1
    })
    const heading = (name: string): Promise<void> =>
      screen.getByRole('heading', { level: 1, name, exact: true }).waitFor({ timeout: ONE_POLL })
    const decide = async (next: number): Promise<void> => {
      await page.keyboard.press('6')
      await formOpen(page)
      await page.keyboard.press('Enter')
      await atItem(page, next)
    }
    await heading('Systemfel 1')
    await decide(2)
    await heading('Systemfel 2')
    expect(await screen.locator('main').innerText()).to.include('Senast beslutat: § 1/2026 Notera och bevaka')
    expect(await screen.getByRole('status').allInnerTexts()).to.include('Systemfel 2')
    await screen.getByRole('button', { name: 'Pausa' }).click()
    await decide(3)
    await screen.waitForTimeout(ONE_POLL)
    await heading('Systemfel 2')
    await screen.getByRole('button', { name: 'Följ igen' }).click()
    await heading('Systemfel 3')
    expect(whole, 'it is loaded only when something is new').to.equal(2)
    expect(seen).to.deep.equal({ loads: 0, faults: [] })
  })

  it('W1: has nothing that axe finds, on an item with its tools open and on the participants’ page', async () => {
    await switchOn()
    for (const viewport of [
      { width: 320, height: 800 },
      { width: 1280, height: 900 },
    ]) {
      const { page } = await seated(CONVENER, '/punkter/1?beslut=monitor', { viewport })
      for (const summary of await page.locator('main summary').all()) await summary.click()
      expect((await faultsHere(page, 'item')).join('\n')).to.equal('')
      const { page: screen } = await seated(MEMBER, '/skarm', { viewport })
      expect((await faultsHere(screen, 'screen')).join('\n')).to.equal('')
    }
  })

  it('W3: does the same by plain forms where no scripts run', async () => {
    const { page } = await seated(CONVENER, '/punkter/1', { javaScriptEnabled: false })
    await page.getByRole('link', { name: 'Notera och bevaka' }).click()
    await page.getByRole('button', { name: SAVE }).click()
    expect(await page.locator('h1').innerText()).to.equal('Systemfel 2')
    await page.getByText('Kortkommandon är av').click()
    await page.getByRole('button', { name: 'Slå på kortkommandon' }).click()
    expect(await page.locator('main').innerText()).to.include('Kortkommandon är på')
    await page.goto(`/moten/${meetingId}/skarm`)
    expect(await page.locator('h1').innerText()).to.equal('Systemfel 2')
    await page.getByRole('link', { name: 'Visa det senaste' }).click()
    expect(await page.locator('h1').innerText()).to.equal('Systemfel 2')
  })
})
