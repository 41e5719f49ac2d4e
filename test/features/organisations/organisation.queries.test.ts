import { expect } from 'chai'
import { agencyContacts, organisations } from '#src/features/organisations/organisation.entity.ts'
import {
  contactOptions,
  organisationNames,
  organisationOptions,
  withUnits,
} from '#src/features/organisations/organisation.queries.ts'
import {
  ensureStandardOrganisations,
  STANDARD_ORGANISATIONS,
} from '#src/features/organisations/standard-organisations.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'

describe('What other features ask about organisations', () => {
  let world: World
  let given: Given
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
  })

  it('offers those valid today, in Swedish order, a unit with its parent', async () => {
    const region = await given.organisation({ name: 'Ödeshög' })
    await given.organisation({ name: 'Ålderdom' })
    await given.organisation({ name: 'Psykiatri', parentId: region.id })
    await given.organisation({ name: 'Landstinget', validTo: '2026-11-20' })
    await given.organisation({ name: 'Sista dagen', validTo: '2026-11-21' })
    await given.organisation({ name: 'Första dagen', validFrom: '2026-11-21' })
    await given.organisation({ name: 'Kommande', validFrom: '2026-11-22' })
    const offered = await world.given(organisationOptions)
    expect(offered.map(({ label }) => label)).to.deep.equal([
      'Första dagen',
      'Psykiatri (Ödeshög)',
      'Sista dagen',
      'Ålderdom',
      'Ödeshög',
    ])
  })
  it('names those that have ended too, and leaves out what it does not know', async () => {
    const ended = await given.organisation({ name: 'Landstinget', validTo: '2018-12-31' })
    const names = await world.given(ctx => organisationNames(ctx, [ended.id, ended.id, 'okänd']))
    expect([...names]).to.deep.equal([[ended.id, 'Landstinget']])
    expect((await world.given(ctx => organisationNames(ctx, []))).size).to.equal(0)
  })
  it('offers active contacts of the organisations asked for and of their units', async () => {
    const region = await given.organisation({ name: 'Regionen' })
    const unit = await given.organisation({ name: 'Akuten', parentId: region.id })
    const other = await given.organisation({ name: 'Kronofogden' })
    await given.contact(region, { function: 'Direktör' })
    await given.contact(unit, { function: 'Överläkare' })
    await given.contact(unit, { function: 'Enhetschef' })
    await given.contact(unit, { function: 'Slutat', active: false })
    await given.contact(other, { function: 'Chef' })
    const labels = (options: readonly { label: string }[]) => options.map(({ label }) => label)
    const all = ['Enhetschef, Akuten', 'Överläkare, Akuten', 'Chef, Kronofogden', 'Direktör, Regionen']
    expect(labels(await world.given(ctx => contactOptions(ctx)))).to.deep.equal(all)
    const some = await world.given(ctx => contactOptions(ctx, [region.id]))
    expect(labels(some)).to.deep.equal(all.filter(label => !label.includes('Kronofogden')))
    expect(await world.given(ctx => contactOptions(ctx, []))).to.deep.equal([])
    expect(await world.rows(agencyContacts)).to.have.length(5)
  })
  it('follows units of units, and stops where they go in a circle', async () => {
    const one = await given.organisation()
    const two = await given.organisation({ parentId: one.id })
    await world.given(ctx => ctx.rows(organisations).change(one.id, { parentId: two.id }))
    expect((await world.given(ctx => withUnits(ctx, [one.id]))).sort()).to.deep.equal([one.id, two.id].sort())
  })

  it('has a reference list whose parents stand before their units', async () => {
    const slugs = STANDARD_ORGANISATIONS.map(({ slug }) => slug)
    expect(new Set(slugs).size).to.equal(slugs.length)
    for (const [at, { parentSlug }] of STANDARD_ORGANISATIONS.entries())
      if (parentSlug !== undefined) expect(slugs.indexOf(parentSlug)).to.be.within(0, at - 1)
  })
  it('adds the reference list once, beside what is there', async () => {
    const own = await given.organisation({ slug: 'kronofogden', name: 'Kronofogdemyndigheten' })
    const total = STANDARD_ORGANISATIONS.length
    expect(await world.given(ensureStandardOrganisations)).to.equal(total - 1)
    expect(await world.given(ensureStandardOrganisations)).to.equal(0)
    const stored = await world.rows(organisations)
    expect(stored).to.have.length(total)
    expect(stored.find(({ id }) => id === own.id)?.name).to.equal('Kronofogdemyndigheten')
    const offered = await world.given(organisationOptions)
    expect(offered.map(({ label }) => label)).to.include.members([
      'Ekonomiskt bistånd (Kommunen)',
      'Öppen psykiatri (Psykiatri)',
    ])
    expect(await world.acts('organisations')).to.deep.equal(['organisation.listAdded'])
  })
})
