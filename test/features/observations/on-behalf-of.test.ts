import { expect } from 'chai'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { givenDeficiency, TEXT } from './filed.ts'

describe('Writing for an ombud who phones in', () => {
  let world: World
  let given: Given
  let office: Office
  let anna: Person
  let greta: Person
  let author: Browser
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    anna = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Anna Ombud' })
    greta = await given.person([{ role: 'coordinator', officeId: office.id }], { name: 'Greta Samordnare' })
    author = await given.browserOf(anna)
    coordinator = await given.browserOf(greta)
  })
  const begin = async (browser: Browser, fields: Record<string, string>): Promise<Page> =>
    (await browser.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened: TEXT, ...fields })
  /** From the second step on, as a person goes. */
  async function finish(likeness: Page): Promise<Page> {
    const organisation = await likeness.form('Det är nytt').submit()
    const level = await organisation.form('Spara och fortsätt').submit({ unknown: 'ja' })
    const extent = await level.form('Spara och fortsätt').submit({ level: 'local' })
    return extent
      .form('Spara och fortsätt')
      .submit({ firstMonth: '2026-09', lastMonth: '2026-11', clientBand: '2-4', severity: 'harms' })
  }
  const send = async (check: Page): Promise<Page> => check.form('Skicka rapporten').submit({ noClientData: 'ja' })

  it('makes the report the ombud’s, by a coordinator who is no ombud; both stand in its history', async () => {
    const start = await (await coordinator.get('/inkorg')).follow('Skriv en rapport för ett ombud')
    expect(
      start
        .form('Spara och fortsätt')
        .options('forId')
        .map(({ label }) => label),
    ).to.deep.equal(['Välj', 'Anna Ombud'])
    const likeness = await begin(coordinator, { forId: anna.id })
    expect(likeness.text).to.contain('Skriven av Greta Samordnare för Anna Ombud.')
    const receipt = await send(await finish(likeness))
    expect(receipt.text).to.contain('R-2026-0001')
    expect(await world.row(observations, {})).to.include({ ombudId: anna.id, writtenById: greta.id, state: 'sent' })
    for (const browser of [author, coordinator]) {
      const page = await browser.get('/rapporter/R-2026-0001')
      expect(page.text).to.contain('av Anna Ombud').and.contain('Skriven av Greta Samordnare för Anna Ombud')
      expect((await browser.get('/rapporter')).text).to.contain('R-2026-0001')
    }
    const acts = await world.acts((await world.row(observations, {})).id)
    expect(acts).to.deep.equal(['observation.sent', 'observation.writtenFor'])
  })

  it('tells the ombud by mail, in facts only, who may add to it and withdraw it', async () => {
    await send(await finish(await begin(coordinator, { forId: anna.id })))
    const [mail, ...others] = await world.mails()
    if (mail === undefined) throw new Error('no mail')
    expect(others).to.deep.equal([])
    expect(mail).to.include({
      template: 'observations.writtenFor',
      toAddress: anna.email,
      path: '/rapporter/R-2026-0001',
    })
    expect(mail.facts).to.deep.equal({ reference: 'R-2026-0001', office: office.name })
    const letter = await world.letter(mail)
    expect(`${letter.subject} ${letter.text}`).to.not.contain('Greta').and.not.contain('god man')
    const page = await author.get('/rapporter/R-2026-0001')
    await page.form('Spara tillägget').submit({ addition: 'Det hände igen.' })
    const after = await (await author.get('/rapporter/R-2026-0001')).form('Återkalla rapporten').submit()
    expect(after.notice).to.contain('Rapporten är återkallad')
    expect((await coordinator.get('/rapporter/R-2026-0001')).text).to.contain('Det hände igen.')
  })

  it('shows the draft to both and to nobody else, and either may send it', async () => {
    const colleague = await given.as('ombud', { officeId: office.id })
    const other = await given.as('coordinator', { officeId: office.id })
    const check = await finish(await begin(coordinator, { forId: anna.id }))
    for (const browser of [author, coordinator]) {
      expect((await browser.get('/rapporter')).text)
        .to.contain('Det tar över ett år')
        .and.contain('Skriven av Greta')
      expect((await browser.get(check.path)).status).to.equal(200)
    }
    for (const browser of [colleague, other]) {
      expect((await browser.get('/rapporter')).text).to.not.contain('Det tar över ett år')
      expect((await browser.get(check.path)).status).to.equal(404)
    }
    await send(await author.get(check.path))
    expect(await world.row(observations, {})).to.include({ state: 'sent', writtenById: greta.id })
    expect(await world.mails()).to.deep.equal([])
  })

  it('is also for a colleague; whoever writes for herself is not asked again and is nobody’s writer', async () => {
    const bo = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Bo Ombud' })
    const browser = await given.browserOf(bo)
    expect((await browser.get('/rapportera')).form('Spara och fortsätt').options('forId')[0]?.label).to.equal(
      'Mig själv',
    )
    await begin(browser, { forId: anna.id })
    expect(await world.row(observations, {})).to.include({ ombudId: anna.id, writtenById: bo.id })
    await begin(browser, {})
    expect(await world.row(observations, { ombudId: bo.id })).to.include({ writtenById: null })
  })

  it('asks the coordinator whom she writes for, and takes nobody from elsewhere', async () => {
    const missing = await begin(coordinator, {})
    expect([missing.status, missing.errors]).to.deep.equal([422, ['Välj vilket ombud du skriver för.']])
    expect(missing.html).to.contain('Det tar över ett år')
    const elsewhere = await given.person([{ role: 'ombud', officeId: (await given.office()).id }])
    const closed = await given.person([{ role: 'ombud', officeId: office.id }], { state: 'closed' })
    for (const { id } of [elsewhere, closed, greta]) {
      const page = (await coordinator.get('/rapportera')).form('Spara och fortsätt')
      const refused = await page.send({ whatHappened: TEXT, forId: id })
      expect([refused.status, refused.errors], id).to.deep.equal([
        422,
        ['Ombudet arbetar inte i den verksamheten. Välj ett annat ombud eller en annan verksamhet.'],
      ])
    }
    expect(await world.rows(observations)).to.deep.equal([])
  })

  it('holds the ombud to the office that is chosen', async () => {
    const second = await given.office()
    const dag = await given.person([{ role: 'ombud', officeId: second.id }])
    const both = await given.browserOf(
      await given.person([
        { role: 'coordinator', officeId: office.id },
        { role: 'coordinator', officeId: second.id },
      ]),
    )
    const wrong = await begin(both, { forId: dag.id, officeId: office.id })
    expect([wrong.status, wrong.errors.length]).to.deep.equal([422, 1])
    await begin(both, { forId: dag.id, officeId: second.id })
    expect(await world.row(observations, {})).to.include({ ombudId: dag.id, officeId: second.id })
  })

  it('says what to do in an office without ombud', async () => {
    const alone = await given.as('coordinator', { officeId: (await given.office()).id })
    const page = await alone.get('/rapportera')
    expect(page.text).to.contain('Det finns inget ombud att skriva för')
    expect(page.$('main form[action="/rapportera"]').length).to.equal(0)
  })

  it('is for "samma här" likewise', async () => {
    await givenDeficiency(world, office)
    const form = (await coordinator.get('/systemfel/SF-2026-0001/samma-har')).form('Skicka samma här')
    await form.submit({ clientBand: '1', forId: anna.id })
    expect(await world.row(observations, {})).to.include({ ombudId: anna.id, writtenById: greta.id, state: 'linked' })
    expect((await world.mails()).map(({ template, toAddress }) => [template, toAddress])).to.deep.equal([
      ['observations.writtenFor', anna.email],
    ])
    const own = (await coordinator.get('/systemfel/SF-2026-0001/samma-har')).form('Skicka samma här')
    await own.submit({ clientBand: '1' })
    expect(await world.row(observations, { ombudId: greta.id })).to.include({ writtenById: null })
    const foreign = await given.person([{ role: 'ombud', officeId: (await given.office()).id }])
    const refused = await (await coordinator.get('/systemfel/SF-2026-0001/samma-har'))
      .form('Skicka samma här')
      .send({ clientBand: '1', forId: foreign.id })
    expect(refused.status).to.equal(422)
    expect(await world.rows(observations)).to.have.length(2)
  })
})
