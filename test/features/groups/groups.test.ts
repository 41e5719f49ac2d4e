import { expect } from 'chai'
import { groupOffices, groups } from '#src/features/groups/group.entity.ts'
import { groupsServing, officesOfGroup } from '#src/features/groups/group.queries.ts'
import { ROLES } from '#src/kernel/actor.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

const rowNames = (page: Page): string[] =>
  page
    .$('tbody th a')
    .toArray()
    .map(link => page.$(link).text())

describe('The governing groups', () => {
  let world: World
  let given: Given
  let admin: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    admin = await given.as('admin')
  })

  it('takes a new group that serves several offices', async () => {
    const [haninge, tyreso] = [await given.office({ name: 'PO Haninge' }), await given.office({ name: 'PO Tyresö' })]
    const parent = await given.group([], { name: 'Länsgruppen' })
    const form = (await admin.get('/grupper/ny')).form('Spara')
    const shown = await form.submit({
      name: 'Södra gruppen',
      officeIds: [tyreso.id, haninge.id],
      parentId: parent.id,
      meetingsPerYear: '4',
      minutesKind: 'minutes',
      email: 'Grupp@Tyreso.test',
    })
    expect([shown.path, shown.heading]).to.deep.equal(['/grupper/sodra-gruppen', 'Södra gruppen'])
    expect(shown.notice).to.equal('Ledningsgruppen är tillagd.')
    expect(shown.text).to.contain('PO Haninge, PO Tyresö').and.to.contain('Länsgruppen').and.to.contain('Protokoll')
    const group = await world.row(groups, { slug: 'sodra-gruppen' })
    expect(group).to.include({ meetingsPerYear: 4, email: 'grupp@tyreso.test', parentId: parent.id, version: 1 })
    expect(await world.acts(group.id)).to.deep.equal(['group.made'])
    const served = await world.given(ctx => officesOfGroup(ctx, group.id))
    expect(served.map(({ name }) => name)).to.deep.equal(['PO Haninge', 'PO Tyresö'])
    expect((await world.given(ctx => groupsServing(ctx, tyreso.id))).map(({ id }) => id)).to.deep.equal([group.id])
  })
  it('shows a faulty form again with everything typed', async () => {
    const office = await given.office()
    const form = (await admin.get('/grupper/ny')).form('Spara')
    const again = await form.submit({ name: '', officeIds: office.id, meetingsPerYear: 'fyra', email: 'ingen' })
    expect([again.status, again.errors.length]).to.deep.equal([422, 3])
    for (const link of again.$('.govuk-error-summary__list a').toArray())
      expect(again.$(again.$(link).attr('href') as string)).to.have.length(1)
    expect(again.form('Spara').fields).to.include({ officeIds: office.id, meetingsPerYear: 'fyra', email: 'ingen' })
    expect(await world.rows(groups)).to.deep.equal([])
  })
  it('refuses a group that lifts in a circle, and offices that do not exist', async () => {
    const top = await given.group([])
    const low = await given.group([], { parentId: top.id })
    const form = (await admin.get(`/grupper/${top.slug}/redigera`)).form('Spara')
    const none = '00000000-0000-7000-8000-000000000000'
    for (const filled of [{ parentId: top.id }, { parentId: low.id }, { parentId: none }])
      expect((await form.submit(filled)).status, JSON.stringify(filled)).to.equal(422)
    expect((await form.send({ officeIds: none })).status).to.equal(422)
    expect((await world.row(groups, { id: top.id })).parentId).to.equal(null)
  })
  it('changes a group, keeps its address, and tells the second of two editors', async () => {
    const [from, to] = [await given.office(), await given.office()]
    const group = await given.group([from], { name: 'Gruppen' })
    const path = `/grupper/${group.slug}/redigera`
    const [one, two] = [await admin.get(path), await admin.get(path)]
    const shown = await one.form('Spara').submit({ name: 'Nya gruppen', officeIds: to.id })
    expect([shown.path, shown.heading]).to.deep.equal([`/grupper/${group.slug}`, 'Nya gruppen'])
    expect((await world.rows(groupOffices)).map(({ officeId }) => officeId)).to.deep.equal([to.id])
    const late = await two.form('Spara').submit({ name: 'Andra gruppen' })
    expect(late.status).to.equal(409)
    expect(late.text).to.contain('Nya gruppen').and.to.contain('Andra gruppen')
    expect(await world.row(groups, { id: group.id })).to.include({ name: 'Nya gruppen', version: 2 })
  })
  it('does a form sent twice once (C5)', async () => {
    const form = (await admin.get('/grupper/ny')).form('Spara')
    const sent = await Promise.all([form.submit({ name: 'Gruppen' }), form.submit({ name: 'Gruppen' })])
    expect(sent.map(({ heading }) => heading)).to.deep.equal(['Gruppen', 'Gruppen'])
    expect(await world.rows(groups)).to.have.length(1)
  })

  it('lets its convener keep it, but not choose whose systemfel it receives', async () => {
    const [own, foreign] = [await given.office(), await given.office()]
    const group = await given.group([own])
    const other = await given.group([foreign])
    const convener = await given.as('convener', { groupId: group.id })
    const form = (await (await convener.get(`/grupper/${group.slug}`)).follow('Ändra gruppen')).form('Spara')
    expect(form.names).not.to.include.members(['officeIds'])
    expect(form.names).not.to.include.members(['parentId'])
    const shown = await form.send({ name: 'Vår grupp', officeIds: [own.id, foreign.id], parentId: other.id })
    expect(shown.heading).to.equal('Vår grupp')
    expect((await world.row(groups, { id: group.id })).parentId).to.equal(null)
    const served = (await world.rows(groupOffices, { groupId: group.id })).map(({ officeId }) => officeId)
    expect(served).to.deep.equal([own.id])
    expect((await convener.get('/grupper/ny')).status).to.equal(403)
  })
  it('is seen by its people and by the offices it serves; for others it does not exist', async () => {
    const [own, foreign] = [await given.office(), await given.office()]
    const group = await given.group([own], { name: 'Vår' })
    const other = await given.group([foreign], { name: 'Andras' })
    const inside = [
      await given.as('ombud', { officeId: own.id }),
      await given.as('coordinator', { officeId: own.id }),
      await given.as('member', { groupId: group.id }),
      await given.as('convener', { groupId: group.id }),
    ]
    for (const browser of inside) {
      expect(rowNames(await browser.get('/grupper'))).to.deep.equal(['Vår'])
      expect((await browser.get(`/grupper/${group.slug}`)).status).to.equal(200)
      const missing = await browser.get(`/grupper/${other.slug}`)
      const unknown = await browser.get('/grupper/finns-inte')
      const plain = (page: Page) => page.text.replace(/Referens: \w+/, '')
      expect([missing.status, plain(missing)]).to.deep.equal([404, plain(unknown)])
    }
    expect(rowNames(await admin.get('/grupper'))).to.deep.equal(['Andras', 'Vår'])
    const analyst = await given.as('analyst')
    expect((await analyst.get('/grupper')).text).to.contain('Ingen ledningsgrupp att visa')
    expect((await analyst.get(`/grupper/${group.slug}`)).status).to.equal(404)
    expect((await world.browser().raw('get', '/grupper')).status).to.equal(303)
  })
  it('lists exactly the groups that each may open', async () => {
    const [north, south] = [await given.office(), await given.office()]
    const all = [await given.group([north]), await given.group([north, south]), await given.group([])]
    for (const role of ROLES) {
      const browser = await given.as(role, { officeId: south.id, groupId: all[2]?.id ?? null })
      const statuses = await Promise.all(all.map(async ({ slug }) => (await browser.get(`/grupper/${slug}`)).status))
      const opened = all.filter((_, at) => statuses[at] === 200).map(({ name }) => name)
      expect(rowNames(await browser.get('/grupper')), role).to.have.members(opened)
    }
  })
})
