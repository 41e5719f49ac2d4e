import { expect } from 'chai'
import { municipalities } from '#src/features/organisations/municipality.entity.ts'
import { officeEmployers, officeMunicipalities, offices } from '#src/features/organisations/office.entity.ts'
import { employersOf, municipalitiesOf, officesByIds } from '#src/features/organisations/office.queries.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'

describe('The register of offices', () => {
  let world: World
  let given: Given
  let admin: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    admin = await given.as('admin')
  })

  it('takes a new office with what it covers', async () => {
    const [tyreso, alno] = [await given.municipality({ name: 'Tyresö' }), await given.municipality({ name: 'Alnö' })]
    expect((await admin.get('/admin/verksamheter')).text).to.contain('Ingen verksamhet finns än')
    const form = (await admin.get('/admin/verksamheter/ny')).form('Spara')
    expect(form.options('municipalityIds').map(({ label }) => label)).to.deep.equal(['Alnö', 'Tyresö'])
    const shown = await form.submit({
      name: 'PO i Tyresö',
      providerKind: 'foundation',
      email: 'po@tyreso.test',
      phone: '08-123 45 67',
      municipalityIds: [tyreso.id, alno.id],
    })
    expect([shown.heading, shown.notice]).to.deep.equal(['PO i Tyresö', 'Verksamheten är tillagd.'])
    expect(shown.text).to.contain('Alnö, Tyresö').and.to.contain('Stiftelse').and.to.contain('po@tyreso.test')
    const [office] = await world.rows(offices)
    expect(office).to.include({ slug: 'po-i-tyreso', providerKind: 'foundation', version: 1 })
    expect(await world.rows(officeMunicipalities)).to.have.length(2)
    expect(await world.acts(office?.id as string)).to.deep.equal(['office.made'])
    expect((await admin.get('/admin/verksamheter')).text).to.contain('Alnö, Tyresö')
  })
  it('refuses an office that covers nothing, or something unknown, and keeps what was typed', async () => {
    const municipality = await given.municipality()
    const form = (await admin.get('/admin/verksamheter/ny')).form('Spara')
    const again = await form.submit({ name: 'PO i Tyresö', providerKind: 'company', phone: '08-1' })
    expect([again.status, again.$('a[href="#f-municipalityIds"]').length]).to.deep.equal([422, 1])
    expect(again.form('Spara').fields).to.include({ name: 'PO i Tyresö', providerKind: 'company', phone: '08-1' })
    const unknown = ['00000000-0000-7000-8000-000000000000', municipality.id]
    const other = await form.submit({ name: 'A', providerKind: 'company', municipalityIds: unknown })
    expect(other.status).to.equal(422)
    expect(other.form('Spara').fields['municipalityIds']).to.equal(municipality.id)
    expect(await world.rows(offices)).to.deep.equal([])
  })
  it('changes an office and what it covers', async () => {
    const [from, to] = [await given.municipality(), await given.municipality()]
    const office = await given.office({}, { municipality: from })
    const form = (await admin.get(`/admin/verksamheter/${office.slug}/redigera`)).form('Spara')
    expect(form.fields).to.include({ name: office.name, municipalityIds: from.id })
    await form.submit({ name: 'Nytt namn', email: '', municipalityIds: to.id })
    expect(await world.row(offices, { id: office.id })).to.include({ name: 'Nytt namn', email: null, version: 2 })
    expect((await world.rows(officeMunicipalities)).map(({ municipalityId }) => municipalityId)).to.deep.equal([to.id])
    const late = await form.send({ name: 'Annat namn', formKey: 'a'.repeat(32) })
    expect(late.status).to.equal(409)
    expect(late.text).to.contain('Nytt namn').and.to.contain('Annat namn')
  })

  it('knows who employs an office, and when', async () => {
    const office = await given.office()
    const employer = await given.organisation({ name: 'Socialförvaltningen' })
    const unit = await given.organisation({ name: 'Biståndsenheten', parentId: employer.id })
    const empty = await admin.get(`/admin/verksamheter/${office.slug}`)
    expect(empty.text).to.contain('Ingen arbetsgivare är angiven')
    const form = (await empty.follow('Lägg till arbetsgivare')).form('Spara')
    const faulty = await form.submit({ role: 'employer', validFrom: '2026-02-01', validTo: '2026-01-01' })
    expect([faulty.status, faulty.$('a[href="#f-organisationId"]').length]).to.deep.equal([422, 1])
    const shown = await form.submit({ organisationId: employer.id, role: 'employer', validFrom: '2020-01-01' })
    expect(shown.text).to.contain('Socialförvaltningen').and.to.contain('1 januari 2020 –')
    const of = (day: string) => world.given(ctx => employersOf(ctx, office.id, day))
    expect((await of('2026-01-01')).sort()).to.deep.equal([employer.id, unit.id].sort())
    expect(await of('2019-12-31')).to.deep.equal([])
  })
  it('ends an employer without forgetting it, and tells the second of two editors', async () => {
    const employer = await given.organisation({ name: 'Stiftelsen' })
    const office = await given.office({}, { employer })
    const [one, two] = await Promise.all(
      [1, 2].map(async () => (await admin.get(`/admin/verksamheter/${office.slug}`)).follow('Ändra tiden')),
    )
    const wrong = await one?.form('Spara').submit({ validFrom: '2026-02-01', validTo: '2026-01-01' })
    expect(wrong?.status).to.equal(422)
    const shown = await one?.form('Spara').submit({ validTo: '2026-10-31' })
    expect(shown?.text).to.contain('– 31 oktober 2026').and.to.contain('Gäller inte nu')
    expect((await two?.form('Spara').submit({ validTo: '2027-01-01' }))?.status).to.equal(409)
    expect((await world.rows(officeEmployers)).map(({ validTo }) => validTo)).to.deep.equal(['2026-10-31'])
    expect(await world.given(ctx => employersOf(ctx, office.id, '2026-10-31'))).to.deep.equal([employer.id])
    expect(await world.given(ctx => employersOf(ctx, office.id, '2026-11-01'))).to.deep.equal([])
    expect(await world.acts(office.id)).to.deep.equal(['office.employerChanged'])
  })
  it("does not show another office's employer under this one", async () => {
    const office = await given.office()
    await given.office({}, { employer: await given.organisation() })
    const [employer] = await world.rows(officeEmployers)
    expect((await admin.get(`/admin/verksamheter/${office.slug}/arbetsgivare/${employer?.id}`)).status).to.equal(404)
  })
  it('answers other features in Swedish order', async () => {
    const office = await given.office({ name: 'Ö' })
    const other = await given.office({ name: 'Z' })
    const [åre, zon] = [await given.municipality({ name: 'Åre' }), await given.municipality({ name: 'Zon' })]
    await world.given(async ctx => {
      for (const { id } of [åre, zon])
        await ctx.rows(officeMunicipalities).insert({ id: ctx.newId(), officeId: office.id, municipalityId: id })
    })
    const names = (things: readonly { name: string }[]) => things.map(({ name }) => name)
    expect(names(await world.given(ctx => officesByIds(ctx, [office.id, other.id, office.id])))).to.deep.equal([
      'Z',
      'Ö',
    ])
    expect(await world.given(ctx => officesByIds(ctx, []))).to.deep.equal([])
    expect(names(await world.given(ctx => municipalitiesOf(ctx, office.id))).slice(-2)).to.deep.equal(['Zon', 'Åre'])
  })
})

describe('The register of municipalities', () => {
  let world: World
  let given: Given
  let admin: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    admin = await given.as('admin')
  })

  it('takes a municipality with its code, and a district without', async () => {
    const empty = await admin.get('/admin/kommuner')
    expect(empty.text).to.contain('Ingen kommun finns än')
    await (await empty.follow('Ny kommun')).form('Spara').submit({ name: 'Håbo', code: '0305', kind: 'municipality' })
    const list = await (await admin.get('/admin/kommuner/ny')).form('Spara').submit({ name: 'Ängby', kind: 'district' })
    expect(list.text).to.contain('0305').and.to.contain('Stadsdel')
    const stored = await world.rows(municipalities)
    expect(stored.map(({ slug, code }) => [slug, code])).to.have.deep.members([
      ['habo', '0305'],
      ['angby', null],
    ])
  })
  it('refuses a code that is none', async () => {
    const again = await (await admin.get('/admin/kommuner/ny')).form('Spara').submit({ name: 'Håbo', code: '3O5' })
    expect([again.status, again.$('a[href="#f-code"]').length]).to.deep.equal([422, 1])
    expect(again.form('Spara').fields).to.include({ name: 'Håbo', code: '3O5' })
  })
  it('changes one, and tells the second of two editors', async () => {
    const { slug, id } = await given.municipality({ name: 'Habo', code: '0305' })
    const form = (await admin.get(`/admin/kommuner/${slug}/redigera`)).form('Spara')
    const [late, third] = [form, (await admin.get(`/admin/kommuner/${slug}/redigera`)).form('Spara')]
    await (await admin.get(`/admin/kommuner/${slug}/redigera`)).form('Spara').submit({ name: 'Håbo' })
    const conflict = await late.submit({ name: 'Hobo' })
    expect(conflict.status).to.equal(409)
    expect(conflict.text).to.contain('Håbo').and.to.contain('Hobo')
    expect((await third.submit({ code: '' })).status).to.equal(409)
    expect(await world.row(municipalities, { id })).to.include({ name: 'Håbo', code: '0305' })
    expect(await world.acts(id)).to.deep.equal(['municipality.changed'])
  })
})
