import { expect } from 'chai'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { monthChecks } from '#src/features/month-check/month-check.entity.ts'
import { MOST_SHOWN } from '#src/features/month-check/month-check.queries.ts'
import { MOST_TICKED } from '#src/features/month-check/month-fields.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Municipality } from '#src/features/organisations/municipality.entity.ts'
import { type Office, officeMunicipalities } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { givenDeficiency } from '../observations/filed.ts'

const PATH = '/manadsavstamning'
const SAVE = 'Spara avstämningen'
const NONE = 'Jag har inte mött något'

describe('The monthly check', function () {
  this.timeout(60_000)
  let world: World
  let given: Given
  let place: Municipality
  let office: Office
  let person: Person
  let ombud: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    place = await given.municipality({ name: 'Haninge' })
    office = await given.office({ name: 'PO Haninge' }, { municipality: place })
    person = await given.person([{ role: 'ombud', officeId: office.id }])
    ombud = await given.browserOf(person)
  })

  /** Another day: she signs in again. */
  async function on(day: string): Promise<void> {
    world.clock.moveTo(day)
    ombud = await given.browserOf(person)
  }
  const made = (title: string, organisationIds: readonly string[] = []): Promise<Deficiency> =>
    givenDeficiency(world, office, { title, organisationIds })
  const tick = (page: Page, ...ids: readonly string[]): Promise<Page> => page.form(SAVE).submit({ deficiencyIds: ids })
  const reports = (): Promise<Observation[]> => world.rows(observations)
  const titles = (page: Page): string[] =>
    page
      .$('input[name=deficiencyIds]')
      .toArray()
      .map(box =>
        page
          .$(`label[for="${page.$(box).attr('id')}"]`)
          .text()
          .trim(),
      )

  it('makes a “samma här” of each tick in one POST, linked, counted and recorded, and says what it did', async () => {
    const [one, two] = [await made('Lång väntan på god man'), await made('Boendestöd uteblir')]
    await made('Sådant som ingen har mött')
    const page = await ombud.get(PATH)
    expect(page.heading).to.equal('Månadsavstämning för november 2026')
    const form = page.form(SAVE)
    const receipt = await form.submit({ deficiencyIds: [one.id, two.id], [`band-${two.number}`]: '5-9' })
    expect(receipt.text).to.contain('Du har lagt till ”samma här” på 2 systemfel.')
    const sent = await reports()
    expect(sent.map(({ deficiencyId, clientBand }) => [deficiencyId, clientBand])).to.have.deep.members([
      [one.id, '1'],
      [two.id, '5-9'],
    ])
    for (const report of sent) {
      expect(report).to.include({ state: 'linked', sameHere: true, ombudId: person.id, officeId: office.id })
      expect(report).to.include({ firstMonth: '2026-11', lastMonth: '2026-11', municipalityId: place.id })
      expect(await world.acts(report.id)).to.deep.equal(['observation.sent', 'observation.linked'])
      expect((await world.row(deficiencies, { id: report.deficiencyId ?? '' })).reportCount).to.equal(1)
    }
    const [kept] = await world.rows(monthChecks)
    expect(kept).to.include({ officeId: office.id, personId: person.id, month: '2026-11', ticked: 2 })
    const [event] = await world.rows(auditEvents, { action: 'monthCheck.made' })
    expect(event?.details).to.deep.equal({ officeId: office.id, month: '2026-11', ticked: 2 })
  })

  it('shows what is done, and lets the rest be ticked later in the month', async () => {
    const [one, two] = [await made('Lång väntan på god man'), await made('Boendestöd uteblir')]
    await tick(await ombud.get(PATH), one.id)
    const page = await ombud.get(PATH)
    expect(titles(page)).to.deep.equal(['Boendestöd uteblir'])
    expect(page.text).to.contain('Du har stämt av månaden').and.contain('Klart Lång väntan på god man')
    const receipt = await tick(page, two.id)
    expect(receipt.text).to.contain('på 2 systemfel')
    expect((await world.rows(monthChecks)).map(({ ticked }) => ticked)).to.deep.equal([2])
    expect((await ombud.get(PATH)).text).to.contain('Allt är redan rapporterat')
  })

  it('reports nothing twice: not from a second tab, not by parallel posts, not what was reported by itself', async () => {
    const [one, two] = [await made('Lång väntan på god man'), await made('Boendestöd uteblir')]
    const tabs = await Promise.all([1, 2, 3, 4].map(() => ombud.get(PATH)))
    const answers = await Promise.all(
      tabs.map(page => ombud.raw('post', page.form(SAVE).action, { ...page.form(SAVE).fields, deficiencyIds: one.id })),
    )
    expect(answers.map(({ status }) => status)).to.deep.equal([303, 303, 303, 303])
    expect((await reports()).map(({ deficiencyId }) => deficiencyId)).to.deep.equal([one.id])
    expect((await world.row(deficiencies, { id: one.id })).reportCount).to.equal(1)
    expect((await world.rows(monthChecks)).map(({ ticked }) => ticked)).to.deep.equal([1])
    const late = await ombud.get(PATH)
    await (await ombud.get(`/systemfel/${two.number}/samma-har`)).form('Skicka samma här').submit()
    expect((await tick(late, two.id)).status).to.equal(200)
    expect(await reports()).to.have.length(2)
  })

  it('is each ombud’s own: a colleague ticks the same', async () => {
    const { id } = await made('Lång väntan på god man')
    await tick(await ombud.get(PATH), id)
    const colleague = await given.as('ombud', { officeId: office.id })
    await tick(await colleague.get(PATH), id)
    expect(await reports()).to.have.length(2)
    expect((await world.row(deficiencies, { id })).reportCount).to.equal(2)
  })

  it('keeps that nothing was met, and asks when something was ticked all the same, or nothing said', async () => {
    const { id } = await made('Lång väntan på god man')
    const page = await ombud.get(PATH)
    const both = await page.form(NONE).submit({ deficiencyIds: id })
    expect([both.status, both.errors]).to.deep.equal([
      422,
      ['Du har kryssat i något. Spara avstämningen, eller ta bort kryssen.'],
    ])
    expect(both.form(SAVE).fields['deficiencyIds']).to.equal(id)
    const { none: _, ...unsaid } = page.form(SAVE).fields
    const nothing = await ombud.post(page.form(SAVE).action, unsaid)
    expect(nothing.errors).to.deep.equal(['Kryssa i det du har mött, eller välj att du inte har mött något.'])
    expect(await world.rows(monthChecks)).to.deep.equal([])
    const receipt = await (await ombud.get(PATH)).form(NONE).submit()
    expect(receipt.text).to.contain('Du har inte mött något av systemfelen.')
    expect((await world.rows(monthChecks)).map(({ ticked, month }) => [ticked, month])).to.deep.equal([[0, '2026-11']])
    expect(await reports()).to.deep.equal([])
  })

  it('takes the month before until the tenth, and no other month', async () => {
    const { id } = await made('Lång väntan på god man')
    await on('2026-12-10T08:00:00Z')
    const page = await (await ombud.get(PATH)).follow('november 2026')
    expect(page.heading).to.equal('Månadsavstämning för november 2026')
    await tick(page, id)
    expect((await reports())[0]).to.include({ firstMonth: '2026-11', lastMonth: '2026-11' })
    expect(titles(await ombud.get(PATH)), 'this month is another').to.deep.equal(['Lång väntan på god man'])
    await on('2026-12-11T08:00:00Z')
    expect((await ombud.get(`${PATH}?manad=2026-11`)).heading).to.equal('Månadsavstämning för december 2026')
    const open = await ombud.get(PATH)
    const late = await open.form(SAVE).send({ deficiencyIds: id, month: '2026-11' })
    expect([late.status, late.errors]).to.deep.equal([
      422,
      ['Månaden går inte att stämma av längre. Stäm av den som visas nu.'],
    ])
    expect(await reports()).to.have.length(1)
  })

  it('asks for the place where there are several, once for the page, with another in a row where it differs', async () => {
    const there = await given.municipality({ name: 'Tyresö' })
    await world.given(ctx =>
      ctx.rows(officeMunicipalities).insert({ id: ctx.newId(), officeId: office.id, municipalityId: there.id }),
    )
    const [one, two] = [await made('Lång väntan på god man'), await made('Boendestöd uteblir')]
    const page = await ombud.get(PATH)
    const missing = await tick(page, one.id, two.id)
    expect(missing.errors).to.deep.equal(['Välj var ni har mött det.'])
    const form = missing.form(SAVE)
    expect(form.option('municipalityId', 'Haninge')).to.equal(place.id)
    await form.submit({ municipalityId: place.id, [`place-${two.number}`]: there.id })
    const places = new Map((await reports()).map(({ deficiencyId, municipalityId }) => [deficiencyId, municipalityId]))
    expect([...places]).to.have.deep.members([
      [one.id, place.id],
      [two.id, there.id],
    ])
  })

  it('lists the office’s open ones by organisation, those met lately first', async () => {
    const [fk, af] = [
      await given.organisation({ name: 'Försäkringskassan' }),
      await given.organisation({ name: 'Arbetsförmedlingen' }),
    ]
    const old = await made('Intyg godtas inte', [fk.id])
    await made('Ingen ringer tillbaka', [fk.id])
    const recent = await made('Aktivitetskrav trots sjukdom', [af.id, fk.id])
    const closed = await made('Avslutat sedan länge', [fk.id])
    await givenDeficiency(world, await given.office(), { title: 'En annan verksamhets' })
    await world.given(ctx => ctx.rows(deficiencies).changeAll({ id: closed.id }, { state: 'closed' }))
    await tick(await ombud.get(PATH), old.id)
    await on('2026-12-15T08:00:00Z')
    await tick(await ombud.get(PATH), recent.id)
    await on('2027-01-15T08:00:00Z')
    const page = await ombud.get(PATH)
    const groups = page.$('fieldset legend').toArray()
    expect(groups.map(legend => page.$(legend).text().trim())).to.deep.equal([
      'Arbetsförmedlingen',
      'Försäkringskassan',
    ])
    expect(titles(page)).to.deep.equal(['Aktivitetskrav trots sjukdom', 'Intyg godtas inte', 'Ingen ringer tillbaka'])
    expect(page.text).to.contain('även Försäkringskassan').and.contain('senast december 2026')
  })

  it('shows a hundred, and finds the others by a word or a number', async () => {
    const rare = await made('Tolk saknas vid besök')
    for (let count = 0; count < MOST_SHOWN; count += 1) await made(`Lång kö nummer ${count}`)
    const page = await ombud.get(PATH)
    expect(titles(page)).to.have.length(MOST_SHOWN).and.not.include('Tolk saknas vid besök')
    for (const ord of ['tolkar', rare.number]) {
      const found = await page.form('/manadsavstamning').submit({ ord })
      expect(titles(found), ord).to.deep.equal(['Tolk saknas vid besök'])
    }
    const none = await page.form('/manadsavstamning').submit({ ord: 'kvastfening' })
    expect(none.text).to.contain('Inget systemfel har de orden')
    expect(titles(await none.follow('Visa alla'))).to.have.length(MOST_SHOWN)
  })

  it('takes sixty ticks at once, and says so when there are more', async () => {
    for (let count = 0; count <= MOST_TICKED; count += 1) await made(`Lång kö nummer ${count}`)
    const page = await ombud.get(PATH)
    const ids = page
      .form(SAVE)
      .options('deficiencyIds')
      .map(({ value }) => value)
    const refused = await tick(page, ...ids)
    expect(refused.errors).to.deep.equal(['Kryssa i högst 60 åt gången. Spara, och kryssa sedan i fler.'])
    expect((await tick(page, ...ids.slice(1))).text).to.contain('på 60 systemfel')
    expect(new Set((await reports()).map(({ number }) => number)).size).to.equal(MOST_TICKED)
  })

  it('takes nothing that is another office’s, closed, or nobody’s, and no office that is another’s', async () => {
    const mine = await made('Lång väntan på god man')
    const elsewhere = await given.office({ slug: 'annan' })
    const theirs = await givenDeficiency(world, elsewhere)
    const page = await ombud.get(PATH)
    for (const id of [theirs.id, '01900000-dead-7000-8000-000000000000', 'x']) {
      const refused = await tick(page, mine.id, id)
      expect(refused.status, id).to.equal(422)
    }
    await world.given(ctx => ctx.rows(deficiencies).changeAll({ id: mine.id }, { state: 'closed' }))
    expect((await tick(page, mine.id)).status).to.equal(422)
    expect((await ombud.get(`${PATH}?verksamhet=annan`)).text, 'her own').to.contain('PO Haninge')
    const { fields } = page.form(SAVE)
    expect((await ombud.raw('post', `${PATH}?verksamhet=annan`, { ...fields, none: 'ja' })).status).to.equal(404)
    expect([await reports(), await world.rows(monthChecks)]).to.deep.equal([[], []])
    const coordinator = await given.as('coordinator', { officeId: office.id })
    expect((await coordinator.get(PATH)).status).to.equal(403)
  })

  it('says what to do where there is nothing to tick', async () => {
    const page = await ombud.get(PATH)
    expect(page.text).to.contain('Ni har inga öppna systemfel')
    expect((await page.follow('Rapportera ett hinder')).path).to.equal('/rapportera')
  })

  it('is one office’s at a time for somebody with several', async () => {
    const second = await given.office({ name: 'PO Tyresö' })
    const theirs = await givenDeficiency(world, second, { title: 'Bostadskön är stängd' })
    await made('Lång väntan på god man')
    const both = await given.browserOf(
      await given.person([office, second].map(({ id }) => ({ role: 'ombud' as const, officeId: id }))),
    )
    const page = await (await both.get(PATH)).follow('PO Tyresö')
    expect(titles(page)).to.deep.equal(['Bostadskön är stängd'])
    await tick(page, theirs.id)
    expect((await reports())[0]).to.include({ officeId: second.id, deficiencyId: theirs.id })
    expect((await both.get('/')).text, 'the other office is left').to.contain('Inte gjord för november 2026')
  })

  it('is reminded of on the start page while it is not done, and not before there is anything to check', async () => {
    expect((await ombud.get('/')).text).not.to.contain('Månadsavstämning')
    await made('Lång väntan på god man')
    const start = await ombud.get('/')
    expect(start.text).to.contain('Månadsavstämning').and.contain('Inte gjord för november 2026')
    await (await start.follow('Månadsavstämning')).form(NONE).submit()
    expect((await ombud.get('/')).text).not.to.contain('Inte gjord')
    await on('2026-12-04T08:00:00Z')
    expect((await ombud.get('/')).text).to.contain('Inte gjord för december 2026')
  })
})
