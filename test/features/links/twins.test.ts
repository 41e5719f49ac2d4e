import { expect } from 'chai'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import { areaMunicipalities, areas, type Municipality } from '#src/features/organisations/municipality.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { reportOn } from '../deficiencies/made.ts'

const HERE = {
  title: 'Lång väntan på god man',
  description: 'Det tar över ett år att få en god man hos överförmyndaren.',
}
const THERE = {
  title: 'Överförmyndaren hittar ingen',
  description: 'Överförmyndaren hittar ingen god man på över ett år.',
}

describe('Twins, for the analyst of an area', () => {
  let world: World
  let given: Given
  let tyreso: { place: Municipality; office: Office }
  let haninge: { place: Municipality; office: Office }
  let ombud: Person
  let analyst: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    tyreso = await situated('Tyresö')
    haninge = await situated('Haninge')
    ombud = await given.person([{ role: 'ombud', officeId: haninge.office.id }])
    analyst = await given.as('analyst', { areaId: await area(tyreso.place) })
  })

  async function situated(name: string): Promise<{ place: Municipality; office: Office }> {
    const place = await given.municipality({ name })
    return { place, office: await given.office({ name: `PO i ${name}` }, { municipality: place }) }
  }
  const area = (...places: readonly Municipality[]): Promise<string> =>
    world.given(async ctx => {
      const { id: areaId } = await ctx.rows(areas).insert({ id: ctx.newId(), name: 'Södertörn' })
      for (const { id } of places)
        await ctx.rows(areaMunicipalities).insert({ id: ctx.newId(), areaId, municipalityId: id })
      return areaId
    })
  const made = (office: Office, values: Partial<NewDeficiency> = HERE, day = '2026-03-01'): Promise<Deficiency> => {
    world.clock.moveTo(`${day}T11:00:00Z`)
    return world.given(ctx =>
      makeDeficiency(ctx, {
        ...{ ...HERE, level: 'local', facets: [], themes: ['god_man'], organisationIds: [], gap: false },
        ...{ officeId: office.id, ...values },
      }),
    )
  }
  /** Reports about two clients or more: what may be told of. */
  async function reported(deficiency: Deficiency, times = 2): Promise<void> {
    for (let time = 0; time < times; time += 1) await reportOn(world, deficiency, haninge.office, ombud)
  }
  const signedIn = async (): Promise<Page> => {
    world.clock.moveTo('2026-11-21T09:00:00Z')
    analyst = await given.as('analyst', { areaId: (await world.rows(areas))[0]?.id ?? '' })
    return analyst.get('/systemfel/tvillingar')
  }

  it('are told by place, year, state and outcome, never by text from outside', async () => {
    const theirs = await made(haninge.office, THERE, '2022-05-01')
    await reported(theirs)
    await world.given(async ctx => changeState(ctx, await deficiencyById(ctx, theirs.id), 'close'))
    const own = await made(tyreso.office)
    const page = await signedIn()
    expect(page.heading).to.equal('Samma systemfel på flera håll')
    expect(page.text).to.contain(`${own.number} ${own.title}`)
    expect(page.text).to.contain(`Finns även i Haninge 2022 (${theirs.number}, avslutat utan åtgärd)`)
    for (const text of [theirs.title, theirs.description]) expect(page.html).not.to.contain(text)
    expect(page.html).not.to.contain(`href="/systemfel/${theirs.number}"`)
  })

  it('are linked from her start page, and for nobody else', async () => {
    await made(tyreso.office)
    await signedIn()
    const start = await analyst.get('/')
    expect((await start.follow('Systemfel på flera håll')).heading).to.equal('Samma systemfel på flera håll')
    for (const role of ['ombud', 'coordinator'] as const) {
      const browser = await given.as(role, { officeId: tyreso.office.id })
      expect((await browser.get('/systemfel/tvillingar')).status, role).to.equal(403)
      expect((await browser.get('/')).text).not.to.contain('på flera håll')
    }
  })

  it('do not say where, when one report about a single client is all there is', async () => {
    const theirs = await made(haninge.office, THERE, '2022-05-01')
    await reported(theirs, 1)
    await made(tyreso.office)
    const page = await signedIn()
    expect(page.text).to.contain(`Finns även i en annan kommun 2022 (${theirs.number}`).and.not.contain('Haninge')
    await reported(theirs, 1)
    expect((await signedIn()).text).to.contain('Finns även i Haninge 2022')
  })

  it('are in another office or municipality: two in the same place are no twins', async () => {
    await made(tyreso.office, HERE)
    await made(tyreso.office, THERE)
    const page = await signedIn()
    expect(page.text).to.contain('Inga fler att bedöma').and.contain('När ett systemfel liknar ett i en annan')
    const both = await given.office({ name: 'PO Södertörn' }, { municipality: tyreso.place })
    await made(both, THERE)
    expect((await signedIn()).text).to.contain('Finns även i Tyresö 2026')
  })

  it('are likely the same: what only has a word in common is not shown', async () => {
    await made(tyreso.office)
    const other = {
      title: 'God man säger upp sig',
      description: 'Gode män slutar utan att ny finns, och hyran blir obetald.',
    }
    await made(haninge.office, { ...other, themes: ['skuld'] })
    expect((await signedIn()).text).to.contain('Inga fler att bedöma')
  })

  it('of one and the same area are shown once, with the newer', async () => {
    const old = await made(haninge.office, THERE, '2025-01-01')
    const young = await made(tyreso.office, HERE, '2026-03-01')
    const [known] = await world.rows(areas)
    await world.given(ctx =>
      ctx
        .rows(areaMunicipalities)
        .insert({ id: ctx.newId(), areaId: known?.id ?? '', municipalityId: haninge.place.id }),
    )
    const page = await signedIn()
    expect(
      page
        .$('h2')
        .toArray()
        .map(heading => page.$(heading).text().trim()),
    ).to.deep.equal([`${young.number} ${young.title}`])
    expect((await page.follow(old.title)).heading).to.equal(old.title)
  })

  it('are judged: what is not the same is kept and not shown again, what is alike is shown on both', async () => {
    const theirs = await made(haninge.office, THERE, '2022-05-01')
    await reported(theirs)
    const [one, two] = [
      await made(tyreso.office, HERE),
      await made(tyreso.office, { ...HERE, title: 'God man dröjer' }),
    ]
    const page = await signedIn()
    expect(page.postForms().filter(({ action }) => action.endsWith('tvillingar'))).to.have.length(2)
    const form = page.postForms().find(({ fields }) => fields['own'] === one.number)
    const after = await form?.send({ judgement: 'inte-samma' })
    expect(after?.notice).to.contain('De visas inte tillsammans igen.')
    expect(after?.text).to.contain(two.number).and.not.contain(one.number)
    const last = await after
      ?.postForms()
      .find(({ fields }) => fields['own'] === two.number)
      ?.send({ judgement: 'liknar' })
    expect(last?.text).to.contain('Inga fler att bedöma')
    expect((await world.rows(deficiencyLinks)).map(({ kind }) => kind)).to.have.members(['different', 'similar'])
    const line = `Finns även Haninge 2022 (${theirs.number}, ny)`
    const coordinator = await given.as('coordinator', { officeId: tyreso.office.id })
    for (const browser of [analyst, coordinator])
      expect((await browser.get(`/systemfel/${two.number}`)).text).to.contain(line)
    const colleague = await given.as('ombud', { officeId: tyreso.office.id })
    const read = await colleague.get(`/systemfel/${two.number}`)
    expect(read.text).to.contain(`Liknar ${theirs.title}`).and.not.contain('Finns även').and.not.contain('Haninge')
    expect((await analyst.get(`/systemfel/${one.number}`)).text).not.to.contain('Liknar')
  })

  it('can be found alike after all, by somebody who keeps the one', async () => {
    const theirs = await made(haninge.office, THERE, '2022-05-01')
    const own = await made(tyreso.office)
    const page = await signedIn()
    await page
      .postForms()
      .find(({ fields }) => fields['own'] === own.number)
      ?.send({ judgement: 'inte-samma' })
    const coordinator = await given.as('coordinator', { officeId: tyreso.office.id })
    const similar = await coordinator.get(`/systemfel/${own.number}/liknande`)
    await similar.form('Markera som liknande').submit({ number: theirs.number })
    const links = await world.rows(deficiencyLinks)
    expect(links.map(({ kind, undoneAt }) => [kind, undoneAt === null])).to.have.deep.members([
      ['different', false],
      ['similar', true],
    ])
  })

  it('are only judged from one’s own area', async () => {
    const theirs = await made(haninge.office, THERE)
    const own = await made(tyreso.office)
    const form = (await signedIn()).postForms().find(({ fields }) => fields['own'] === own.number)
    expect((await form?.send({ own: theirs.number, number: own.number, judgement: 'liknar' }))?.status).to.equal(404)
    expect(await world.rows(deficiencyLinks)).to.deep.equal([])
  })

  it('are looked for among 25 systemfel a page, the newest first', async () => {
    const theirs = await made(haninge.office, THERE, '2022-05-01')
    await reported(theirs)
    const oldest = await made(tyreso.office, HERE, '2024-01-01')
    for (let nr = 0; nr < 25; nr += 1)
      await made(tyreso.office, { title: `Xylofon ${nr}`, description: 'Xylofon', themes: [] }, '2025-01-01')
    const page = await signedIn()
    expect(page.text).to.contain('Inget av de här systemfelen finns på flera håll.')
    const next = await page.follow('Nästa')
    expect(next.text).to.contain(`${oldest.number} ${oldest.title}`).and.contain('Finns även i Haninge 2022')
    expect((await next.follow('Föregående')).path).to.equal('/systemfel/tvillingar')
    const after = await next
      .postForms()
      .find(({ fields }) => fields['own'] === oldest.number)
      ?.send({ judgement: 'liknar' })
    expect(after?.path).to.match(/fore=/)
  })
})
