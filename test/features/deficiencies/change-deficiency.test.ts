import { expect } from 'chai'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import {
  type Deficiency,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Organisation } from '#src/features/organisations/organisation.entity.ts'
import { searchEntries } from '#src/features/search/search-entry.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf } from './made.ts'

describe('Editing a systemfel', () => {
  let world: World
  let given: Given
  let office: Office
  let agency: Organisation
  let deficiency: Deficiency
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    agency = await given.organisation({ name: 'Försäkringskassan' })
    deficiency = await deficiencyOf(world, office, { organisationIds: [agency.id] })
    coordinator = await given.as('coordinator', { officeId: office.id })
  })
  const path = (): string => `/systemfel/${deficiency.number}/redigera`
  const formIn = async (browser: Browser) => (await browser.get(path())).form('Spara')
  const stored = (): Promise<Deficiency> => world.row(deficiencies, { id: deficiency.id })
  const changes = async () => {
    const events = await world.rows(auditEvents, { subjectId: deficiency.id, action: 'deficiency.changed' })
    return events.map(({ details }) => details)
  }

  it('shows what is stored, and saves what was changed', async () => {
    const other = await given.organisation({ name: 'Arbetsförmedlingen' })
    const form = await formIn(coordinator)
    expect(form.fields).to.include({
      title: deficiency.title,
      description: deficiency.description,
      level: 'local',
      facetsLocal: 'resources',
      themes: 'god_man',
      organisationIds: agency.id,
    })
    const page = await form.submit({
      title: 'Krav på läkarintyg',
      description: 'Var tredje månad.',
      what: 'Nytt intyg var tredje månad.',
      forWhom: 'Varaktigt sjuka.',
      wanted: 'Intyg som gäller ett år.',
      level: 'central',
      facetsCentral: ['regulations', 'organisation'],
      themes: ['lakarintyg', 'socialforsakring'],
      organisationIds: [agency.id, other.id],
      gap: 'ja',
      legalGround: '33 kap. socialförsäkringsbalken',
      externalReference: 'AV-17',
      diaryNumber: 'SN 2026/118',
    })
    expect(page.notice, page.errors.join()).to.equal('Ändringen är sparad.')
    expect(page.heading).to.equal('Krav på läkarintyg')
    expect(page.text).to.contain('Vad Nytt intyg var tredje månad. För vem Varaktigt sjuka.').and.contain('SN 2026/118')
    expect(await stored()).to.deep.include({
      level: 'central',
      facets: ['regulations', 'organisation'],
      gap: true,
      externalReference: 'AV-17',
      version: 2,
    })
    const bodies = await world.rows(deficiencyOrganisations, { deficiencyId: deficiency.id })
    expect(bodies.map(({ organisationId }) => organisationId)).to.have.members([agency.id, other.id])
    const themes = await world.rows(deficiencyThemes, { deficiencyId: deficiency.id })
    expect(themes.map(({ theme }) => theme)).to.have.members(['lakarintyg', 'socialforsakring'])
  })

  it('logs which fields were changed, from what to what for codes, and never a text', async () => {
    await (await formIn(coordinator)).submit({ title: 'Hemlig rubrik', level: 'central', themes: [] })
    const [logged] = await changes()
    expect(logged?.['fields']).to.have.members(['title', 'level', 'facets', 'themes'])
    expect(logged?.['from']).to.deep.include({ level: 'local', themes: ['god_man'] })
    expect(logged?.['to']).to.deep.include({ level: 'central', themes: [] })
    expect(JSON.stringify(logged)).to.not.contain('Hemlig')
    const history = await coordinator.get(`/systemfel/${deficiency.number}/historik`)
    expect(history.text).to.contain('Ändrade: rubrik, nivå (lokal nivå → central nivå)')
  })

  it('is found by its new words, and no longer by the old ones', async () => {
    await (await formIn(coordinator)).submit({ title: 'Krav på läkarintyg', description: 'Var tredje månad.' })
    const { stems } = await world.row(searchEntries, { subjectId: deficiency.id })
    expect(stems?.split('|')).to.include('läkarintyg').and.not.include('god man')
    expect((await coordinator.get('/systemfel?ord=läkarintyget')).text).to.contain('1 systemfel')
  })

  it('keeps the facets of the level that was chosen', async () => {
    const form = await formIn(coordinator)
    await form.submit({ level: 'caseworker', facetsCaseworker: ['attitude'], facetsCentral: ['regulations'] })
    expect((await stored()).facets).to.deep.equal(['attitude'])
  })

  it('leaves nothing behind when nothing was changed', async () => {
    await (await formIn(coordinator)).submit()
    expect((await stored()).version).to.equal(1)
    expect(await changes()).to.deep.equal([])
  })

  it('keeps an organisation that is no longer valid unless it is taken away', async () => {
    const former = await given.organisation({ name: 'Landstinget', validTo: '2018-12-31' })
    deficiency = await deficiencyOf(world, office, { organisationIds: [former.id] })
    const form = await formIn(coordinator)
    expect(form.options('organisationIds').map(({ label }) => label)).to.include('Landstinget')
    await form.submit({ title: 'Ny rubrik' })
    expect(await world.rows(deficiencyOrganisations, { deficiencyId: deficiency.id })).to.have.length(1)
  })

  const NUMBERS = ['19811218-9876', '811218 9876', '198112789873']
  for (const name of [
    'title',
    'description',
    'what',
    'forWhom',
    'wanted',
    'legalGround',
    'externalReference',
    'diaryNumber',
  ])
    it(`P1: stops a personnummer in ${name}, keeps what was typed and saves nothing`, async () => {
      for (const number of NUMBERS) {
        const page = await (await formIn(coordinator)).submit({ wanted: 'Kvar i fältet', [name]: `Se ${number}.` })
        expect(page.status, number).to.equal(422)
        expect(page.errors.join()).to.contain('personnummer')
        expect(page.form('Spara').fields[name]).to.equal(`Se ${number}.`)
        expect(page.form('Spara').fields['wanted']).to.equal(name === 'wanted' ? `Se ${number}.` : 'Kvar i fältet')
      }
      expect(await stored()).to.deep.equal(deficiency)
      expect(await changes()).to.deep.equal([])
    })

  it('asks to look again at a telephone number', async () => {
    const page = await (await formIn(coordinator)).submit({ description: 'Ring 08-123 45 67.' })
    expect(page.status).to.equal(422)
    const form = page.form('Spara')
    const saved = await form.submit(form.reviewed())
    expect(saved.notice).to.equal('Ändringen är sparad.')
  })

  it('shows a faulty form again with an error at each field, and saves nothing', async () => {
    const fields = { title: ' ', description: 'x'.repeat(4001), legalGround: 'x'.repeat(201), themes: ['sip'] }
    const page = await (await formIn(coordinator)).submit(fields)
    expect(page.status).to.equal(422)
    expect(page.errors).to.deep.equal([
      'Rubrik: Fyll i det här fältet.',
      'Beskrivning: Texten är för lång. Korta den.',
      'Lagrum: Texten är för lång. Korta den.',
    ])
    expect(page.form('Spara').fields).to.include({ description: fields.description, themes: 'sip' })
    const foreign = { organisationIds: [deficiency.id], level: 'x', themes: ['y'] }
    expect((await (await formIn(coordinator)).submit(foreign)).status).to.equal(422)
    expect(await stored()).to.deep.equal(deficiency)
  })

  it('C4: shows both texts when somebody else was first', async () => {
    const [mine, theirs] = [await formIn(coordinator), await formIn(coordinator)]
    await theirs.submit({ title: 'Deras rubrik' })
    const page = await mine.submit({ title: 'Min rubrik' })
    expect(page.status).to.equal(409)
    expect(page.text).to.contain('Min rubrik').and.contain('Deras rubrik').and.contain('Rubrik')
    expect((await stored()).title).to.equal('Deras rubrik')
    const again = await page.follow('Öppna formuläret igen')
    expect(again.form('Spara').fields['title']).to.equal('Deras rubrik')
  })

  it('is for the coordinators of the offices that feed it', async () => {
    const group = await given.group([office])
    const others: Record<string, Browser> = {
      ombud: await given.as('ombud', { officeId: office.id }),
      convener: await given.as('convener', { groupId: group.id }),
    }
    const late = await formIn(coordinator)
    deficiency = await deficiencyOf(world, office)
    for (const [name, browser] of Object.entries(others)) {
      expect((await browser.get(path())).status, name).to.equal(403)
      expect((await browser.get(`/systemfel/${deficiency.number}`)).text, name).to.not.contain('Redigera')
      const { _csrf, ...fields } = late.fields
      const token = (await browser.get('/systemfel')).$('input[name=_csrf]').first().attr('value') ?? ''
      expect((await browser.post(path(), { ...fields, _csrf: token })).status, name).to.equal(403)
    }
    const elsewhere = await given.as('coordinator', { officeId: (await given.office()).id })
    expect((await elsewhere.get(path())).status).to.equal(404)
  })

  describe('in short', () => {
    const short = () => `/systemfel/${deficiency.number}/kort-sagt`

    it('is asked for until it is written, and then leads the page for everybody', async () => {
      const page = await coordinator.get(`/systemfel/${deficiency.number}`)
      const form = (await page.follow('Skriv Kort sagt')).form('Spara')
      const sentences = { what: 'Det tar ett år.', forWhom: 'Den som behöver stöd.', wanted: 'Besked på tre månader.' }
      const saved = await form.submit(sentences)
      expect(saved.text).to.contain(
        'Vad Det tar ett år. För vem Den som behöver stöd. Vad vi vill Besked på tre månader.',
      )
      expect(await stored()).to.include(sentences)
      expect(await changes()).to.deep.equal([
        { fields: ['what', 'forWhom', 'wanted'], from: {}, to: {}, officeId: office.id },
      ])
      const member = await given.as('ombud', { officeId: office.id })
      const read = await member.get(`/systemfel/${deficiency.number}`)
      expect(read.text).to.contain('Det tar ett år.').and.not.contain('Ändra Kort sagt')
    })

    it('takes all three sentences, none with a personnummer', async () => {
      const form = (await coordinator.get(short())).form('Spara')
      const page = await form.submit({ what: 'Vad', wanted: '811218-9876' })
      expect(page.status).to.equal(422)
      expect(page.errors).to.have.length(2)
      expect(await stored()).to.deep.equal(deficiency)
    })
  })
})
