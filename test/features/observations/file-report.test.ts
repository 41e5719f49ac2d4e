import { expect } from 'chai'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Municipality } from '#src/features/organisations/municipality.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport, TEXT, writeReport } from './filed.ts'

describe('Filing a report', () => {
  let world: World
  let given: Given
  let municipality: Municipality
  let agency: Organisation
  let employer: Organisation
  let office: Office
  let ombud: Person
  let browser: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    municipality = await given.municipality({ name: 'Tyresö' })
    agency = await given.organisation({ name: 'Försäkringskassan' })
    employer = await given.organisation({ name: 'Tyresö kommun', kind: 'municipality' })
    office = await given.office({}, { municipality, employer })
    ombud = await given.person([{ role: 'ombud', officeId: office.id }])
    browser = await given.browserOf(ombud)
  })

  it('goes from the first page to the receipt, and keeps everything that was answered', async () => {
    const check = await writeReport(browser, {
      organisations: [agency.id],
      level: 'local',
      facets: { facetsLocal: ['resources', 'services'], facetsCentral: 'regulations' },
      extent: {
        consequence: 'Skulder',
        tried: 'Ringt',
        proposal: 'Fler handläggare',
        themes: ['god_man', 'vantetider'],
      },
    })
    for (const said of [
      'Försäkringskassan',
      'Lokal nivå',
      'Resurser, Insatser',
      'Tyresö',
      'september 2026–november 2026',
    ])
      expect(check.text).to.contain(said)
    expect(check.text).to.contain('2–4 klienter').and.contain('Skulder').and.contain('God man, Vänte-')
    const receipt = await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
    expect(receipt.text).to.contain('R-2026-0001').and.contain('nästa möte är inte bestämt')
    const [report] = await world.rows(observations)
    expect(report).to.deep.include({
      number: 'R-2026-0001',
      state: 'sent',
      officeId: office.id,
      ombudId: ombud.id,
      whatHappened: TEXT,
      organisationIds: [agency.id],
      level: 'local',
      facets: ['resources', 'services'],
      themes: ['god_man', 'vantetider'],
      municipalityId: municipality.id,
      firstMonth: '2026-09',
      lastMonth: '2026-11',
      clientBand: '2-4',
      severity: 'harms',
      consequence: 'Skulder',
      ownEmployer: false,
      sentAt: world.clock.now(),
    })
    expect(await world.acts(report?.id ?? '')).to.deep.equal(['observation.sent'])
  })
})
