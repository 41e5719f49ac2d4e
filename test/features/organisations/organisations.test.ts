import { expect } from 'chai'
import { agencyContacts, organisations } from '#src/features/organisations/organisation.entity.ts'
import { formKeys } from '#src/work/form-key.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'

describe('The register of organisations', () => {
  let world: World
  let given: Given
  let admin: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    admin = await given.as('admin')
  })

  it('takes a new organisation, with an address made of its name', async () => {
    const form = (await admin.get('/admin/organisationer/ny')).form('Spara')
    const shown = await form.submit({ name: 'Överförmyndaren i Älvåsa', kind: 'municipality', validFrom: '2026-01-01' })
    expect(shown.heading).to.equal('Överförmyndaren i Älvåsa')
    expect(shown.notice).to.contain('Organisationen är tillagd')
    const [stored] = await world.rows(organisations)
    expect(stored).to.include({ slug: 'overformyndaren-i-alvasa', kind: 'municipality', validFrom: '2026-01-01' })
    expect(stored).to.include({ parentId: null, validTo: null, fictitious: false, version: 1 })
    expect(await world.acts(stored?.id as string)).to.deep.equal(['organisation.made'])
  })
  it('gives a second one of the same name in another place an address of its own', async () => {
    const [north, south] = [await given.organisation({ name: 'Norr' }), await given.organisation({ name: 'Söder' })]
    for (const { id } of [north, south])
      await (await admin.get('/admin/organisationer/ny'))
        .form('Spara')
        .submit({ name: 'Enhet 1', kind: 'state', parentId: id })
    const slugs = (await world.rows(organisations, { name: 'Enhet 1' })).map(({ slug }) => slug)
    expect(slugs.sort()).to.deep.equal(['enhet-1', 'enhet-1-2'])
  })
  it('never gives an address that a page of its own has', async () => {
    await (await admin.get('/admin/organisationer/ny')).form('Spara').submit({ name: 'Ny', kind: 'other' })
    expect((await world.row(organisations, { name: 'Ny' })).slug).to.equal('ny-2')
  })
  it('refuses a twin in the same place', async () => {
    await given.organisation({ name: 'Kronofogden' })
    const again = await (await admin.get('/admin/organisationer/ny'))
      .form('Spara')
      .submit({ name: 'kronofogden', kind: 'state' })
    expect([again.status, again.errors.length]).to.deep.equal([422, 1])
    expect(await world.rows(organisations)).to.have.length(1)
  })
  it('shows a faulty form again with everything typed, and links from each error to its field', async () => {
    const before = await world.rows(formKeys)
    const form = (await admin.get('/admin/organisationer/ny')).form('Spara')
    const again = await form.submit({ name: '', kind: 'region', validFrom: '2026-05-01', validTo: '2026-13-01' })
    expect(again.status).to.equal(422)
    expect(again.errors).to.deep.equal(['Skriv ett namn.', 'Skriv ett datum som finns, till exempel 2026-03-12.'])
    for (const link of again.$('.govuk-error-summary__list a').toArray())
      expect(again.$(again.$(link).attr('href') as string)).to.have.length(1)
    expect(again.form('Spara').fields).to.include({
      name: '',
      kind: 'region',
      validFrom: '2026-05-01',
      validTo: '2026-13-01',
    })
    expect(await world.rows(organisations)).to.deep.equal([])
    expect(await world.rows(formKeys)).to.have.length(before.length)
  })
  it('refuses a last day before the first, and a personal number as a name', async () => {
    const form = (await admin.get('/admin/organisationer/ny')).form('Spara')
    const ends = await form.submit({ name: 'A', kind: 'state', validFrom: '2026-05-01', validTo: '2026-04-01' })
    expect(ends.$('a[href="#f-validTo"]')).to.have.length(1)
    const number = await form.submit({ name: 'Enhet 19121212-1212', kind: 'state' })
    expect([ends.status, number.status]).to.deep.equal([422, 422])
    expect(await world.rows(organisations)).to.deep.equal([])
  })
  it('refuses a parent that is unknown, itself or one of its own units', async () => {
    const top = await given.organisation({ name: 'Topp' })
    const unit = await given.organisation({ name: 'Enhet', parentId: top.id })
    const under = await given.organisation({ name: 'Grupp', parentId: unit.id })
    const edit = (await admin.get(`/admin/organisationer/${top.slug}/redigera`)).form('Spara')
    expect(edit.options('parentId').map(({ label }) => label)).to.deep.equal(['Ingen'])
    for (const parentId of [top.id, unit.id, under.id, '00000000-0000-7000-8000-000000000000'])
      expect((await edit.submit({ parentId })).status).to.equal(422)
    expect((await world.row(organisations, { id: top.id })).parentId).to.equal(null)
  })
  it('changes one and keeps its address', async () => {
    const { slug, id } = await given.organisation({ name: 'Landstinget', kind: 'state', slug: 'landstinget' })
    const edit = (await admin.get(`/admin/organisationer/${slug}/redigera`)).form('Spara')
    expect(edit.fields).to.include({ name: 'Landstinget', kind: 'state' })
    const shown = await edit.submit({ name: 'Regionen', kind: 'region' })
    expect([shown.path, shown.heading]).to.deep.equal(['/myndigheter/landstinget', 'Regionen'])
    expect(await world.row(organisations, { id })).to.include({ name: 'Regionen', kind: 'region', version: 2 })
    expect(await world.acts(id)).to.deep.equal(['organisation.changed'])
  })
  it('tells the second of two editors, with both texts (C4)', async () => {
    const { slug, id } = await given.organisation({ name: 'Skatteverket' })
    const [one, two] = [
      await admin.get(`/admin/organisationer/${slug}/redigera`),
      await admin.get(`/admin/organisationer/${slug}/redigera`),
    ]
    await one.form('Spara').submit({ name: 'Skatteverket, Norr' })
    const late = await two.form('Spara').submit({ name: 'Skatteverket, Söder' })
    expect(late.status).to.equal(409)
    expect(late.text).to.contain('Skatteverket, Norr').and.to.contain('Skatteverket, Söder')
    expect(await world.row(organisations, { id })).to.include({ name: 'Skatteverket, Norr', version: 2 })
  })
  it('is still late after mending a faulty field: the form keeps the version that was read', async () => {
    const { slug, id } = await given.organisation({ name: 'Skatteverket' })
    const [one, two] = [
      await admin.get(`/admin/organisationer/${slug}/redigera`),
      await admin.get(`/admin/organisationer/${slug}/redigera`),
    ]
    await one.form('Spara').submit({ name: 'Norr' })
    const faulty = await two.form('Spara').submit({ name: '' })
    expect((await faulty.form('Spara').submit({ name: 'Söder' })).status).to.equal(409)
    expect((await world.row(organisations, { id })).name).to.equal('Norr')
  })
  it('does a form sent twice once (C5)', async () => {
    const form = (await admin.get('/admin/organisationer/ny')).form('Spara')
    const filled = { name: 'Kriminalvården', kind: 'state' }
    const [first, second] = await Promise.all([form.submit(filled), form.submit(filled)])
    expect([first?.heading, second?.heading]).to.deep.equal(['Kriminalvården', 'Kriminalvården'])
    expect(await world.rows(organisations)).to.have.length(1)
  })
  it('never makes two addresses alike, however many are added at once', async () => {
    const forms = await Promise.all([1, 2, 3, 4].map(async () => (await admin.get('/admin/kommuner/ny')).form('Spara')))
    const answers = await Promise.all(forms.map(form => form.submit({ name: 'Håbo', code: '0305' })))
    expect(answers.map(({ status }) => status)).to.deep.equal([200, 200, 200, 200])
  })

  it('lists all in Swedish order, and by kind and name', async () => {
    await given.organisation({ name: 'Östra', kind: 'region' })
    await given.organisation({ name: 'Ängen', kind: 'state' })
    await given.organisation({ name: 'Åsen', kind: 'state', validTo: '2020-12-31' })
    await given.organisation({ name: 'Zeta', kind: 'state' })
    const names = (page: { $: import('cheerio').CheerioAPI }) =>
      page
        .$('tbody th a')
        .toArray()
        .map(link => page.$(link).text())
    const all = await admin.get('/admin/organisationer')
    expect(names(all)).to.deep.equal(['Zeta', 'Åsen', 'Ängen', 'Östra'])
    expect(all.text).to.contain('Upphörd')
    expect(names(await all.form('Visa').submit({ slag: 'region' }))).to.deep.equal(['Östra'])
    expect(names(await all.form('Visa').submit({ q: 'ÄNG' }))).to.deep.equal(['Ängen'])
    const nothing = await all.form('Visa').submit({ q: 'finns inte' })
    expect(nothing.text).to.contain('Ingen organisation passar')
    const reader = await given.as('analyst')
    expect(names(await reader.get('/myndigheter'))).to.deep.equal(['Zeta', 'Ängen', 'Östra'])
  })
})

describe('Contacts of an organisation', () => {
  let world: World
  let given: Given
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
  })

  it('are added by a coordinator, and read by everybody with a role', async () => {
    const office = await given.office()
    const agency = await given.organisation({ name: 'Försäkringskassan' })
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const empty = await coordinator.get(`/myndigheter/${agency.slug}`)
    expect(empty.text).to.contain('Ingen kontakt finns än')
    const form = (await empty.follow('Lägg till kontakt')).form('Spara')
    await form.submit({ function: 'Enhetschef, sjukersättning', email: 'Enhet@FK.test', phone: '010-123 45 67' })
    const contact = await world.row(agencyContacts, { organisationId: agency.id })
    expect(contact).to.include({ email: 'enhet@fk.test', phone: '010-123 45 67', active: true })
    expect(await world.acts(agency.id)).to.deep.equal(['contact.made'])
    for (const role of ['ombud', 'analyst', 'member'] as const) {
      const page = await (await given.as(role)).get(`/myndigheter/${agency.slug}`)
      expect(page.text).to.contain('Enhetschef, sjukersättning')
      expect(page.$('a[href$="redigera"], a[href$="/ny"]')).to.have.length(0)
    }
  })
  it('are changed and taken out of use by the administrator only', async () => {
    const office = await given.office()
    const agency = await given.organisation()
    const contact = await given.contact(agency, { function: 'Chef' })
    const edit = `/myndigheter/${agency.slug}/kontakter/${contact.id}/redigera`
    const coordinator = await given.as('coordinator', { officeId: office.id })
    expect((await coordinator.get(edit)).status).to.equal(403)
    const admin = await given.as('admin')
    const form = (await admin.get(edit)).form('Spara')
    expect(form.fields).to.include({ function: 'Chef', active: 'ja' })
    const fields = { ...form.fields }
    delete fields['active']
    const shown = await admin.post(edit, fields)
    expect(shown.text).to.contain('Används inte')
    expect(await world.row(agencyContacts, { id: contact.id })).to.include({ active: false, version: 2 })
    expect((await coordinator.get(`/myndigheter/${agency.slug}`)).text).not.to.contain(contact.email)
    expect(await world.acts(agency.id)).to.deep.equal(['contact.changed'])
    const late = await form.submit({ function: 'Chefen' })
    expect(late.status).to.equal(409)
  })
  it('keep what was typed when the address is none', async () => {
    const agency = await given.organisation()
    const admin = await given.as('admin')
    const form = (await admin.get(`/myndigheter/${agency.slug}/kontakter/ny`)).form('Spara')
    const again = await form.submit({ function: 'Chef', email: 'ingen adress', phone: 'abc' })
    expect(again.status).to.equal(422)
    expect(again.form('Spara').fields).to.include({ function: 'Chef', email: 'ingen adress', phone: 'abc' })
    expect(again.$('a[href="#f-email"]')).to.have.length(1)
    expect(await world.rows(agencyContacts)).to.deep.equal([])
  })
  it('of another organisation do not exist under this one', async () => {
    const [one, other] = [await given.organisation(), await given.organisation()]
    const contact = await given.contact(other)
    const admin = await given.as('admin')
    expect((await admin.get(`/myndigheter/${one.slug}/kontakter/${contact.id}/redigera`)).status).to.equal(404)
    expect((await admin.get('/myndigheter/finns-inte')).status).to.equal(404)
  })
})
