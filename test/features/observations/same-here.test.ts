import { expect } from 'chai'
import { circleMembers, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Municipality } from '#src/features/organisations/municipality.entity.ts'
import { type Office, officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport, givenDeficiency, TEXT } from './filed.ts'

describe('Samma här', () => {
  let world: World
  let given: Given
  let municipality: Municipality
  let office: Office
  let ombud: Person
  let browser: Browser
  const path = '/systemfel/SF-2026-0001/samma-har'
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    municipality = await given.municipality({ name: 'Haninge' })
    office = await given.office({}, { municipality })
    ombud = await given.person([{ role: 'ombud', officeId: office.id }])
    browser = await given.browserOf(ombud)
  })
  const inCircle = async (id: string): Promise<string[]> =>
    (await world.rows(circleMembers, { deficiencyId: id })).map(({ memberId }) => memberId)

  it('is sent and linked at once from a systemfel, and counted there', async () => {
    const { id } = await givenDeficiency(world, office)
    const page = await browser.get(path)
    expect(page.text).to.contain('Lång väntan på god man')
    const form = page.form('Skicka samma här')
    expect(form.fields).to.include({ month: '2026-11', municipalityId: municipality.id })
    const receipt = await form.submit({ clientBand: '1' })
    expect(receipt.text).to.contain('R-2026-0001').and.contain('räknas nu in i systemfelet SF-2026-0001')
    const [report] = await world.rows(observations)
    expect(report).to.include({
      number: 'R-2026-0001',
      state: 'linked',
      sameHere: true,
      deficiencyId: id,
      officeId: office.id,
      ombudId: ombud.id,
      whatHappened: '',
      firstMonth: '2026-11',
      lastMonth: '2026-11',
      clientBand: '1',
      municipalityId: municipality.id,
    })
    expect(await world.row(deficiencies, { id })).to.include({
      reportCount: 1,
      firstMonth: '2026-11',
      lastMonth: '2026-11',
      state: 'new',
    })
    expect(await world.acts(report?.id ?? '')).to.deep.equal(['observation.sent', 'observation.linked'])
    expect(await world.acts(id)).to.deep.equal(['deficiency.made', 'deficiency.reported'])
  })

  it('brings the office, its groups and the municipality into the circle of another office’s systemfel', async () => {
    const elsewhere = await given.office()
    const group = await given.group([office])
    const { id } = await givenDeficiency(world, elsewhere)
    expect(await inCircle(id)).to.not.include(office.id)
    await (await browser.get(path)).form('Skicka samma här').submit({ clientBand: '2-4' })
    expect(await inCircle(id)).to.include.members([elsewhere.id, office.id, group.id, municipality.id])
  })

  it('is sent from a draft when the ombud finds it among the candidates, with the text as the line', async () => {
    const { id } = await givenDeficiency(world, await given.office())
    const likeness = await (await browser.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened: TEXT })
    const page = await likeness.form('Samma här').submit({ choice: 'SF-2026-0001' })
    expect(page.form('Skicka samma här').fields['line']).to.equal(TEXT)
    expect((await world.rows(observations))[0]).to.include({ state: 'draft', deficiencyId: id, sameHere: true })
    const receipt = await page.form('Skicka samma här').submit({ clientBand: '5-9', month: '2026-10' })
    expect(receipt.text).to.contain('R-2026-0001')
    expect(await world.rows(observations)).to.have.length(1)
    expect((await world.rows(observations))[0]).to.include({
      state: 'linked',
      deficiencyId: id,
      sameHere: true,
      whatHappened: TEXT,
      lastMonth: '2026-10',
    })
  })

  it('is sent from a draft at once where nothing is left to choose: this month, the only municipality, one client', async () => {
    const { id } = await givenDeficiency(world, await given.office())
    const likeness = await (await browser.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened: TEXT })
    const receipt = await likeness.form('Skicka samma här: 1 klient, november 2026').submit()
    expect(receipt.text).to.contain('R-2026-0001').and.contain('räknas nu in i systemfelet SF-2026-0001')
    expect(await world.rows(observations)).to.have.length(1)
    expect((await world.rows(observations))[0]).to.include({
      ...{ state: 'linked', deficiencyId: id, sameHere: true, whatHappened: TEXT },
      ...{ clientBand: '1', firstMonth: '2026-11', lastMonth: '2026-11', municipalityId: municipality.id },
    })
  })

  it('asks for the place where there are several, and about what the guard found, before it is sent', async () => {
    const { number } = await givenDeficiency(world, office)
    const begin = async (whatHappened: string) => {
      const page = await (await browser.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened })
      const form = page.postForms().find(({ action }) => action === '/rapportera')
      return form === undefined ? page : form.submit({ whatHappened, ...form.reviewed('public') })
    }
    const answered = await begin(`${TEXT} Ring 08-123 45 67.`)
    const receipt = await answered.form('Skicka samma här: ').submit()
    expect(receipt.heading, 'what has been let stand is not asked about again').to.equal('Rapporten är mottagen')
    const likeness = await begin(TEXT)
    const { id } = (await world.rows(observations, { state: 'draft' }))[0] ?? { id: '' }
    const typed = { whatHappened: `${TEXT} Ring 08-123 45 68.` }
    await world.given(ctx => ctx.rows(observations).changeAll({ id }, typed))
    const asked = await (await browser.get(likeness.path)).form('Skicka samma här: ').submit()
    expect(asked.path).to.equal(likeness.path.replace('liknar', 'samma-har'))
    expect((await asked.form('Skicka samma här').submit()).errors.join()).to.contain('08-123 45 68')
    const there = await given.municipality()
    await world.given(ctx =>
      ctx.rows(officeMunicipalities).insert({ id: ctx.newId(), officeId: office.id, municipalityId: there.id }),
    )
    const several = await browser.get(likeness.path)
    expect(several.text).to.contain(number).and.not.contain('Skicka samma här: ')
    const forced = several.form('Samma här')
    const page = await forced.send({ nu: number })
    expect([page.path, page.form('Skicka samma här').fields['municipalityId']]).to.deep.equal([asked.path, ''])
  })

  it('takes two taps from the systemfel: everything has been chosen as it most often is', async () => {
    await givenDeficiency(world, office)
    const page = await (await browser.get('/systemfel/SF-2026-0001')).follow('Samma här')
    expect(page.form('Skicka samma här').fields).to.include({ month: '2026-11', clientBand: '1' })
    expect((await page.form('Skicka samma här').submit()).heading).to.equal('Rapporten är mottagen')
  })

  it('is a report like others again when the ombud changes her mind', async () => {
    await givenDeficiency(world, office)
    const likeness = await (await browser.get('/rapportera')).form('Spara och fortsätt').submit({ whatHappened: TEXT })
    await likeness.form('Samma här').submit({ choice: 'SF-2026-0001' })
    const again = await browser.get(likeness.path)
    await again.form('Det är nytt').submit()
    expect((await world.rows(observations))[0]).to.include({ sameHere: false, deficiencyId: null })
    expect((await browser.get(likeness.path.replace('liknar', 'samma-har'))).heading).to.equal(likeness.heading)
  })

  it('asks again when where, when or how many is missing, and saves nothing', async () => {
    await givenDeficiency(world, office)
    const form = (await browser.get(path)).form('Skicka samma här')
    const none = await form.submit({ line: 'Samma kö hos oss', clientBand: '' })
    expect([none.status, none.errors]).to.deep.equal([422, ['Välj ett alternativ.']])
    expect(none.form('Skicka samma här').fields['line']).to.equal('Samma kö hos oss')
    const foreign = await given.municipality()
    const where = await form.submit({ clientBand: '1', municipalityId: foreign.id })
    expect(where.errors).to.deep.equal(['Välj var ni har mött det.'])
    expect((await form.submit({ clientBand: '1', month: '2027-01' })).errors).to.deep.equal([
      'Välj en månad som har börjat.',
    ])
    expect(await world.rows(observations)).to.deep.equal([])
  })

  it('lets one with several offices choose, and holds the place to the office', async () => {
    await givenDeficiency(world, office)
    const [there, foreign] = [await given.municipality({ name: 'Tyresö' }), await given.office()]
    const second = await given.office({}, { municipality: there })
    const person = await given.person([
      { role: 'ombud', officeId: office.id },
      { role: 'ombud', officeId: second.id },
    ])
    const page = await (await given.browserOf(person)).get(path)
    const form = page.form('Skicka samma här')
    expect(form.options('officeId').map(({ label }) => label)).to.include.members([office.name, second.name])
    const met = { clientBand: '1', municipalityId: there.id }
    expect((await form.submit(met)).errors).to.deep.equal(['Välj ett alternativ.'])
    expect((await form.submit({ ...met, officeId: foreign.id })).status).to.equal(422)
    expect((await form.submit({ ...met, officeId: office.id })).errors).to.deep.equal([
      'Verksamheten finns inte där. Välj en annan kommun eller verksamhet.',
    ])
    await form.submit({ ...met, officeId: second.id })
    expect((await world.rows(observations)).map(({ officeId }) => officeId)).to.deep.equal([second.id])
  })

  it('has one effect when sent twice, and two at once are both counted', async () => {
    const { id } = await givenDeficiency(world, office)
    const other = await given.as('ombud', { officeId: office.id })
    const forms = [browser, browser, other].map(async one => {
      const form = (await one.get(path)).form('Skicka samma här')
      return { one, form, fields: { ...form.fields, clientBand: '1' } as Record<string, string> }
    })
    const [mine, , theirs] = await Promise.all(forms)
    if (mine === undefined || theirs === undefined) throw new Error('no forms')
    await Promise.all([
      mine.one.post(path, mine.fields),
      mine.one.post(path, mine.fields),
      theirs.one.post(path, theirs.fields),
    ])
    expect(await world.rows(observations)).to.have.length(2)
    expect((await world.row(deficiencies, { id })).reportCount).to.equal(2)
    expect((await world.rows(observations)).map(({ number }) => number)).to.have.members(['R-2026-0001', 'R-2026-0002'])
  })

  it('opens a systemfel again that was closed within 24 months, and not one closed before that', async () => {
    const { id } = await givenDeficiency(world, office)
    const close = (closedAt: string): Promise<void> =>
      world.given(ctx => ctx.rows(deficiencies).change(id, { state: 'closed', closedAt: new Date(closedAt) }))
    await close('2024-11-20T12:00:00Z')
    const page = await browser.get(path)
    expect(page.text).to.contain('Avslutat för mer än två år sedan')
    expect(page.html).to.not.contain('Skicka samma här')
    await close('2024-11-22T12:00:00Z')
    const form = (await browser.get(path)).form('Skicka samma här')
    await close('2024-11-20T12:00:00Z')
    const late = await form.submit({ clientBand: '1' })
    expect([late.status, late.errors]).to.deep.equal([
      422,
      ['Systemfelet avslutades för länge sedan. Rapportera hindret som nytt.'],
    ])
    await close('2024-11-22T12:00:00Z')
    await form.submit({ clientBand: '1' })
    expect(await world.row(deficiencies, { id })).to.include({ state: 'returned', closedAt: null, reportCount: 1 })
  })

  it('joins the systemfel that a merged one lives on in', async () => {
    const merged = await givenDeficiency(world, office)
    const living = await givenDeficiency(world, office, { title: 'God man dröjer' })
    await world.given(ctx => ctx.rows(deficiencies).change(merged.id, { state: 'merged', mergedIntoId: living.id }))
    const page = await browser.get(path)
    expect(page.text).to.contain('God man dröjer')
    await page.form('Skicka samma här').submit({ clientBand: '1' })
    expect((await world.rows(observations))[0]?.deficiencyId).to.equal(living.id)
    expect((await world.row(deficiencies, { id: merged.id })).reportCount).to.equal(0)
  })

  it('takes the protected path when the systemfel is about the own employer', async () => {
    const employer = await given.organisation({ kind: 'municipality' })
    const employed = await given.office({}, { employer, municipality })
    const group = await given.group([employed])
    const convener = await given.person([{ role: 'convener', groupId: group.id }])
    const { id } = await givenDeficiency(world, office, { organisationIds: [employer.id] })
    const inside = await given.as('ombud', { officeId: employed.id })
    await (await inside.get(path)).form('Skicka samma här').submit({ clientBand: '1' })
    expect((await world.row(deficiencies, { id })).protected).to.equal(true)
    const mails = await world.mails()
    expect(mails.map(({ template, toAddress }) => [template, toAddress])).to.deep.equal([
      ['observations.ownEmployerLinked', convener.email],
    ])
  })

  it('is also for a coordinator, and for nobody outside the offices', async () => {
    await givenDeficiency(world, office)
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const receipt = await (await coordinator.get(path)).form('Skicka samma här').submit({ clientBand: '1' })
    expect(receipt.text).to.contain('R-2026-0001')
    for (const role of ['admin', 'analyst', 'member', 'convener'] as const)
      expect((await (await given.as(role)).get(path)).status, role).to.equal(403)
    expect((await browser.get('/systemfel/SF-2026-0099/samma-har')).status).to.equal(404)
  })

  it('tells the difference between offices that share a municipality', async () => {
    await givenDeficiency(world, office)
    const sharing = await given.office()
    await world.given(ctx =>
      ctx.rows(officeMunicipalities).insert({ id: ctx.newId(), officeId: sharing.id, municipalityId: municipality.id }),
    )
    const report = await fileReport(world, await given.as('ombud', { officeId: sharing.id }), {
      extent: { municipalityId: municipality.id },
    })
    expect(report.officeId).to.equal(sharing.id)
  })
})
