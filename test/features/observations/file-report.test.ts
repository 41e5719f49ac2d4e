import { expect } from 'chai'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Municipality } from '#src/features/organisations/municipality.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
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

  it('keeps each step in a draft that is found again', async () => {
    const start = await browser.get('/rapportera')
    await start.form('Spara och fortsätt').submit({ whatHappened: TEXT })
    const later = await given.browserOf(ombud)
    const drafts = await later.get('/rapporter')
    expect(drafts.text).to.contain('Utkast').and.contain('Det tar över ett år')
    const text = await drafts.follow('Det tar över ett år')
    expect(text.form('Spara och fortsätt').fields['whatHappened']).to.equal(TEXT)
    const likeness = await text.form('Spara och fortsätt').submit({ whatHappened: `${TEXT} Igen.` })
    const organisation = await likeness.form('Det är nytt').submit()
    const level = await organisation
      .form('Spara och fortsätt')
      .submit({ organisationIds: [agency.id, employer.id], gap: 'ja' })
    const extent = await level.form('Spara och fortsätt').submit({ level: 'central', facetsCentral: 'regulations' })
    await extent.form('Spara och fortsätt').submit({
      firstMonth: '2026-10',
      lastMonth: '2026-11',
      clientBand: '1',
      severity: 'hinders',
      themes: ['skuld'],
    })
    const [draft] = await world.rows(observations)
    const fields = async (step: string) =>
      (await later.get(`/rapportera/${draft?.id}${step}`)).form('Spara och fortsätt').fields
    expect((await fields('')).whatHappened).to.equal(`${TEXT} Igen.`)
    expect(await fields('/organisation')).to.deep.include({ gap: 'ja' })
    expect((await fields('/organisation'))['organisationIds']).to.have.members([agency.id, employer.id])
    expect(await fields('/niva')).to.deep.include({ level: 'central', facetsCentral: 'regulations' })
    expect(await fields('/omfattning')).to.deep.include({
      municipalityId: municipality.id,
      firstMonth: '2026-10',
      lastMonth: '2026-11',
      clientBand: '1',
      severity: 'hinders',
      themes: 'skuld',
    })
    expect(draft).to.include({ state: 'draft', number: null, sentAt: null })
  })

  it('writes nothing when a page is read', async () => {
    const check = await writeReport(browser)
    const before = await world.rows(observations)
    const { id } = before[0] as { id: string }
    await browser.get('/rapportera')
    for (const step of ['', '/liknar', '/organisation', '/niva', '/omfattning', '/kontrollera'])
      expect((await browser.get(`/rapportera/${id}${step}`)).status, step).to.equal(200)
    expect(await world.rows(observations)).to.deep.equal(before)
    expect(check.status).to.equal(200)
  })

  it('leads back from the check page to each step, and from there straight back to it', async () => {
    const check = await writeReport(browser)
    const changes = check.$('.govuk-summary-list__actions a').toArray()
    const steps = new Set(changes.map(link => check.$(link).attr('href')?.split('/').slice(3).join('/')))
    expect([...steps]).to.deep.equal(['', 'organisation', 'niva', 'omfattning'])
    const level = await browser.get(`${check.path.replace('kontrollera', 'niva')}`)
    const again = await level.form('Spara och fortsätt').submit({ level: 'unsure' })
    expect(again.heading).to.equal('Kontrollera rapporten')
    expect(again.text).to.contain('Osäker')
  })

  it('drops the facets of a level that is no longer chosen', async () => {
    await writeReport(browser, { level: 'local', facets: { facetsLocal: 'goals', facetsCaseworker: 'attitude' } })
    expect((await world.rows(observations))[0]?.facets).to.deep.equal(['goals'])
  })

  it('says who will read it, and where acute harm is reported instead', async () => {
    await given.group([office], { name: 'Ledningsgruppen i Tyresö' })
    const check = await writeReport(browser)
    expect(check.text).to.contain(`Ombuden och samordnaren i ${office.name} läser rapporten`)
    expect(check.text).to.contain('läser Ledningsgruppen i Tyresö rubriken')
    const start = await browser.get('/rapportera')
    for (const where of ['112', 'lex Sarah', 'IVO', 'orosanmälan']) expect(start.text).to.contain(where)
  })

  it('names the next meeting of the group on the receipt', async () => {
    const group = await given.group([office])
    await world.given(ctx =>
      ctx.rows(meetings).insertAll(
        ['2026-11-20', '2026-12-11', '2027-02-01'].map(day => ({
          id: ctx.newId(),
          groupId: group.id,
          day,
          time: '13:00',
          place: 'Kommunhuset',
          state: 'planned' as const,
          startedAt: null,
          endedAt: null,
          notesDoneAt: null,
          perCapsulam: null,
          version: 1,
        })),
      ),
    )
    const check = await writeReport(browser)
    const receipt = await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
    expect(receipt.text).to.contain('nästa möte är 11 december 2026')
  })

  it('numbers reports in the order of their sending, within the year', async () => {
    const first = await fileReport(world, browser)
    const second = await fileReport(world, browser)
    world.clock.moveTo('2027-01-02T09:00:00Z')
    const third = await fileReport(world, await given.browserOf(ombud))
    expect([first.number, second.number, third.number]).to.deep.equal(['R-2026-0001', 'R-2026-0002', 'R-2027-0001'])
  })

  describe('asks again, keeps what was typed and saves nothing', () => {
    it('when nothing is described, or too much', async () => {
      const start = await browser.get('/rapportera')
      const empty = await start.form('Spara och fortsätt').submit({ whatHappened: '  ' })
      expect([empty.status, empty.errors]).to.deep.equal([422, ['Beskriv hindret.']])
      const long = await start.form('Spara och fortsätt').submit({ whatHappened: 'a'.repeat(4001) })
      expect(long.status).to.equal(422)
      expect(long.form('Spara och fortsätt').fields['whatHappened']).to.equal('a'.repeat(4001))
      expect(await world.rows(observations)).to.deep.equal([])
    })

    it('when no organisation is chosen, or a gap has but one side', async () => {
      const organisation = await draftAt('organisation')
      const none = await organisation.form('Spara och fortsätt').submit()
      expect([none.status, none.errors]).to.deep.equal([422, ['Välj en organisation, eller att du inte vet.']])
      const one = await organisation.form('Spara och fortsätt').submit({ organisationIds: agency.id, gap: 'ja' })
      expect(one.errors).to.deep.equal(['Välj minst två organisationer när felet ligger mellan dem.'])
      expect(one.form('Spara och fortsätt').fields).to.include({ organisationIds: agency.id, gap: 'ja' })
      expect((await world.rows(observations))[0]).to.deep.include({ organisationIds: [], version: 2 })
    })

    it('when the level is missing', async () => {
      const level = await draftAt('niva')
      const again = await level.form('Spara och fortsätt').submit({ facetsLocal: 'goals' })
      expect([again.status, again.errors]).to.deep.equal([422, ['Välj en nivå.']])
      expect(again.form('Spara och fortsätt').fields['facetsLocal']).to.equal('goals')
    })

    it('when months are missing, in the wrong order or ahead', async () => {
      const extent = await draftAt('omfattning')
      const rest = { clientBand: '1', severity: 'hinders', consequence: 'Skulder' }
      const missing = await extent.form('Spara och fortsätt').submit({ ...rest, firstMonth: '' })
      expect([missing.status, missing.errors]).to.deep.equal([422, ['Välj en månad.']])
      const order = await extent
        .form('Spara och fortsätt')
        .submit({ ...rest, firstMonth: '2026-10', lastMonth: '2026-09' })
      expect(order.errors).to.deep.equal(['Senaste månaden kan inte vara före den första.'])
      const ahead = await extent
        .form('Spara och fortsätt')
        .submit({ ...rest, firstMonth: '2026-10', lastMonth: '2026-12' })
      expect(ahead.errors).to.deep.equal(['Välj en månad som har börjat.'])
      expect(ahead.form('Spara och fortsätt').fields['consequence']).to.equal('Skulder')
      expect((await world.rows(observations))[0]?.consequence).to.equal(null)
    })

    it('when a chosen thing is not among those offered', async () => {
      const elsewhere = await given.municipality()
      const gone = await given.organisation({ validTo: '2020-12-31' })
      const extent = await draftAt('omfattning')
      const months = { firstMonth: '2026-10', lastMonth: '2026-10', clientBand: '1', severity: 'hinders' }
      const where = await extent.form('Spara och fortsätt').submit({ ...months, municipalityId: elsewhere.id })
      expect([where.status, where.errors]).to.deep.equal([422, ['Välj var ni har mött det.']])
      const organisation = await browser.get(extent.path.replace('omfattning', 'organisation'))
      const whose = await organisation.form('Spara och fortsätt').submit({ organisationIds: gone.id })
      expect(whose.status).to.equal(422)
      expect((await world.rows(observations))[0]).to.deep.include({ organisationIds: [], municipalityId: null })
    })

    it('when the text is not said to be free of clients', async () => {
      const check = await writeReport(browser)
      const again = await check.form('Skicka rapporten').submit()
      expect(again.status).to.equal(422)
      expect(again.errors).to.deep.equal([
        'Läs igenom texten och kryssa i att den inte innehåller uppgifter om klienter.',
      ])
      expect((await world.rows(observations))[0]?.state).to.equal('draft')
    })

    it('when steps are missing: the check page has no button, and sending all the same is refused', async () => {
      const level = await draftAt('niva')
      const check = await browser.get(level.path.replace('niva', 'kontrollera'))
      expect(check.text).to.contain('Det här är inte ifyllt än').and.contain('På vilken nivå')
      expect(check.postForms().some(form => form.names.includes('noClientData'))).to.equal(false)
      const fields = level.form('Spara och fortsätt').fields
      const forced = await browser.post(check.path, { ...fields, noClientData: 'ja' } as never)
      expect([forced.status, forced.errors]).to.deep.equal([422, ['Rapporten är inte färdig. Fyll i det som saknas.']])
      expect((await world.rows(observations))[0]?.state).to.equal('draft')
    })
  })

  async function draftAt(step: 'organisation' | 'niva' | 'omfattning'): Promise<Page> {
    const start = await browser.get('/rapportera')
    const likeness = await start.form('Spara och fortsätt').submit({ whatHappened: TEXT })
    const organisation = await likeness.form('Det är nytt').submit()
    return step === 'organisation' ? organisation : browser.get(organisation.path.replace('organisation', step))
  }

  it('asks about phone numbers and e-mail addresses, and takes them when it is told why', async () => {
    const start = await browser.get('/rapportera')
    const typed = `${TEXT} Växeln 08-123 45 67 svarar inte.`
    const asked = await start.form('Spara och fortsätt').submit({ whatHappened: typed })
    expect(asked.status).to.equal(422)
    expect(asked.text).to.contain('”08-123 45 67” ser ut som ett telefonnummer')
    expect(await world.rows(observations)).to.deep.equal([])
    const form = asked.form('Spara och fortsätt')
    await form.submit(form.reviewed('public'))
    expect((await world.rows(observations))[0]?.whatHappened).to.equal(typed)
  })

  it('lets one with several offices choose, and nobody choose a foreign one', async () => {
    const [second, foreign] = [await given.office(), await given.office()]
    const both = await given.as('ombud', { officeId: office.id })
    expect((await both.get('/rapportera')).form('Spara och fortsätt').names).to.not.include('officeId')
    const person = await given.person([
      { role: 'ombud', officeId: office.id },
      { role: 'ombud', officeId: second.id },
    ])
    const chooser = await given.browserOf(person)
    const start = await chooser.get('/rapportera')
    expect((await start.form('Spara och fortsätt').submit({ whatHappened: TEXT })).errors).to.deep.equal([
      'Välj ett alternativ.',
    ])
    const refused = await start.form('Spara och fortsätt').submit({ whatHappened: TEXT, officeId: foreign.id })
    expect(refused.status).to.equal(422)
    await start.form('Spara och fortsätt').submit({ whatHappened: TEXT, officeId: second.id })
    await (await browser.get('/rapportera'))
      .form('Spara och fortsätt')
      .send({ whatHappened: 'Annat', officeId: foreign.id })
    const offices = (await world.rows(observations)).map(({ officeId }) => officeId)
    expect(offices).to.have.members([second.id, office.id])
  })

  it('has one effect when it is sent twice', async () => {
    const check = await writeReport(browser)
    const form = check.form('Skicka rapporten')
    const fields = { ...form.fields, noClientData: 'ja' } as Record<string, string>
    const [one, two] = await Promise.all([browser.post(form.action, fields), browser.post(form.action, fields)])
    const third = await browser.post(form.action, fields)
    for (const page of [one, two, third]) expect(page.text).to.contain('R-2026-0001')
    const start = (await browser.get('/rapportera')).form('Spara och fortsätt')
    const typed = { ...start.fields, whatHappened: TEXT } as Record<string, string>
    await Promise.all([browser.post('/rapportera', typed), browser.post('/rapportera', typed)])
    expect((await world.rows(observations)).map(({ state }) => state)).to.have.members(['sent', 'draft'])
  })

  it('stops the second of two open tabs, and shows both texts', async () => {
    const start = await browser.get('/rapportera')
    const likeness = await start.form('Spara och fortsätt').submit({ whatHappened: TEXT })
    const path = likeness.path.replace('/liknar', '')
    const [one, other] = [await browser.get(path), await browser.get(path)]
    await one.form('Spara och fortsätt').submit({ whatHappened: 'Den första texten' })
    const conflict = await other.form('Spara och fortsätt').submit({ whatHappened: 'Den andra texten' })
    expect(conflict.status).to.equal(409)
    expect(conflict.text).to.contain('Den första texten').and.contain('Den andra texten')
    expect((await world.rows(observations))[0]?.whatHappened).to.equal('Den första texten')
  })

  it('leads to the receipt once it is sent, and takes no more steps', async () => {
    const check = await writeReport(browser)
    const level = await browser.get(check.path.replace('kontrollera', 'niva'))
    await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
    expect((await browser.get(check.path)).text).to.contain('R-2026-0001')
    const late = await level.form('Spara och fortsätt').submit({ level: 'central' })
    expect(late.status).to.equal(409)
    expect((await world.rows(observations))[0]?.level).to.equal('local')
  })

  it('is a draft for its author only', async () => {
    await writeReport(browser)
    const [draft] = await world.rows(observations)
    const others = {
      'a colleague': await given.as('ombud', { officeId: office.id }),
      'an ombud elsewhere': await given.as('ombud', { officeId: (await given.office()).id }),
    }
    for (const [who, other] of Object.entries(others))
      for (const step of [
        '',
        '/liknar',
        '/organisation',
        '/niva',
        '/omfattning',
        '/kontrollera',
        '/klart',
        '/samma-har',
      ])
        expect((await other.get(`/rapportera/${draft?.id}${step}`)).status, `${who} ${step}`).to.equal(404)
    const unknown = await browser.get('/rapportera/0190f3c2-0000-7000-8000-000000000000/niva')
    expect(unknown.status).to.equal(404)
  })

  it('is for ombud, and for coordinators who write for one: others are refused, nobody is asked to sign in', async () => {
    for (const role of ['admin', 'analyst', 'convener', 'member'] as const)
      expect((await (await given.as(role, { officeId: office.id })).get('/rapportera')).status, role).to.equal(403)
    const answer = await world.browser().raw('get', '/rapportera')
    expect([answer.status, answer.headers['location']]).to.deep.equal([303, '/logga-in?till=%2Frapportera'])
  })

  it('can be thrown away while it is a draft, and leaves nothing', async () => {
    await writeReport(browser)
    const mine = await browser.get('/rapporter')
    const after = await mine.form('Kasta utkastet').submit()
    expect(after.notice).to.contain('Utkastet är borta')
    expect(await world.rows(observations)).to.deep.equal([])
    const { id } = await fileReport(world, browser)
    const fields = (await browser.get('/rapportera')).form('Spara och fortsätt').fields as Record<string, string>
    expect((await browser.post(`/rapportera/${id}/kasta`, fields)).status).to.equal(403)
    expect(await world.rows(observations)).to.have.length(1)
  })

  it('can be written in English', async () => {
    const english = await given.browserOf(
      await given.person([{ role: 'ombud', officeId: office.id }], { locale: 'en' }),
    )
    const start = await english.get('/rapportera')
    expect(start.heading).to.equal('What obstacle have you met?')
    const likeness = await start.form('Save and continue').submit({ whatHappened: TEXT })
    expect(likeness.heading).to.equal('Is it the same as one of these?')
  })

  it('says on every page of a made-up office that it is a made-up example', async () => {
    const made = await given.office({ fictitious: true })
    const both = [
      { role: 'ombud', officeId: made.id },
      { role: 'coordinator', officeId: made.id },
    ] as const
    const person = await given.browserOf(await given.person(both))
    await writeReport(person)
    const [draft] = await world.rows(observations)
    const { number } = await fileReport(world, person)
    const steps = ['', '/liknar', '/organisation', '/niva', '/omfattning', '/kontrollera'].map(
      step => `/rapportera/${draft?.id}${step}`,
    )
    const others = ['/rapportera', '/rapporter', `/rapporter/${number}`, '/inkorg', `/inkorg/${number}`]
    const forms = ['nytt', 'ater', 'inte-systemfel'].map(form => `/inkorg/${number}/${form}`)
    for (const path of [...steps, ...others, ...forms])
      expect((await person.get(path)).html, path).to.contain('Påhittat exempel')
    expect((await browser.get('/rapportera')).html).to.not.contain('Påhittat exempel')
  })
})
