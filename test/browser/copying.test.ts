import { expect } from 'chai'
import type { Browser, Page } from 'playwright-core'
import { accounts, accountValues, reportingUnits, unitMunicipalities } from '#src/features/accounts/account.entity.ts'
import { officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import { hashPassword } from '#src/features/people/password.ts'
import { describeInChromium, openChromium } from '#test/support/chromium.ts'
import { Given } from '#test/support/given.ts'
import { type RunningApp, startApp } from '#test/support/running-app.ts'
import { axeContext, faultsHere } from './visit.ts'

const PASSWORD = 'tre röda hus vid ån'
const EMAIL = 'samordnare@kommun.test'
const TEXT = 'Rad ett: <b>SIP</b> uteblir.\nRad två.'

await describeInChromium('An account is typed over, box by box, into the county’s own service', function () {
  this.timeout(120_000)
  let app: RunningApp
  let browser: Browser
  let section: string
  before(async () => {
    app = await startApp()
    const given = new Given(app.world)
    const office = await given.office()
    const passwordHash = await hashPassword(PASSWORD)
    await given.person([{ role: 'coordinator', officeId: office.id }], { email: EMAIL, passwordHash })
    const { municipalityId } = await app.world.row(officeMunicipalities, { officeId: office.id })
    const account = await app.world.given(async ctx => {
      const of = { name: 'Granåsen', kind: 'municipality', county: 'Stockholms län', officeId: office.id } as const
      const unit = await ctx.rows(reportingUnits).insert({ ...of, id: ctx.newId(), version: 1 })
      await ctx.rows(unitMunicipalities).insert({ id: ctx.newId(), unitId: unit.id, municipalityId })
      const made = await ctx.rows(accounts).insert({
        ...{ id: ctx.newId(), unitId: unit.id, year: 2023, formKey: 'stockholm-2023-regionens', state: 'draft' },
        ...{ signing: null, sentAt: null, receivedAt: null, returnReason: null, createdAt: ctx.now, version: 1 },
      })
      const box = { accountId: made.id, key: 'services.deficiencies', value: TEXT, interpreted: false }
      await ctx.rows(accountValues).insert({ ...box, id: ctx.newId() })
      return made
    })
    section = `/redovisningar/${account.id}/avsnitt`
    browser = await openChromium()
  })
  after(async () => {
    await browser?.close()
    await app?.stop()
  })

  async function opened(key: string, javaScriptEnabled = true): Promise<Page> {
    const permissions = ['clipboard-read', 'clipboard-write']
    const context = await axeContext(browser, app.url, { permissions, javaScriptEnabled })
    const page = await context.newPage()
    await page.goto('/logga-in')
    await page.getByLabel('E-postadress').fill(EMAIL)
    await page.getByLabel('Lösenord').fill(PASSWORD)
    await page.getByRole('button', { name: 'Logga in' }).click()
    await page.goto(`${section}/${key}`)
    return page
  }

  it('with a button at each that copies what stands there, and says so', async () => {
    const page = await opened('services')
    const button = page.getByRole('button', { name: /^Kopiera Sammanfatta uppmärksammade brister/ })
    await button.focus()
    await page.keyboard.press('Enter')
    await page.getByRole('status').filter({ hasText: 'Kopierat' }).waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(TEXT)
    expect(new URL(page.url()).pathname, 'nothing is sent').to.equal(`${section}/services`)
    await page.setViewportSize({ width: 320, height: 800 })
    expect(await faultsHere(page, 'services at 320 px')).to.deep.equal([])
    await page.context().close()
  })

  it('W1: each button has a name of its own, and figures in tables have none', async () => {
    const page = await opened('contact')
    const buttons = page.getByRole('button', { name: /^Kopiera / })
    const names = (await buttons.allTextContents()).map(name => name.trim())
    expect(names).to.include.members(['Kopiera Kommun', 'Kopiera Nämnd', 'Kopiera Kommun/kommuner'])
    expect(new Set(names).size).to.equal(names.length)
    await page.goto(`${section}/clients`)
    expect(await buttons.count()).to.equal(0)
    await page.context().close()
  })

  it('and without scripts there is nothing that does nothing', async () => {
    const page = await opened('contact', false)
    expect(await page.getByLabel('Nämnd').count()).to.equal(1)
    expect(await page.getByRole('button', { name: /Kopiera/ }).count()).to.equal(0)
    await page.context().close()
  })
})
