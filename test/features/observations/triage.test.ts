import { expect } from 'chai'
import {
  circleMembers,
  deficiencies,
  deficiencyOrganisations,
  deficiencyThemes,
} from '#src/features/deficiencies/deficiency.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Organisation } from '#src/features/organisations/organisation.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { everyText, fileReport, givenDeficiency, TEXT } from './filed.ts'

describe('Triage', () => {
  let world: World
  let given: Given
  let agency: Organisation
  let office: Office
  let ombud: Person
  let author: Browser
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    agency = await given.organisation({ name: 'Överförmyndaren' })
    office = await given.office()
    ombud = await given.person([{ role: 'ombud', officeId: office.id }])
    author = await given.browserOf(ombud)
    coordinator = await given.as('coordinator', { officeId: office.id })
  })
  const stored = (number = 'R-2026-0001') => world.row(observations, { number })
  const sent = () => fileReport(world, author, { organisations: [agency.id], extent: { themes: ['god_man'] } })

  it('shows three lists: new, returned and settled', async () => {
    const empty = await coordinator.get('/inkorg')
    expect(empty.text).to.contain('Inga nya rapporter').and.contain('Inga rapporter väntar')
    await sent()
    await sent()
    await sent()
    await act('R-2026-0002', 'ater', 'Skicka tillbaka')
    await act('R-2026-0003', 'inte-systemfel', 'Avsluta rapporten')
    const page = await coordinator.get('/inkorg')
    const list = (id: string): string => page.$(`section[aria-labelledby=${id}]`).text().replace(/\s+/g, ' ')
    expect(list('nya')).to.contain('R-2026-0001').and.not.contain('R-2026-0002')
    expect(list('ater')).to.contain('R-2026-0002').and.not.contain('R-2026-0003')
    expect(list('klara')).to.contain('R-2026-0003').and.contain('Inte ett systemfel')
    expect(page.text).to.not.contain('Utkast')
  })

  it('shows the report with its author, and the systemfel that are like it', async () => {
    await givenDeficiency(world, await given.office(), { title: 'God man dröjer' })
    await sent()
    const page = await coordinator.get('/inkorg/R-2026-0001')
    for (const shown of [TEXT, ombud.name, 'Överförmyndaren', 'God man dröjer', 'SF-2026-0001', 'Koppla hit'])
      expect(page.text).to.contain(shown)
  })

  it('links a report to a candidate', async () => {
    const elsewhere = await given.office()
    const { id } = await givenDeficiency(world, elsewhere)
    await sent()
    const page = await coordinator.get('/inkorg/R-2026-0001')
    const after = await page.form('Koppla hit').submit({ number: 'SF-2026-0001' })
    expect(after.notice).to.contain('Rapporten är kopplad')
    expect(after.text).to.contain('Kopplad till SF-2026-0001').and.not.contain('Koppla hit')
    expect(await stored()).to.include({ state: 'linked', deficiencyId: id, sameHere: false })
    expect((await stored()).triagedAt).to.deep.equal(world.clock.now())
    expect(await world.row(deficiencies, { id })).to.include({
      reportCount: 1,
      firstMonth: '2026-09',
      lastMonth: '2026-11',
    })
    const circle = (await world.rows(circleMembers, { deficiencyId: id })).map(({ memberId }) => memberId)
    expect(circle).to.include.members([office.id, elsewhere.id])
    expect(await world.acts(id)).to.deep.equal(['deficiency.made', 'deficiency.reported'])
  })

  it('links a report to a number that is typed, in whatever case, and refuses one that is not there', async () => {
    const { id } = await givenDeficiency(world, office)
    await sent()
    const form = (await coordinator.get('/inkorg/R-2026-0001')).form('Koppla till numret')
    for (const number of ['', 'hej', 'SF-2026-0099']) {
      const again = await form.submit({ number })
      expect([again.status, again.errors], number).to.deep.equal([
        422,
        ['Det finns inget öppet systemfel med det numret. Kontrollera numret.'],
      ])
    }
    expect((await stored()).state).to.equal('sent')
    await form.submit({ number: ' sf-2026-0001 ' })
    expect((await stored()).deficiencyId).to.equal(id)
  })

  it('makes a new systemfel from the report, with what the coordinator changed', async () => {
    const group = await given.group([office])
    const second = await given.organisation({ name: 'Tingsrätten' })
    const report = await fileReport(world, author, {
      organisations: [agency.id, second.id],
      level: 'unsure',
      extent: { themes: ['god_man', 'vantetider'] },
    })
    const page = await (await coordinator.get('/inkorg/R-2026-0001')).follow('Skapa ett nytt systemfel')
    const form = page.form('Skapa systemfelet')
    expect(form.fields).to.deep.include({ description: TEXT, themes: ['god_man', 'vantetider'] })
    expect(form.fields['organisationIds']).to.have.members([agency.id, second.id])
    expect(form.fields).to.not.have.any.keys('level', 'gap')
    const again = await form.submit({ title: 'God man dröjer' })
    expect([again.status, again.errors]).to.deep.equal([422, ['Välj en nivå.']])
    const after = await form.submit({
      title: 'God man dröjer',
      description: 'Det tar lång tid att få en god man.',
      level: 'local',
      facetsLocal: 'resources',
      facetsCentral: 'regulations',
      organisationIds: agency.id,
    })
    expect(after.text).to.contain('Kopplad till SF-2026-0001 God man dröjer')
    const [made] = await world.rows(deficiencies)
    expect(made).to.deep.include({
      number: 'SF-2026-0001',
      title: 'God man dröjer',
      description: 'Det tar lång tid att få en god man.',
      level: 'local',
      facets: ['resources'],
      gap: false,
      state: 'new',
      protected: false,
      officeId: office.id,
      reportCount: 1,
    })
    const { id } = made as { id: string }
    expect((await world.rows(deficiencyThemes, { deficiencyId: id })).map(({ theme }) => theme)).to.have.members([
      'god_man',
      'vantetider',
    ])
    expect(
      (await world.rows(deficiencyOrganisations, { deficiencyId: id })).map(body => body.organisationId),
    ).to.deep.equal([agency.id])
    const circle = (await world.rows(circleMembers, { deficiencyId: id })).map(({ memberId }) => memberId)
    expect(circle).to.have.members([office.id, group.id, report.municipalityId])
    expect(await stored()).to.include({ state: 'linked', deficiencyId: id })
    expect(await world.acts(id)).to.deep.equal(['deficiency.made', 'deficiency.reported'])
    expect(await world.mails()).to.deep.equal([])
  })

  it('returns a report with a reason, which is read inside the office and not in the mail', async () => {
    await sent()
    const page = await (await coordinator.get('/inkorg/R-2026-0001')).follow('Skicka tillbaka för komplettering')
    const again = await page.form('Skicka tillbaka').submit()
    expect(again.status).to.equal(422)
    await page.form('Skicka tillbaka').submit({ reason: 'Vilken myndighet var det?' })
    expect(await stored()).to.include({ state: 'returned', reason: 'Vilken myndighet var det?' })
    const [mail] = await world.mails()
    expect(mail).to.include({
      template: 'observations.returned',
      toAddress: ombud.email,
      path: '/rapporter/R-2026-0001',
    })
    if (mail === undefined) throw new Error('no mail')
    const letter = await world.letter(mail)
    expect(letter.subject).to.equal('Rapport R-2026-0001 behöver kompletteras')
    expect(letter.text).to.contain(office.name).and.not.contain('Vilken myndighet').and.not.contain('god man')
    expect((await author.get('/rapporter/R-2026-0001')).text).to.contain('Vilken myndighet var det?')
    expect(await world.acts((await stored()).id)).to.deep.equal(['observation.sent', 'observation.returned'])
  })

  it('settles a report as no systemfel, with a reason', async () => {
    await sent()
    const after = await act('R-2026-0001', 'inte-systemfel', 'Avsluta rapporten')
    expect(after.text).to.contain('Därför är det inte ett systemfel').and.contain('Så är det')
    expect(await stored()).to.include({ state: 'not_systemic', reason: 'Så är det' })
    const [mail] = await world.mails()
    expect(mail).to.include({ template: 'observations.notSystemic', toAddress: ombud.email })
    expect(mail?.facts).to.deep.equal({ reference: 'R-2026-0001', office: office.name })
    expect(await world.acts((await stored()).id)).to.deep.equal(['observation.sent', 'observation.dismissed'])
  })

  async function act(number: string, path: string, button: string, reason = 'Så är det') {
    return (await coordinator.get(`/inkorg/${number}/${path}`)).form(button).submit({ reason })
  }

  it('tells nobody by mail who settles her own report', async () => {
    const lone = await given.person([
      { role: 'ombud', officeId: office.id },
      { role: 'coordinator', officeId: office.id },
    ])
    coordinator = await given.browserOf(lone)
    await fileReport(world, coordinator)
    await act('R-2026-0001', 'ater', 'Skicka tillbaka')
    expect((await stored()).state).to.equal('returned')
    expect(await world.mails()).to.deep.equal([])
  })

  it('is done once: what is settled offers nothing more, and a form left open is refused', async () => {
    await givenDeficiency(world, office)
    await sent()
    const [open, making] = [
      await coordinator.get('/inkorg/R-2026-0001'),
      await coordinator.get('/inkorg/R-2026-0001/nytt'),
    ]
    await act('R-2026-0001', 'inte-systemfel', 'Avsluta rapporten')
    expect((await open.form('Koppla hit').submit({ number: 'SF-2026-0001' })).status).to.equal(409)
    expect((await making.form('Skapa systemfelet').submit({ title: 'Ny', level: 'local' })).status).to.equal(409)
    expect(await world.rows(deficiencies)).to.have.length(1)
    expect((await coordinator.get('/inkorg/R-2026-0001/nytt')).text).to.contain('Därför är det inte ett systemfel')
    const page = await coordinator.get('/inkorg/R-2026-0001')
    expect(page.$('main form').length).to.equal(0)
  })

  it('stops the second of two coordinators', async () => {
    await sent()
    const [one, other] = [
      await coordinator.get('/inkorg/R-2026-0001/ater'),
      await coordinator.get('/inkorg/R-2026-0001/inte-systemfel'),
    ]
    const edited = await author.get(`/rapporter/R-2026-0001`)
    await edited.form('Återkalla rapporten').submit()
    expect((await one.form('Skicka tillbaka').submit({ reason: 'x' })).status).to.equal(409)
    expect((await other.form('Avsluta rapporten').submit({ reason: 'x' })).status).to.equal(409)
    expect((await stored()).state).to.equal('withdrawn')
  })

  it('has one effect when it is sent twice', async () => {
    await sent()
    const form = (await coordinator.get('/inkorg/R-2026-0001/nytt')).form('Skapa systemfelet')
    const fields = { ...form.fields, title: 'God man dröjer', level: 'local' } as Record<string, string>
    await Promise.all([coordinator.post(form.action, fields), coordinator.post(form.action, fields)])
    expect(await world.rows(deficiencies)).to.have.length(1)
    expect((await world.rows(deficiencies))[0]?.reportCount).to.equal(1)
  })

  it('is the coordinator’s of the office: elsewhere the report does not exist, other roles are refused', async () => {
    await sent()
    const foreign = await given.as('coordinator', { officeId: (await given.office()).id })
    for (const path of ['', '/nytt', '/ater', '/inte-systemfel'])
      expect((await foreign.get(`/inkorg/R-2026-0001${path}`)).status, path).to.equal(404)
    const form = (await coordinator.get('/inkorg/R-2026-0001/ater')).form('Skicka tillbaka')
    const own = (await foreign.get('/inkorg')).$('input[name=_csrf]').attr('value') ?? ''
    const forced = await foreign.post(form.action, { ...form.fields, _csrf: own, reason: 'x' } as Record<
      string,
      string
    >)
    expect(forced.status).to.equal(404)
    expect((await foreign.get('/inkorg')).text).to.not.contain('R-2026')
    for (const browser of [author, await given.as('admin'), await given.as('convener', { officeId: office.id })])
      expect((await browser.get('/inkorg/R-2026-0001')).status).to.equal(403)
    expect((await stored()).state).to.equal('sent')
  })

  it('is not for an ombud of the office who coordinates another', async () => {
    await sent()
    const elsewhere = await given.office()
    const both = await given.browserOf(
      await given.person([
        { role: 'ombud', officeId: office.id },
        { role: 'coordinator', officeId: elsewhere.id },
      ]),
    )
    expect((await both.get('/rapporter/R-2026-0001')).status).to.equal(200)
    expect((await both.get('/rapporter/R-2026-0001')).html).to.not.contain('/inkorg/R-2026-0001')
    for (const path of ['', '/nytt', '/ater', '/inte-systemfel'])
      expect((await both.get(`/inkorg/R-2026-0001${path}`)).status, path).to.equal(404)
  })

  describe('of a report about the own employer', () => {
    let convener: Person
    let employer: Organisation
    beforeEach(async () => {
      employer = await given.organisation({ name: 'Tyresö kommun', kind: 'municipality' })
      const unit = await given.organisation({ name: 'Socialtjänsten', kind: 'municipality', parentId: employer.id })
      const region = await given.organisation({ name: 'Regionen', kind: 'region' })
      office = await given.office({}, { employer })
      const group = await given.group([office])
      convener = await given.person([{ role: 'convener', groupId: group.id }])
      await given.seat(group, { party: 'municipality', organisationId: employer.id }, 'Egen Arbetsgivare')
      await given.seat(group, { party: 'psychiatry', organisationId: region.id }, 'Annan Huvudman')
      author = await given.as('ombud', { officeId: office.id })
      coordinator = await given.as('coordinator', { officeId: office.id })
      agency = unit
    })
    const told = async () => (await world.mails()).map(({ template, toName }) => `${template} → ${toName}`)

    it('says so while it is written, and tells the convener and another body when it is sent', async () => {
      const start = await author.get('/rapportera')
      const likeness = await start.form('Spara och fortsätt').submit({ whatHappened: TEXT })
      const organisation = await likeness.form('Det är nytt').submit()
      expect(organisation.text).to.contain('Er arbetsgivare eller uppdragsgivare är Tyresö kommun.')
      const level = await organisation.form('Spara och fortsätt').submit({ organisationIds: agency.id })
      expect(level.notice).to.contain('tar den skyddade vägen')
      expect(await world.mails()).to.deep.equal([])
      await sent()
      expect(await told()).to.have.members([
        `observations.ownEmployerSent → ${convener.name}`,
        'observations.ownEmployerSent → Annan Huvudman',
      ])
      const [mail] = await world.mails()
      expect(mail).to.include({ path: null, linkId: null })
      if (mail === undefined) throw new Error('no mail')
      const letter = await world.letter(mail)
      expect(letter.text).to.contain('R-2026-0001').and.contain(office.name).and.not.contain('god man')
    })

    it('makes the systemfel protected and tells them again', async () => {
      await sent()
      const form = (await coordinator.get('/inkorg/R-2026-0001/nytt')).form('Skapa systemfelet')
      await form.submit({ title: 'God man dröjer', level: 'local' })
      expect((await world.rows(deficiencies))[0]?.protected).to.equal(true)
      const linked = (await world.mails()).filter(({ template }) => template === 'observations.ownEmployerLinked')
      expect(linked.map(({ toName, path }) => [toName, path])).to.have.deep.members([
        [convener.name, '/systemfel/SF-2026-0001'],
        ['Annan Huvudman', null],
      ])
      expect(linked[0]?.facts).to.include({ reference: 'SF-2026-0001', level: 'Lokal nivå' })
    })

    it('makes a systemfel protected that it is linked to', async () => {
      const { id } = await givenDeficiency(world, await given.office())
      await sent()
      await (await coordinator.get('/inkorg/R-2026-0001')).form('Koppla hit').submit({ number: 'SF-2026-0001' })
      expect((await world.row(deficiencies, { id })).protected).to.equal(true)
    })

    it('cannot be put aside in silence, and the reason stays in the office', async () => {
      await sent()
      await act('R-2026-0001', 'inte-systemfel', 'Avsluta rapporten', 'Hemligt skäl')
      expect(await told()).to.include.members([
        `observations.ownEmployerDismissed → ${convener.name}`,
        'observations.ownEmployerDismissed → Annan Huvudman',
      ])
      for (const mail of await world.mails()) expect((await world.letter(mail)).text).to.not.contain('Hemligt')
      expect(await everyText(world)).to.contain('Hemligt skäl')
    })

    it('is the own employer as of the day it is sent', async () => {
      const former = await given.organisation()
      const moved = await given.office({}, { employer: former })
      await world.given(async ctx => {
        const { officeEmployers } = await import('#src/features/organisations/office.entity.ts')
        await ctx.rows(officeEmployers).changeAll({ officeId: moved.id }, { validTo: '2026-11-20' })
      })
      const report = await fileReport(world, await given.as('ombud', { officeId: moved.id }), {
        organisations: [former.id],
      })
      expect(report.ownEmployer).to.equal(false)
    })
  })
})
