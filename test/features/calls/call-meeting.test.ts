import { expect } from 'chai'
import { callInvitations, meetingCalls } from '#src/features/calls/call.entity.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { World } from '#test/support/world.ts'
import { Called, OLLE, reach, SIV, substitute, VERA } from './called.ts'
import { readCalendar } from './icalendar.ts'

describe('The call to a meeting', () => {
  let world: World
  let now: Called
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
  })

  it('goes to each ordinary holder of a seat, once, with a meeting that calendars can read', async () => {
    const before = await now.page()
    expect(before.text).to.include('Ingen är kallad än.').and.include('Vera Lind').and.not.include('Siv Ek')
    const page = await now.call()
    expect(page.notice).to.equal('Kallelsen är på väg.')
    expect(world.letters.map(({ to }) => to.address).sort()).to.deep.equal([OLLE, VERA])
    const [letter] = now.lettersTo(VERA)
    expect(letter?.subject).to.equal('Kallelse: Ledningsgruppen Granåsen, 10 december 2026 kl. 13.00')
    expect(letter?.text).to.include('Plats: Kommunhuset.').and.include('för Försäkringskassan')
    const { method, events } = readCalendar(letter?.calendar?.text ?? '')
    expect(method).to.equal('REQUEST')
    expect(events).to.have.length(1)
    expect(events[0]).to.deep.include({
      ...{ uid: now.meeting.id, sequence: 0, summary: 'Möte: Ledningsgruppen Granåsen', location: 'Kommunhuset' },
      ...{ status: 'CONFIRMED', zone: 'Europe/Stockholm', clock: '2026-12-10T13:00:00' },
      ...{ start: new Date('2026-12-10T12:00:00Z'), url: `https://systemfel.test${world.lastLink(VERA)}` },
      organizer: `mailto:${now.board.group.email}`,
    })
    expect(events[0]?.attendees.map(one => one.toLowerCase())).to.deep.equal([`mailto:${VERA}`])
    expect(await world.acts(now.meeting.id)).to.include('meeting.called')
    await world.sendMails()
    expect(world.letters).to.have.length(2)
  })

  it('is nobody’s but the convener’s, and calls to what is to come only', async () => {
    const { given, group, office } = now.board
    const scope = { groupId: group.id, officeId: office.id }
    const refused = [
      ['member', 403, scope],
      ['ombud', 403, scope],
      ['analyst', 404, {}],
      ['admin', 404, {}],
    ] as const
    for (const [role, status, grant] of refused) {
      const browser = await given.as(role, grant)
      expect((await browser.get(now.path)).status, role).to.equal(status)
      expect((await browser.get(`/moten/${now.meeting.id}/stall-in`)).status, role).to.equal(status)
    }
    await now.board.later('2026-12-11T09:00:00Z')
    const page = await now.page()
    expect(page.postForms().filter(({ action }) => action.startsWith('/moten'))).to.deep.equal([])
    const { fields } = (await now.board.convener.get('/min-sida')).form('losenord')
    const late = await now.board.convener.post(now.path, { _csrf: fields['_csrf'] ?? '', formKey: crypto.randomUUID() })
    expect(late.status).to.equal(409)
    expect(await world.rows(callInvitations)).to.deep.equal([])
  })

  it('says what to do in a group where nobody has a seat', async () => {
    const { given, office } = now.board
    const group = await given.group([office])
    const convener = await given.as('convener', { groupId: group.id })
    const meeting = await now.board.plan('2026-12-15', convener, group)
    const page = await convener.get(`/moten/${meeting.id}/kallelse`)
    expect(page.text).to.include('Ingen har en plats i gruppen på mötesdagen.')
  })

  it('shows who has answered what, who has not, and what did not arrive', async () => {
    await reach(world, 'Olle Berg', null)
    await now.call()
    await now.answer(VERA, { answer: 'coming' })
    const page = await now.page()
    expect(page.text).to.include('Kommer: 1. Kommer inte: 0. Ersättare kommer: 0. Inte svarat: 0.')
    expect(page.text).to.match(/Försäkringskassan Vera Lind Kommer .*Skickat/)
    expect(page.text)
      .to.include('Ledamöter utan e-postadress: 1.')
      .and.match(/Olle Berg – Saknar e-postadress/)
    const mail = await world.row(outboxMails, { toAddress: VERA })
    await world.given(ctx => ctx.rows(outboxMails).change(mail.id, { state: 'failed', failure: '550' }))
    const failed = await now.page()
    expect(failed.text).to.include('Brev som inte kom fram: 1.').and.include('Kom inte fram')
  })

  it('is sent again only to those whom it has not reached, at the address that they have now', async () => {
    await now.call()
    const first = world.lastLink(VERA)
    const mail = await world.row(outboxMails, { toAddress: VERA })
    await world.given(ctx => ctx.rows(outboxMails).change(mail.id, { state: 'failed', failure: '550' }))
    await reach(world, 'Vera Lind', 'vera.lind@fk.test')
    const again = await (await now.page()).form('Skicka till 1').submit()
    await world.sendMails()
    expect(again.text).not.to.include('Kom inte fram')
    expect(world.letters).to.have.length(3)
    expect((await world.browser().get(first)).status).to.equal(404)
    expect((await world.browser().get(world.lastLink('vera.lind@fk.test'))).status).to.equal(200)
    expect(await world.rows(callInvitations)).to.have.length(2)
  })

  it('reaches those who get a seat later, and tells those who leave theirs', async () => {
    await now.call()
    await now.board.given.seat(now.board.group, { party: 'user_association' }, 'Bo Alm')
    await reach(world, 'Bo Alm', 'bo@forening.test')
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ name: 'Olle Berg' }, { toDay: '2026-11-30' }))
    await (await now.page()).form('Skicka till 1').submit()
    await world.sendMails()
    expect(now.subjects('bo@forening.test')).to.have.length(1)
    expect(now.subjects(OLLE).at(-1)).to.equal(
      'Kallelsen gäller inte längre: Ledningsgruppen Granåsen, 10 december 2026 kl. 13.00',
    )
    expect(readCalendar(now.lettersTo(OLLE).at(-1)?.calendar?.text ?? '').method).to.equal('CANCEL')
    expect(await now.page().then(({ text }) => text)).not.to.include('Olle Berg')
  })

  it('reminds those who have not answered, once a day', async () => {
    await now.call()
    await now.answer(VERA, { answer: 'coming' })
    const form = (await now.page()).form('Påminn 1')
    const page = await form.submit()
    await world.sendMails()
    expect(page.text).to.include('Du har påmint i dag.')
    expect(now.subjects(OLLE).at(-1)).to.match(/^Påminnelse: svara på kallelsen/)
    expect(now.lettersTo(OLLE).at(-1)?.calendar).to.equal(null)
    expect(now.subjects(VERA)).to.have.length(1)
    const twice = await form.send({ formKey: crypto.randomUUID() })
    expect(twice.status).to.equal(409)
    await world.sendMails()
    expect(now.subjects(OLLE)).to.have.length(2)
    await now.board.later('2026-11-22T09:00:00Z')
    expect((await (await now.page()).form('Påminn 1').submit()).notice).to.equal('Påminnelsen är på väg.')
  })

  it('reminds once when two ask at the same time', async () => {
    await now.call()
    const form = (await now.page()).form('Påminn 2')
    const ends = await Promise.all(
      Array.from({ length: 8 }, () =>
        now.board.convener.raw('post', form.action, { ...form.fields, formKey: crypto.randomUUID() }),
      ),
    )
    expect(ends.filter(({ status }) => status === 303)).to.have.length(1)
    expect(await world.mails({ template: 'calls.reminder' })).to.have.length(2)
  })
})

describe('A meeting that is moved', () => {
  let world: World
  let now: Called
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
  })

  it('tells everybody who was called, once, in the next edition of the same meeting', async () => {
    await now.call()
    await now.change({ day: '2026-12-17' })
    await now.change({ place: 'Biblioteket' })
    await now.change({ time: '09.30' })
    const read = now.lettersTo(VERA).map(({ calendar }) => readCalendar(calendar?.text ?? '').events[0])
    expect(read.map(event => event?.sequence)).to.deep.equal([0, 1, 2, 3])
    expect(new Set(read.map(event => event?.uid))).to.deep.equal(new Set([now.meeting.id]))
    expect(read.map(event => event?.clock)).to.deep.equal([
      '2026-12-10T13:00:00',
      '2026-12-17T13:00:00',
      '2026-12-17T13:00:00',
      '2026-12-17T09:30:00',
    ])
    expect(read.at(-1)?.location).to.equal('Biblioteket')
    expect(now.subjects(OLLE)).to.have.length(4)
    expect(now.subjects(SIV)).to.deep.equal([])
  })

  it('tells nobody when nothing of it is new, or when nobody has been called', async () => {
    await now.change({ place: 'Biblioteket' })
    expect(world.letters).to.deep.equal([])
    await now.call()
    expect(readCalendar(now.lettersTo(VERA)[0]?.calendar?.text ?? '').events[0]?.sequence).to.equal(1)
    await now.change({})
    expect(world.letters).to.have.length(2)
    expect((await world.row(meetingCalls, { meetingId: now.meeting.id })).sequence).to.equal(1)
  })

  it('asks again when the day or the time is another, and not when the place is', async () => {
    await now.call()
    await now.answer(VERA, { answer: 'coming' })
    await now.change({ place: 'Biblioteket' })
    expect((await now.invitation('Vera Lind')).answer).to.equal('coming')
    await now.change({ day: '2026-12-11' })
    expect((await now.invitation('Vera Lind')).answer).to.equal(null)
    expect((await now.page()).text).to.include('Inte svarat: 2.')
  })

  it('calls who has a seat on the new day only, and gives links that last as long', async () => {
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ name: 'Olle Berg' }, { toDay: '2026-12-31' }))
    await now.call()
    const first = world.lastLink(VERA)
    await now.change({ day: '2027-11-20' })
    expect(now.subjects(OLLE).at(-1)).to.match(/^Kallelsen gäller inte längre/)
    world.clock.moveTo('2027-10-01T09:00:00Z')
    expect((await world.browser().get(first)).status).to.equal(404)
    expect((await world.browser().get(world.lastLink(VERA))).status).to.equal(200)
  })
})

describe('A meeting that is cancelled', () => {
  let world: World
  let now: Called
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
  })

  it('tells everybody who was called, leaves their calendars, and says why behind the link', async () => {
    await now.call()
    const page = await now.cancel('För få kan komma.')
    expect(page.notice).to.equal('Mötet är inställt.')
    expect(page.text).to.include('Mötet är inställt. För få kan komma.').and.include('Inställt')
    const letter = now.lettersTo(VERA).at(-1)
    expect(letter?.subject).to.match(/^Inställt möte/)
    expect(letter?.text).not.to.include('För få')
    const { method, events } = readCalendar(letter?.calendar?.text ?? '')
    expect(method).to.equal('CANCEL')
    expect(events[0]).to.include({ uid: now.meeting.id, sequence: 1, status: 'CANCELLED' })
    const { page: behind } = await now.opened(VERA)
    expect(behind.heading).to.equal('Mötet är inställt')
    expect(behind.text).to.include('För få kan komma.')
    expect(behind.postForms().filter(({ action }) => action === '/kallelse')).to.deep.equal([])
    expect(now.subjects(OLLE)).to.have.length(2)
  })

  it('asks for a reason, and cannot be opened, moved, called to or cancelled again', async () => {
    const form = (await now.board.convener.get(`/moten/${now.meeting.id}/stall-in`)).form('Ställ in mötet')
    expect((await form.submit({ reason: ' ' })).errors).to.deep.equal(['Fyll i det här fältet.'])
    const move = (await now.board.convener.get(`/moten/${now.meeting.id}/andra`)).form('Spara ändringen')
    const call = (await now.page()).form('till mötet')
    await now.cancel()
    expect((await now.board.convener.get(`/moten/${now.meeting.id}`)).text).not.to.include('Öppna mötet')
    for (const act of [move, call, form]) expect((await act.send({ reason: 'Igen' })).status).to.equal(409)
    expect((await now.board.convener.get('/moten')).text).to.match(/Genomförda.*Inställt/)
    expect(await world.acts(now.meeting.id)).to.include('meeting.cancelled')
  })

  it('lets what stood on its agenda wait for the next one, free items too', async () => {
    const deficiency = await now.board.deficiency({ title: 'Ingen svarar' })
    const agenda = await now.board.convener.get(`/moten/${now.meeting.id}/dagordning`)
    await agenda.form('forslag').submit()
    const arranged = await now.board.convener.get(`/moten/${now.meeting.id}/dagordning`)
    await arranged.form('Lägg till punkten').submit({ title: 'Nya lokaler' })
    await now.cancel()
    expect(await world.acts(deficiency.id)).to.include('deficiency.unplaced')
    const next = await now.board.plan('2026-12-20')
    const titles = (await world.rows(agendaItems, { meetingId: next.id })).map(({ title }) => title)
    expect(titles.sort()).to.deep.equal(['Ingen svarar', 'Nya lokaler'])
    const after = await now.board.plan('2026-12-21')
    expect(await world.rows(agendaItems, { meetingId: after.id })).to.deep.equal([])
  })

  it('tells nobody of what has passed already', async () => {
    await now.call()
    await now.board.later('2026-12-12T09:00:00Z')
    await now.cancel('Vi möttes inte.')
    expect(world.letters).to.have.length(2)
  })
})

describe('A seat’s substitutes', () => {
  let world: World
  let now: Called
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
    await substitute(world, now.agencySeat, 'Kim Ros', 'kim@fk.test')
    await now.call()
  })

  it('are called when the holder declines, and told when she comes after all', async () => {
    await now.answer(VERA, { answer: 'not_coming' })
    expect(now.subjects(SIV)[0]).to.match(/^Kallelse som ersättare/)
    expect(now.subjects('kim@fk.test')).to.have.length(1)
    const link = world.lastLink(SIV)
    const { page } = await now.opened(SIV)
    expect(page.form('Svara').options('answer')).to.have.length(2)
    await page.form('Svara').submit({ answer: 'coming' })
    expect((await now.page()).text).to.match(/Siv Ek, ersättare Kommer /)
    await now.answer(VERA, { answer: 'coming' })
    expect(now.subjects(SIV).at(-1)).to.match(/^Kallelsen gäller inte längre/)
    expect((await world.browser().get(link)).status).to.equal(404)
    await now.answer(VERA, { answer: 'not_coming' })
    expect(now.subjects(SIV)).to.have.length(3)
    expect((await now.invitation('Siv Ek')).answer).to.equal(null)
    expect((await world.browser().get(world.lastLink(SIV))).status).to.equal(200)
  })

  it('are called by name when the holder says who comes', async () => {
    await now.answer(VERA, { answer: 'substitute', substituteName: 'kim ros' })
    expect(now.subjects(SIV)).to.deep.equal([])
    expect(now.subjects('kim@fk.test')).to.have.length(1)
    await now.answer(VERA, { answer: 'substitute', substituteName: 'Någon Annan' })
    expect(now.subjects('kim@fk.test').at(-1)).to.match(/^Kallelsen gäller inte längre/)
    expect((await now.page()).text).to.match(/Ersättare kommer Någon Annan, 21 november 2026/)
  })

  it('make the attendance that is expected', async () => {
    const attendance = async () => {
      const { fields } = (await now.board.convener.get(`/moten/${now.meeting.id}/narvaro`)).form('Spara närvaron')
      return Object.entries(fields)
        .filter(([name]) => name.includes('-'))
        .map(([, value]) => value)
    }
    expect(await attendance()).to.deep.equal(['', ''])
    await now.answer(OLLE, { answer: 'coming' })
    await now.answer(VERA, { answer: 'not_coming' })
    expect(await attendance()).to.deep.equal(['present', '', 'absent', ''])
    await now.answer(SIV, { answer: 'coming' })
    expect(await attendance()).to.deep.equal(['present', '', 'substitute', 'Siv Ek'])
    await (await now.board.convener.get(`/moten/${now.meeting.id}/narvaro`)).form('Spara närvaron').submit()
    await now.answer(OLLE, { answer: 'not_coming' })
    expect(await attendance()).to.deep.equal(['present', '', 'substitute', 'Siv Ek'])
  })

  it('have links that are bound to the call alone', async () => {
    const links = await world.rows(accessLinks, { purpose: 'call' })
    expect(links).to.have.length(2)
    expect(new Set(links.map(({ subjectId }) => subjectId)).size).to.equal(2)
  })
})
