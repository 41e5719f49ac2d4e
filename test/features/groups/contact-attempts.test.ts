import { expect } from 'chai'
import { contactAttempts } from '#src/features/groups/contact-attempt.entity.ts'
import { type Group, type Seat, seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'

describe('A seat that is hard to fill', () => {
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
  const path = (seat: Seat, end = ''): string => `/grupper/${group.slug}/platser/${seat.id}${end}`
  const page = () => convener.get(`/grupper/${group.slug}`)

  it('keeps each attempt to fill it: the day, the way and what came of it', async () => {
    const seat = await given.seat(group, { party: 'primary_care', state: 'vacant' })
    const shown = await convener.get(path(seat))
    expect(shown.text).to.contain('Inga kontaktförsök är antecknade')
    const form = (await shown.follow('Anteckna kontaktförsök')).form('Spara')
    const wrong = await form.submit({ day: '2026-11-22' })
    expect([wrong.status, wrong.errors.length]).to.deep.equal([422, 2])
    const late = await form.submit({ day: '2026-11-22', way: 'telephone', outcome: 'no_reply' })
    expect(late.$('a[href="#f-day"]').text()).to.contain('framtiden')
    await form.submit({ day: '2026-10-01', way: 'telephone', outcome: 'no_reply' })
    const again = (await convener.get(path(seat, '/kontakt'))).form('Spara')
    const filled = { day: '2026-11-02', way: 'mail', outcome: 'considering', note: 'Områdeschefen tar upp frågan.' }
    const noted = await again.submit(filled)
    expect(noted.notice).to.equal('Kontaktförsöket är antecknat.')
    expect(noted.text.indexOf('2 november 2026')).to.be.lessThan(noted.text.indexOf('1 oktober 2026'))
    expect(noted.text).to.contain('Områdeschefen tar upp frågan.').and.to.contain('Vakant')
    expect((await page()).text).to.contain('2 kontaktförsök för platser som är tomma i dag, senast 2 november 2026')
    expect(await world.acts(group.id)).to.deep.equal(['seat.contactNoted', 'seat.contactNoted'])
  })
  it('is offered and declined from the day that the party said no', async () => {
    const seat = await given.seat(group, { party: 'user_association', state: 'vacant' })
    const decline = async (day: string, note: string) =>
      (await convener.get(path(seat, '/kontakt')))
        .form('Spara')
        .submit({ day, way: 'meeting', outcome: 'declined', note })
    await decline('2026-09-01', 'Föreningen har för få aktiva.')
    await decline('2026-03-01', 'Ville vänta till hösten.')
    expect(await world.row(seats, { id: seat.id })).to.include({ state: 'declined', since: '2026-09-01' })
    expect((await page()).text).to.contain('Erbjuden, tackat nej Sedan 1 september 2026. Föreningen har för få aktiva.')
  })
  it('stays filled when somebody who was asked before said no', async () => {
    const seat = await given.seat(group, { party: 'user_association' }, 'Bo Exempel')
    const form = (await convener.get(path(seat, '/kontakt'))).form('Spara')
    const shown = await form.submit({ day: '2026-09-01', way: 'letter', outcome: 'declined' })
    expect(shown.text).to.contain('Besatt').and.not.to.contain('Anteckna kontaktförsök')
    expect(await world.rows(contactAttempts)).to.have.length(1)
  })
  it('asks about a telephone number, and may be withheld', async () => {
    const seat = await given.seat(group, { state: 'vacant' })
    const form = (await convener.get(path(seat, '/kontakt'))).form('Spara')
    const asked = await form.submit({ way: 'mail', outcome: 'no_reply', note: 'Ring 08-123 45 67' })
    expect([asked.status, await world.rows(contactAttempts)]).to.deep.equal([422, []])
    const again = asked.form('Spara')
    await again.submit(again.reviewed())
    const withhold = await convener.get(`/grupper/${group.slug}/sparra`)
    expect(withhold.text).to.contain('Kontaktförsök: Anteckning').and.to.contain('Ring 08-123 45 67')
  })
  it('is noted by nobody but the convener of the group and the administrator', async () => {
    const seat = await given.seat(group, { state: 'vacant' })
    const elsewhere = await given.as('convener', { groupId: (await given.group([])).id })
    const member = await given.as('member', { groupId: group.id })
    for (const [browser, status] of [
      [convener, 200],
      [member, 403],
      [elsewhere, 404],
    ] as const)
      expect((await browser.raw('get', path(seat, '/kontakt'))).status).to.equal(status)
  })
})

describe('What the ordinance says of seats', () => {
  it('stands on the page of the group: who is missing, and who has not been asked', async () => {
    const world = await World.open()
    const given = new Given(world)
    const group = await given.group([])
    const convener = await given.as('convener', { groupId: group.id })
    const read = async () => (await convener.get(`/grupper/${group.slug}`)).text
    await given.seat(group, { party: 'municipality' })
    await given.seat(group, { party: 'patient_association' })
    const asked = await given.seat(group, { party: 'user_association', state: 'vacant' })
    await given.seat(group, { party: 'relatives_association', state: 'declined' })
    expect(await read())
      .to.contain('saknas i dag: Regionens primärvård, Regionens psykiatri, Arbetsförmedlingen, Försäkringskassan.')
      .and.to.contain('har inte fått frågan: Brukarorganisation.')
      .and.to.contain('Bör erbjudas enligt förordningen')
    const form = (await convener.get(`/grupper/${group.slug}/platser/${asked.id}/kontakt`)).form('Spara')
    await form.submit({ way: 'mail', outcome: 'no_reply' })
    for (const party of ['primary_care', 'psychiatry', 'employment_service', 'insurance_agency'] as const)
      await given.seat(group, { party })
    expect(await read())
      .to.contain('Alla som ska ingå är med.')
      .and.to.contain('är med eller har fått frågan')
  })
})

describe('A seat that several share', () => {
  it('has them all at once, in turns, and nobody is ended', async () => {
    const world = await World.open()
    const given = new Given(world)
    const group = await given.group([])
    const convener = await given.as('convener', { groupId: group.id })
    const seat = await given.seat(group, { party: 'primary_care' }, 'Bo Exempel')
    const form = (await convener.get(`/grupper/${group.slug}/platser/${seat.id}/tillsatt`)).form('Spara')
    const both = await form.submit({ name: 'Cilla Exempel', substitute: 'ja', shared: 'ja' })
    expect([both.status, both.$('a[href="#f-shared"]').length]).to.deep.equal([422, 1])
    await form.submit({ name: 'Cilla Exempel', fromDay: '2019-01-01', shared: 'ja' })
    const page = await convener.get(`/grupper/${group.slug}`)
    expect(page.text).to.contain('Cilla Exempel, Bo Exempel Turas om')
    const holder = await world.row(seatHolders, { name: 'Cilla Exempel' })
    const change = await convener.get(`/grupper/${group.slug}/platser/${seat.id}/innehavare/${holder.id}`)
    expect(change.form('Spara').fields['shared']).to.equal('ja')
    expect((await change.form('Spara').submit({ fromDay: '2019-02-01' })).status).to.equal(200)
    const { shared: _, ...fields } = change.form('Spara').fields
    const refused = await convener.post(change.form('Spara').action, {
      ...fields,
      version: '2',
      formKey: 'c'.repeat(32),
    })
    expect([refused.status, refused.$('a[href="#f-fromDay"]').length]).to.deep.equal([422, 1])
  })
})
