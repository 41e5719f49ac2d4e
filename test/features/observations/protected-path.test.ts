import { expect } from 'chai'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport } from './filed.ts'

const SECRET = 'Förvaltningschefen har bett oss vänta'

describe('A report on the protected path', () => {
  let world: World
  let given: Given
  let office: Office
  let unit: Organisation
  let other: Organisation
  let convener: Person
  let author: Browser
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    const employer = await given.organisation({ name: 'Tyresö kommun', kind: 'municipality' })
    unit = await given.organisation({ name: 'Socialtjänsten', kind: 'municipality', parentId: employer.id })
    other = await given.organisation({ name: 'Psykiatrin', kind: 'region' })
    office = await given.office({}, { employer })
    const group = await given.group([office])
    convener = await given.person([{ role: 'convener', groupId: group.id }], { name: 'Vera Möte' })
    await given.seat(group, { party: 'psychiatry', organisationId: other.id }, 'Annan Huvudman')
    author = await given.browserOf(await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Anna Ombud' }))
    coordinator = await given.browserOf(
      await given.person([{ role: 'coordinator', officeId: office.id }], { name: 'Greta Samordnare' }),
    )
  })
  const told = async (template: string) =>
    (await world.mails({ template: `observations.${template}` })).map(({ toName }) => toName)
  const settle = async (path: string, button: string, fields: Record<string, string> = {}): Promise<Page> =>
    (await coordinator.get(`/inkorg/R-2026-0001/${path}`)).form(button).submit({ reason: SECRET, ...fields })
  const history = (page: Page): string =>
    page.$('details:contains("Rapportens historik")').text().replace(/\s+/g, ' ').trim()
  const BOTH = ['Vera Möte', 'Annan Huvudman']

  it('tells the watchers when it is set aside and when a finding is taken back, never why', async () => {
    await fileReport(world, author, { organisations: [unit.id] })
    await settle('vila', 'Låt vila', { until: '2026-12-24' })
    expect(await told('ownEmployerHeld')).to.have.members(BOTH)
    await settle('inte-systemfel', 'Avsluta rapporten')
    await settle('angra', 'Gör rapporten ny igen')
    expect(await told('ownEmployerReopened')).to.have.members(BOTH)
    for (const mail of await world.mails()) {
      const { subject, text } = await world.letter(mail)
      expect(`${subject} ${text}`, mail.template).to.not.contain('Förvaltningschefen').and.not.match(/[{}]/)
    }
    const [held] = await world.mails({ template: 'observations.ownEmployerHeld' })
    if (held === undefined) throw new Error('no mail')
    expect((await world.letter(held)).subject).to.equal('Rapport R-2026-0001 vilar till 24 december 2026')
  })

  it('tells the watchers when it is returned and when it is withdrawn', async () => {
    await fileReport(world, author, { organisations: [unit.id] })
    await settle('ater', 'Skicka tillbaka')
    expect(await told('ownEmployerReturned')).to.have.members(BOTH)
    await (await author.get('/rapporter/R-2026-0001')).form('aterkalla').submit()
    expect(await world.row(observations, { number: 'R-2026-0001' })).to.include({ state: 'withdrawn' })
    expect(await told('ownEmployerWithdrawn')).to.have.members(BOTH)
  })

  it('shows the reasons in the office, and nowhere to those who watch it', async () => {
    await fileReport(world, author, { organisations: [unit.id] })
    await settle('vila', 'Låt vila')
    await settle('inte-systemfel', 'Avsluta rapporten')
    for (const browser of [author, coordinator])
      expect((await browser.get('/rapporter/R-2026-0001')).text).to.contain(SECRET)
    const watcher = await given.browserOf(convener)
    for (const path of ['/rapporter/R-2026-0001', '/rapporter/R-2026-0001/anteckningar', '/inkorg/R-2026-0001']) {
      const page = await watcher.get(path)
      expect(page.status, path).to.be.oneOf([403, 404])
      expect(page.html).to.not.contain('Förvaltningschefen')
    }
  })

  it('shows every edit in its history: which fields, from what to what, and who in the office', async () => {
    await fileReport(world, author, { organisations: [unit.id] })
    await settle('ater', 'Skicka tillbaka')
    const check = await (await author.get('/rapporter/R-2026-0001')).follow('Komplettera och skicka igen')
    const level = await author.get(check.path.replace('kontrollera', 'niva'))
    await level.form('Spara och fortsätt').submit({ level: 'central' })
    const extent = await author.get(check.path.replace('kontrollera', 'omfattning'))
    await extent.form('Spara och fortsätt').submit({ clientBand: '5-9', consequence: 'Räkningar blir obetalda.' })
    const shown = history(await coordinator.get('/rapporter/R-2026-0001'))
    expect(shown)
      .to.contain('Rapporten kompletterades: nivå (lokal nivå → central nivå)')
      .and.contain('antal klienter (2–4 klienter → 5–9 klienter), följd för klienterna')
      .and.contain('Anna Ombud')
      .and.contain('Rapporten skickades tillbaka för komplettering')
      .and.contain('Greta Samordnare')
      .and.not.contain('Räkningar')
  })

  it('notes nothing that was not changed', async () => {
    const report = await fileReport(world, author, { organisations: [unit.id] })
    await settle('ater', 'Skicka tillbaka')
    const extent = await author.get(`/rapportera/${report.id}/omfattning`)
    await extent.form('Spara och fortsätt').submit()
    expect(await world.acts(report.id)).to.deep.equal(['observation.sent', 'observation.returned'])
  })

  it('stays on the path whatever is changed in it, and tells nobody twice that it was sent', async () => {
    const report = await fileReport(world, author, { organisations: [unit.id] })
    await settle('ater', 'Skicka tillbaka')
    const organisation = await author.get(`/rapportera/${report.id}/organisation`)
    await organisation.form('Spara och fortsätt').submit({ organisationIds: other.id })
    await send(report.id)
    expect(await world.row(observations, { id: report.id })).to.include({ state: 'sent', ownEmployer: true })
    expect(await told('ownEmployerSent')).to.have.members(BOTH)
  })

  it('tells them when it first comes onto the path as it is completed', async () => {
    const report = await fileReport(world, author, { organisations: [other.id] })
    expect(await told('ownEmployerSent')).to.deep.equal([])
    await settle('ater', 'Skicka tillbaka')
    const organisation = await author.get(`/rapportera/${report.id}/organisation`)
    await organisation.form('Spara och fortsätt').submit({ organisationIds: unit.id })
    await send(report.id)
    expect(await told('ownEmployerSent')).to.have.members(BOTH)
  })
  const send = async (id: string): Promise<Page> =>
    (await author.get(`/rapportera/${id}/kontrollera`)).form('Skicka rapporten igen').submit({ noClientData: 'ja' })

  it('makes a systemfel whose every edit shows: the person inside the office, outside it the office', async () => {
    await fileReport(world, author, { organisations: [unit.id] })
    await (await coordinator.get('/inkorg/R-2026-0001/nytt'))
      .form('Skapa systemfelet')
      .submit({ title: 'Beslut dröjer', level: 'local', organisationIds: unit.id })
    const form = (await coordinator.get('/systemfel/SF-2026-0001/redigera')).form('Spara')
    await form.submit({ title: 'Beslut om bistånd dröjer', level: 'central' })
    const inside = await author.get('/systemfel/SF-2026-0001/historik')
    expect(inside.text).to.contain('rubrik, nivå (lokal nivå → central nivå)').and.contain('Greta Samordnare')
    const outside = await (await given.browserOf(convener)).get('/systemfel/SF-2026-0001/historik')
    expect(outside.text).to.contain('Ändrade').and.contain(office.name).and.not.contain('Greta')
  })

  it('names the person also when she coordinates several offices', async () => {
    const elsewhere = await given.office()
    const several = await given.browserOf(
      await given.person(
        [
          { role: 'coordinator', officeId: elsewhere.id },
          { role: 'coordinator', officeId: office.id },
        ],
        { name: 'Siv Flera' },
      ),
    )
    await fileReport(world, author, { organisations: [unit.id] })
    coordinator = several
    await (await several.get('/inkorg/R-2026-0001/nytt'))
      .form('Skapa systemfelet')
      .submit({ title: 'Beslut dröjer', level: 'local', organisationIds: unit.id })
    await (await several.get('/systemfel/SF-2026-0001/redigera')).form('Spara').submit({ title: 'Beslut dröjer länge' })
    expect(history(await author.get('/rapporter/R-2026-0001'))).to.contain('Siv Flera')
    const read = await author.get('/systemfel/SF-2026-0001/historik')
    expect(read.text).to.match(/rubrik [^·]*· Siv Flera/)
  })
})
