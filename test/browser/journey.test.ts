import { expect } from 'chai'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import type { AgencyContact } from '#src/features/organisations/organisation.entity.ts'
import { hashPassword } from '#src/features/people/password.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { describeInChromium, openChromium } from '#test/support/chromium.ts'
import { Given } from '#test/support/given.ts'
import { type RunningApp, startApp } from '#test/support/running-app.ts'
import { choose, pressEnter, stepDown, tick, type } from './keyboard.ts'
import { overflow } from './visit.ts'

const PASSWORD = 'tre röda hus vid ån'
const TEXT = 'Boendestödet räcker inte till. Den som behöver hjälp varje dag får besök en gång i veckan.'
const TITLE = 'Boendestödet motsvarar inte behoven'

await describeInChromium('The whole loop in a browser with scripts off, 320 px wide (W3)', function () {
  this.timeout(240_000)
  let app: RunningApp
  let browser: Browser
  let contact: AgencyContact
  const people = {} as Record<'ombud' | 'second' | 'convener', Person>
  const contexts: BrowserContext[] = []
  const tooWide = new Set<string>()
  let visited = 0

  before(async () => {
    app = await startApp()
    const given = new Given(app.world)
    const tyreso = await given.municipality({ name: 'Tyresö' })
    const haninge = await given.municipality({ name: 'Haninge' })
    contact = await given.contact(await given.organisation({ name: 'Socialpsykiatri och boendestöd' }))
    const offices = [
      await given.office({ name: 'PO Tyresö' }, { municipality: tyreso }),
      await given.office({ name: 'PO Haninge' }, { municipality: haninge }),
    ] as const
    const group = await given.group(offices, { name: 'Ledningsgruppen Tyresö och Haninge' })
    await given.seat(group, { organisationId: contact.organisationId })
    const values = { passwordHash: await hashPassword(PASSWORD) }
    const roles = ['ombud', 'coordinator'] as const
    people.ombud = await given.person(
      roles.map(role => ({ role, officeId: offices[0].id })),
      values,
    )
    people.second = await given.person([{ role: 'ombud', officeId: offices[1].id }], values)
    people.convener = await given.person([{ role: 'convener', groupId: group.id }], values)
    browser = await openChromium()
  })
  after(async () => {
    await browser?.close()
    await app?.stop()
  })

  /** A narrow window without scripts, in which every page that is shown is measured. */
  async function window(): Promise<Page> {
    const context = await browser.newContext({
      baseURL: app.url,
      javaScriptEnabled: false,
      viewport: { width: 320, height: 640 },
    })
    contexts.push(context)
    return context.newPage()
  }
  async function seen(page: Page): Promise<void> {
    visited += 1
    for (const fault of await overflow(page, new URL(page.url()).pathname.replace(/[0-9a-f-]{36}/, ':id')))
      tooWide.add(fault)
  }
  const heading = (page: Page): Promise<string> => page.locator('h1').innerText()
  const main = (page: Page): Promise<string> => page.locator('main').innerText()

  /** With the pointer: a link or button by its name. */
  async function click(page: Page, name: string): Promise<void> {
    const target = page.getByRole('link', { name }).or(page.getByRole('button', { name })).first()
    await target.click()
    await page.waitForLoadState()
    await seen(page)
  }
  async function signedIn(person: Person): Promise<Page> {
    const page = await window()
    await page.goto('/logga-in')
    await seen(page)
    await type(page, 'E-postadress', person.email)
    await type(page, 'Lösenord', PASSWORD)
    await pressEnter(page, 'Logga in')
    await seen(page)
    expect(new URL(page.url()).pathname).to.equal('/')
    return page
  }
  /** The next page, by the keyboard. */
  async function onwards(page: Page, name: string, expected: string): Promise<void> {
    await pressEnter(page, name)
    await seen(page)
    expect(await heading(page), page.url()).to.equal(expected)
  }

  let office: Page
  it('an ombud signs in and files a report with nothing but the keyboard (W2)', async () => {
    office = await signedIn(people.ombud)
    await onwards(office, 'Rapportera ett hinder', 'Vilket hinder har ni mött?')
    await onwards(office, 'Spara och fortsätt', 'Vilket hinder har ni mött?')
    expect(await office.locator('.govuk-error-summary').innerText()).to.contain('Beskriv hindret.')
    await type(office, 'Vilket hinder har ni mött?', TEXT)
    await onwards(office, 'Spara och fortsätt', 'Är det samma sak som något av dessa?')
    await onwards(office, 'Det är nytt', 'Vilken organisation gäller det?')
    await tick(office, 'Socialpsykiatri och boendestöd')
    await onwards(office, 'Spara och fortsätt', 'På vilken nivå visar sig bristen?')
    await choose(office, 'Handläggarnivå', 'Lokal nivå')
    await onwards(office, 'Spara och fortsätt', 'Hur ofta och hur allvarligt?')
    await stepDown(office, 'Första månaden', 3)
    await choose(office, '1 klient', '5–9 klienter')
    await choose(office, 'Försvårar', 'Skadar eller förlänger')
    await onwards(office, 'Spara och fortsätt', 'Kontrollera rapporten')
    expect(await main(office))
      .to.contain(TEXT)
      .and.contain('Lokal nivå')
      .and.contain('5–9 klienter')
    await tick(office, 'Rapporten innehåller inga uppgifter om klienter')
    await pressEnter(office, 'Skicka rapporten')
    await seen(office)
    expect(await main(office))
      .to.contain('Rapporten är mottagen')
      .and.contain('R-2026-0001')
  })

  it('she triages it as a new systemfel', async () => {
    await office.goto('/inkorg')
    await seen(office)
    await click(office, 'R-2026-0001')
    await click(office, 'Skapa ett nytt systemfel')
    await office.getByLabel('Rubrik').fill(TITLE)
    await click(office, 'Skapa systemfelet')
    expect(await main(office))
      .to.contain('SF-2026-0001')
      .and.contain(TITLE)
  })

  it('a second ombud finds it among the candidates and adds “samma här”, by the keyboard', async () => {
    const page = await signedIn(people.second)
    await onwards(page, 'Rapportera ett hinder', 'Vilket hinder har ni mött?')
    await type(
      page,
      'Vilket hinder har ni mött?',
      'Besöken av boendestödet är för få för den som behöver hjälp varje dag.',
    )
    await onwards(page, 'Spara och fortsätt', 'Är det samma sak som något av dessa?')
    await onwards(page, 'Samma här', 'Samma här')
    await choose(page, '1 klient', '2–4 klienter')
    await pressEnter(page, 'Skicka samma här')
    await seen(page)
    expect(await main(page)).to.contain(`Rapporten räknas nu in i systemfelet SF-2026-0001, ${TITLE}`)
  })

  it('the group’s meeting decides to ask the agency', async () => {
    const page = await signedIn(people.convener)
    await click(page, 'Planera ett möte')
    await page.getByLabel('Ledningsgrupp').selectOption({ index: 1 })
    await page.getByLabel('Dag', { exact: true }).fill('2026-11-24')
    await page.getByLabel('Klockslag').fill('13.00')
    await page.getByLabel('Plats').fill('Tyresö kommunhus')
    await click(page, 'Skapa mötet')
    expect(await main(page)).to.contain('uppfyller den nationella definitionen')
    await click(page, 'Närvaro')
    await page.getByRole('radio', { name: 'Närvarande' }).first().check()
    await click(page, 'Spara närvaron')
    await click(page, 'Öppna mötet')
    await click(page, '1. Begär svar av myndighet')
    await page.getByLabel('Vem ska svara?').selectOption(contact.id)
    await click(page, 'Spara och nästa')
    expect(await main(page)).to.contain('§ 1/2026')
    for (const step of ['Avsluta mötet', 'Läs och skriv anteckningar', 'Anteckningarna är klara'])
      await click(page, step)
    expect(await main(page)).to.contain('Anteckningar klara')
  })

  it('the agency answers by its mailed link, without an account', async () => {
    await app.world.sendMails()
    const page = await window()
    await page.goto('/demo/brevlada')
    await seen(page)
    await page.getByRole('link', { name: 'Begäran om svar: SF-2026-0001' }).click()
    await seen(page)
    await click(page, 'Öppna svarsformuläret')
    await page.getByRole('radio', { name: 'Vi planerar en ändring' }).check()
    await click(page, 'Granska svaret')
    expect(await page.locator('.govuk-error-summary').innerText()).to.contain('Skriv vad ni ska ändra.')
    await page.getByLabel('Förklara med egna ord').fill('Vi ger fler besök från årsskiftet.')
    await page.getByLabel('Datum').fill('2027-01-01')
    await click(page, 'Granska svaret')
    await page.getByRole('checkbox').check()
    await click(page, 'Skicka svaret')
    expect(await main(page))
      .to.contain('Tack, svaret är mottaget')
      .and.contain('fler besök från årsskiftet')
    await app.world.sendMails()
    await page.goto('/demo/brevlada')
    // The ombud have had their letter of the week, so that their news waits for the next.
    expect(await main(page))
      .to.contain('Svar har kommit: SF-2026-0001')
      .and.contain('Kvittens på ert svar: SF-2026-0001')
      .and.not.contain('fler besök')
  })

  it('the answer stands on the systemfel, and the half-year’s summary counts it', async () => {
    await office.goto('/systemfel')
    await seen(office)
    await click(office, TITLE)
    expect(await main(office)).to.contain('Vi planerar en ändring')
    await office.goto('/sammanstallningar')
    await seen(office)
    await click(office, 'Ny sammanställning')
    await click(office, 'Skapa utkast')
    const summary = await main(office)
    expect(summary).to.contain('1 systemfel var öppna någon gång under halvåret')
    expect(summary).to.contain(TITLE).and.contain('1 på lokal nivå')
  })

  it('and no page of it needs sideways scrolling', () => {
    expect([...tooWide].join('\n')).to.equal('')
    expect(visited).to.be.greaterThan(40)
  })
})
