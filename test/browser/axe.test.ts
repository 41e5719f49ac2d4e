import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { fillDemo } from '#src/dev/demo/prepare-demo.ts'
import { describeInChromium, openChromium } from '#test/support/chromium.ts'
import { DEMO_ROLES, type DemoRole } from '#test/support/demo-world.ts'
import { type RunningApp, startApp } from '#test/support/running-app.ts'
import { axeContext, type FoundForm, faultsOf, formsOn, linksOn, signIn, submitEmpty, visitAll } from './visit.ts'

await describeInChromium('Accessibility as axe sees it, in light and dark, at 1280 and 320 px (W1)', function () {
  this.timeout(300_000)
  let app: RunningApp
  let browser: Browser
  before(async () => {
    app = await startApp()
    await fillDemo(app.world.works)
    browser = await openChromium()
  })
  after(async () => {
    await browser?.close()
    await app?.stop()
  })

  /** Does something in a session of its own and expects nothing to be wrong. */
  async function expectFaultless(role: DemoRole | null, look: (page: Page, faults: string[]) => Promise<void>) {
    const context = await axeContext(browser, app.url)
    const page = await context.newPage()
    if (role !== null) await signIn(page, role)
    const faults: string[] = []
    await look(page, faults)
    await context.close()
    expect(faults.join('\n')).to.equal('')
  }
  /** Goes to a page that answers with the status. */
  async function check(page: Page, faults: string[], path: string, status: number): Promise<void> {
    const response = await page.goto(path)
    expect(response?.status(), path).to.equal(status)
    faults.push(...(await faultsOf(page, path)))
  }

  const forms = new Map<DemoRole, FoundForm[]>()
  for (const role of DEMO_ROLES)
    it(`no fault on any page that the demo’s ${role} reaches`, () =>
      expectFaultless(role, async (page, faults) => {
        const found: FoundForm[] = []
        const { routes } = app.world.app
        const visited = await visitAll(page, routes, async (path, status) => {
          if (status !== 200) faults.push(`${path} answered ${status}`)
          found.push(...(await formsOn(page, path, routes)))
          faults.push(...(await faultsOf(page, path)))
        })
        forms.set(role, found)
        expect(visited).to.be.greaterThan(8)
      }))

  it('other colours for those who have asked for dark', async () => {
    const context = await axeContext(browser, app.url)
    const page = await context.newPage()
    await page.goto('/logga-in')
    const colours = new Set<string>()
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      colours.add(await page.evaluate<string>('getComputedStyle(document.body).backgroundColor'))
    }
    await context.close()
    expect(colours.size).to.equal(2)
  })

  it('no fault on pages for everybody, and where there is no page (404)', () =>
    expectFaultless(null, async (page, faults) => {
      for (const path of ['/logga-in', '/glomt-losenord', '/hjalp', '/tillganglighet', '/demo/brevlada'])
        await check(page, faults, path, 200)
      for (const path of ['/finns-inte', `/svar/${'x'.repeat(64)}`]) await check(page, faults, path, 404)
    }))

  it('no fault on the pages of a mailed question, from the letter to the check before sending', () =>
    expectFaultless(null, async (page, faults) => {
      const press = async (name: string, heading: RegExp): Promise<void> => {
        await page.getByRole('button', { name }).click()
        await page.getByRole('heading', { level: 1, name: heading }).waitFor()
        faults.push(...(await faultsOf(page, `after “${name}”`)))
      }
      await check(page, faults, await openQuestion(page), 200)
      await press('Öppna svarsformuläret', /./)
      await press('Granska svaret', /./)
      expect(await page.locator('.govuk-error-summary').count()).to.equal(1)
      await page.getByRole('radio', { name: 'Vi utreder' }).check()
      await press('Granska svaret', /Kontrollera svaret/)
    }))
  /** The link of a letter in the demo's mailbox that waits for its answer. */
  async function openQuestion(page: Page): Promise<string> {
    await page.goto('/demo/brevlada')
    for (const path of (await linksOn(page)).filter(link => link.startsWith('/svar/'))) {
      await page.goto(path)
      if ((await page.getByRole('button', { name: 'Öppna svarsformuläret' }).count()) > 0) return path
    }
    throw new Error('No letter of the demo asks for an answer.')
  }

  it('no fault where a text holds a phone number, and asks whether that is meant', () =>
    expectFaultless('ombud', async (page, faults) => {
      await page.goto('/rapportera')
      await page.getByLabel('Vilket hinder har ni mött?').fill('Ingen svarar på 08-123 45 67 på dagarna.')
      await page.getByRole('button', { name: 'Spara och fortsätt' }).click()
      await page.locator('[name^=granskat-]').waitFor()
      faults.push(...(await faultsOf(page, 'a warning')))
    }))

  it('no fault where the role has no such pages (403)', () =>
    expectFaultless('ombud', (page, faults) => check(page, faults, '/admin/anvandare', 403)))

  it('no fault where somebody else was first (409)', () =>
    expectFaultless('admin', async (page, faults) => {
      await page.goto('/admin/organisationer/kommun/redigera')
      await page.evaluate(`document.querySelector('[name=version]').value = '999999'`)
      await page.getByRole('button', { name: 'Spara' }).click()
      await page.waitForLoadState()
      expect(await page.locator('h1').innerText()).to.equal('Någon annan hann före')
      faults.push(...(await faultsOf(page, 'the conflict page')))
    }))

  for (const role of ['ombud', 'samordnare', 'motesansvarig', 'admin'] as const)
    it(`no fault on the forms of the demo’s ${role}, sent with nothing filled in (422)`, () =>
      expectFaultless(role, async (page, faults) => {
        const oneOfEach = [...new Map(forms.get(role)?.map(form => [form.template, form])).values()]
        let refused = 0
        for (const form of oneOfEach) {
          if ((await submitEmpty(page, form)) !== 422) continue
          refused += 1
          faults.push(...(await faultsOf(page, `${form.page} sent empty`)))
        }
        expect(refused, oneOfEach.map(({ template }) => template).join()).to.be.greaterThan(2)
      }))
})
