import { expect } from 'chai'
import { type Group, seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'

describe('Seats in a group', () => {
  let world: World
  let given: Given
  let group: Group
  let convener: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    group = await given.group([await given.office()])
    convener = await given.as('convener', { groupId: group.id })
  })
  const seatsToday = () => world.given(ctx => seatsWithHolders(ctx, group.id, ctx.today))

  it('shows the five parties that SFS 2013:522 requires, also where they are missing', async () => {
    await given.seat(group, { party: 'employment_service' }, 'Alva Exempel')
    const page = await convener.get(`/grupper/${group.slug}`)
    expect(
      page
        .$('tbody th')
        .toArray()
        .map(cell => page.$(cell).text().trim().split(' Ska')[0]),
    ).to.deep.equal([
      'Kommun',
      'Regionens primärvård',
      'Regionens psykiatri',
      'Arbetsförmedlingen',
      'Försäkringskassan',
    ])
    expect(page.$('tbody .app-tag--late')).to.have.length(4)
    expect(page.text).to.contain('1 av 5 parter').and.to.contain('Alva Exempel')
    expect((await convener.get('/grupper')).text).to.contain('1 av 5')
  })
  it('are added from the missing party, for an organisation', async () => {
    const care = await given.organisation({ name: 'Vårdcentralen' })
    const page = await convener.get(`/grupper/${group.slug}`)
    const link = page.$('a[href$="part=primary_care"]').attr('href') as string
    const form = (await convener.get(link)).form('Spara')
    expect(form.fields['party']).to.equal('primary_care')
    const seat = await form.submit({ organisationId: care.id })
    expect(seat.heading).to.equal('Plats för Regionens primärvård')
    expect(seat.text).to.contain('Vårdcentralen').and.to.contain('Skäl saknas')
    expect((await world.rows(seats))[0]).to.include({ party: 'primary_care', state: 'vacant', since: '2026-11-21' })
    expect(await world.acts(group.id)).to.deep.equal(['seat.made'])
    expect((await form.send({ organisationId: group.id, formKey: 'b'.repeat(32) })).status).to.equal(422)
  })
  it('change party and organisation, guarded by their version', async () => {
    const seat = await given.seat(group, { party: 'other' })
    const path = `/grupper/${group.slug}/platser/${seat.id}/redigera`
    const [one, two] = [await convener.get(path), await convener.get(path)]
    await one.form('Spara').submit({ party: 'user_association' })
    expect((await two.form('Spara').submit({ party: 'psychiatry' })).status).to.equal(409)
    expect((await world.row(seats, { id: seat.id })).party).to.equal('user_association')
  })

  it('are filled from a day, and the holder before is ended the day before', async () => {
    const seat = await given.seat(group, { party: 'psychiatry' }, 'Bo Exempel')
    const shown = await convener.get(`/grupper/${group.slug}/platser/${seat.id}`)
    const form = (await shown.follow('Tillsätt platsen')).form('Spara')
    const filled = await form.submit({ name: 'Cilla Exempel', email: 'cilla@region.test', fromDay: '2026-11-01' })
    expect(filled.text).to.contain('Cilla Exempel').and.to.contain('1 november 2026 –')
    const holders = await world.rows(seatHolders, { seatId: seat.id })
    expect(holders.map(({ name, toDay }) => [name, toDay])).to.have.deep.members([
      ['Bo Exempel', '2026-10-31'],
      ['Cilla Exempel', null],
    ])
    const [today] = await seatsToday()
    expect(today?.holders.map(({ name }) => name)).to.deep.equal(['Cilla Exempel'])
    const before = await world.given(ctx => seatsWithHolders(ctx, group.id, '2026-10-31'))
    expect(before[0]?.holders.map(({ name }) => name)).to.deep.equal(['Bo Exempel'])
    expect(await world.acts(group.id)).to.deep.equal(['seat.filled'])
  })
  it('take a substitute beside the holder', async () => {
    const seat = await given.seat(group, { party: 'psychiatry' }, 'Bo Exempel')
    const form = (await convener.get(`/grupper/${group.slug}/platser/${seat.id}/tillsatt`)).form('Spara')
    await form.submit({ name: 'Alva Exempel', substitute: 'ja' })
    const page = await convener.get(`/grupper/${group.slug}`)
    expect(page.text).to.contain('Bo Exempel, Alva Exempel (ersättare)')
    expect(await world.row(seatHolders, { name: 'Bo Exempel' })).to.include({ toDay: null, version: 1 })
  })
  it('refuse a holder who begins before the present one, and keep what was typed', async () => {
    const seat = await given.seat(group, {}, 'Bo Exempel')
    const form = (await convener.get(`/grupper/${group.slug}/platser/${seat.id}/tillsatt`)).form('Spara')
    const again = await form.submit({ name: 'Cilla Exempel', email: 'cilla@region.test', fromDay: '2020-01-01' })
    expect([again.status, again.$('a[href="#f-fromDay"]').length]).to.deep.equal([422, 1])
    expect(again.form('Spara').fields).to.include({ name: 'Cilla Exempel', email: 'cilla@region.test' })
    const number = await form.submit({ name: '191212121212' })
    expect([number.status, number.$('a[href="#f-name"]').length]).to.deep.equal([422, 1])
    expect(await world.rows(seatHolders)).to.have.length(1)
  })
  it('tell the second who fills the same seat, with both names', async () => {
    const seat = await given.seat(group, { state: 'vacant', reason: 'Ingen vill' })
    const path = `/grupper/${group.slug}/platser/${seat.id}/tillsatt`
    const [one, two] = [await convener.get(path), await convener.get(path)]
    await one.form('Spara').submit({ name: 'Alva Exempel' })
    const late = await two.form('Spara').submit({ name: 'Bo Exempel' })
    expect(late.status).to.equal(409)
    expect(late.text).to.contain('Alva Exempel').and.to.contain('Bo Exempel')
    expect(await world.row(seats, { id: seat.id })).to.include({ state: 'filled', reason: null, since: '2026-11-21' })
    expect(await world.rows(seatHolders)).to.have.length(1)
  })
  it('fill once when the form is sent twice (C5)', async () => {
    const seat = await given.seat(group, { state: 'vacant' })
    const form = (await convener.get(`/grupper/${group.slug}/platser/${seat.id}/tillsatt`)).form('Spara')
    await Promise.all([form.submit({ name: 'Alva Exempel' }), form.submit({ name: 'Alva Exempel' })])
    expect(await world.rows(seatHolders)).to.have.length(1)
  })

  it('are vacant, or declined, with a reason and a day that end who held them', async () => {
    const seat = await given.seat(group, { party: 'primary_care' }, 'Bo Exempel')
    const form = (await convener.get(`/grupper/${group.slug}/platser/${seat.id}/vakans`)).form('Spara')
    const empty = await form.submit({ state: 'declined', since: '2026-09-01' })
    expect([empty.status, empty.$('a[href="#f-reason"]').length]).to.deep.equal([422, 1])
    expect(empty.form('Spara').fields).to.include({ state: 'declined', since: '2026-09-01' })
    const reason = 'Primärvården har tackat nej två gånger.'
    const shown = await empty.form('Spara').submit({ reason })
    expect(shown.text).to.contain('Erbjuden, tackat nej').and.to.contain(`Sedan 1 september 2026. ${reason}`)
    expect(await world.row(seatHolders, { seatId: seat.id })).to.include({ toDay: '2026-08-31' })
    expect(await world.acts(group.id)).to.deep.equal(['seat.vacated'])
    const member = await given.as('member', { groupId: group.id })
    expect((await member.get(`/grupper/${group.slug}`)).text).to.contain(reason)
  })
  it('ask about a telephone number in a reason, and never take a personal number', async () => {
    const seat = await given.seat(group)
    const form = (await convener.get(`/grupper/${group.slug}/platser/${seat.id}/vakans`)).form('Spara')
    const typed = { state: 'vacant', since: '2026-09-01', reason: 'Ring 08-123 45 67' }
    const asked = await form.submit(typed)
    expect(asked.status).to.equal(422)
    expect((await form.submit({ ...typed, reason: 'Se 19121212-1212' })).status).to.equal(422)
    expect((await world.row(seats, { id: seat.id })).reason).to.equal(null)
    const again = asked.form('Spara')
    expect((await again.submit(again.reviewed())).status).to.equal(200)
    expect((await world.row(seats, { id: seat.id })).reason).to.equal('Ring 08-123 45 67')
  })

  it('show as vacant when the holder has left and nobody has said why', async () => {
    const seat = await given.seat(group, { party: 'municipality' }, 'Bo Exempel')
    const shown = await convener.get(`/grupper/${group.slug}/platser/${seat.id}`)
    const form = (await shown.follow('Ändra eller avsluta')).form('Spara')
    expect(form.fields).to.include({ name: 'Bo Exempel', fromDay: '2020-01-01', toDay: '' })
    const wrong = await form.submit({ toDay: '2019-12-31' })
    expect([wrong.status, wrong.$('a[href="#f-toDay"]').length]).to.deep.equal([422, 1])
    const ended = await form.submit({ toDay: '2026-11-20' })
    expect(ended.text).to.contain('Vakant').and.to.contain('Skäl saknas').and.to.contain('20 november 2026')
    expect((await seatsToday())[0]).to.include({ state: 'vacant' })
    expect((await form.submit({ toDay: '2026-11-30', name: 'Bosse Exempel' })).status).to.equal(409)
    expect(await world.acts(group.id)).to.deep.equal(['seat.holderChanged'])
  })
  it('have one ordinary holder at a time', async () => {
    const seat = await given.seat(group, {}, 'Bo Exempel')
    await (await convener.get(`/grupper/${group.slug}/platser/${seat.id}/tillsatt`))
      .form('Spara')
      .submit({ name: 'Cilla Exempel', fromDay: '2026-11-01' })
    const earlier = await world.row(seatHolders, { name: 'Bo Exempel' })
    const path = `/grupper/${group.slug}/platser/${seat.id}/innehavare/${earlier.id}`
    const form = (await convener.get(path)).form('Spara')
    expect((await form.submit({ toDay: '' })).status).to.equal(422)
    expect((await form.submit({ toDay: '', substitute: 'ja' })).status).to.equal(200)
  })

  it('are kept by nobody but the convener of the group and the administrator', async () => {
    const seat = await given.seat(group)
    const [holder] = await world.rows(seatHolders)
    const base = `/grupper/${group.slug}/platser`
    const paths = [
      `/grupper/${group.slug}/redigera`,
      `${base}/ny`,
      `${base}/${seat.id}`,
      `${base}/${seat.id}/redigera`,
      `${base}/${seat.id}/tillsatt`,
      `${base}/${seat.id}/vakans`,
      `${base}/${seat.id}/innehavare/${holder?.id}`,
    ]
    const elsewhere = await given.group([])
    const visitors: [Browser, number][] = [
      [convener, 200],
      [await given.as('admin'), 200],
      [await given.as('member', { groupId: group.id }), 403],
      [await given.as('convener', { groupId: elsewhere.id }), 404],
    ]
    for (const [browser, status] of visitors)
      for (const path of paths) expect((await browser.raw('get', path)).status, path).to.equal(status)
    const member = await (await given.as('member', { groupId: group.id })).get(`/grupper/${group.slug}`)
    expect(member.$('main a[href*="platser"], main a[href$="redigera"]')).to.have.length(0)
  })
  it('of another group do not exist under this one', async () => {
    const other = await given.group([])
    const [seat, mine] = [await given.seat(other), await given.seat(group)]
    const [holder] = await world.rows(seatHolders, { seatId: seat.id })
    const base = `/grupper/${group.slug}/platser`
    for (const path of [
      `${base}/${seat.id}`,
      `${base}/${seat.id}/vakans`,
      `${base}/${mine.id}/innehavare/${holder?.id}`,
    ])
      expect((await convener.get(path)).status, path).to.equal(404)
    const form = (await convener.get(`${base}/${mine.id}/tillsatt`)).form('Spara')
    const sent = await convener.post(`${base}/${seat.id}/tillsatt`, { ...form.fields, name: 'Alva Exempel' })
    expect(sent.status).to.equal(404)
    expect(await world.rows(seatHolders, { name: 'Alva Exempel' })).to.deep.equal([])
  })
})
