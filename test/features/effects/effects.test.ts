import { expect } from 'chai'
import { deficiencies, stateChanges } from '#src/features/deficiencies/deficiency.entity.ts'
import { effectWords } from '#src/features/effects/effect.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import type { Role } from '#src/kernel/actor.ts'
import { World } from '#test/support/world.ts'
import { FIRST, Followed, LAST } from './followed.ts'

describe('What ombud say of the effect', function () {
  this.timeout(60_000)
  let world: World
  let now: Followed
  beforeEach(async () => {
    world = await World.open()
    now = await Followed.of(world)
  })
  const inGroup = () => ({ groupId: now.board.group.id })
  const history = () => world.acts(now.deficiency.id)

  it('closes a systemfel as resolved when they say yes at the last check, and not before', async () => {
    await now.on(FIRST)
    for (const person of [now.one, now.other]) await now.says(person, 'yes')
    expect(await now.state()).to.equal('remedied')
    expect((await now.checks()).map(({ state, answer }) => [state, answer])).to.deep.equal([
      ['answered', 'yes'],
      ['planned', null],
    ])
    await now.on(LAST)
    const half = await now.says(now.one, 'yes')
    expect(half.heading).to.equal('Tack för ditt svar')
    expect(await now.state()).to.equal('remedied')
    await now.says(now.other, 'yes')
    expect(await now.state()).to.equal('resolved')
    expect((await world.row(deficiencies, { id: now.deficiency.id })).closedAt).not.to.equal(null)
    expect(await now.letters('effects.confirmed')).to.equal(2)
    expect((await history()).filter(act => act === 'effect.confirmed')).to.have.length(1)
    const steps = await world.rows(stateChanges, { deficiencyId: now.deficiency.id })
    expect(steps.map(({ act }) => act)).to.deep.equal(['made', 'place', 'accept', 'confirm'])
  })

  it('goes to the group at once on a no, on its next agenda, and nobody else is waited for', async () => {
    const next = await now.board.plan('2027-03-10')
    await now.on(FIRST)
    const page = await now.says(now.one, 'no', 'Telefonen är fortfarande stängd.')
    expect(page.text).to.contain('Hindret kommer upp på gruppens nästa möte')
    expect(await now.state()).to.equal('on_agenda')
    const [item] = await world.rows(agendaItems, { meetingId: next.id, deficiencyId: now.deficiency.id })
    expect(item).to.include({ why: 'effect_no', section: 'effect' })
    expect(item?.whyFacts).to.deep.equal({ months: 3 })
    await now.board.later(`${FIRST}T12:00:00Z`)
    expect((await now.board.convener.get(`/moten/${next.id}`)).text).to.contain('hindret finns kvar efter 3 månader')
    expect(await now.letters('effects.refuted')).to.equal(2)
    const { page: late } = await now.opened(now.other)
    expect(late.heading).to.equal('Frågan är avslutad')
    await now.on(LAST)
    expect(await now.letters('effects.question')).to.equal(2)
  })

  it('is on the agenda of the meeting that is planned after the no, where none was', async () => {
    await now.on(FIRST)
    await now.says(now.one, 'no')
    await now.board.later('2027-03-01T09:00:00Z')
    const meeting = await now.board.plan('2027-03-10')
    const [item] = await world.rows(agendaItems, { meetingId: meeting.id, deficiencyId: now.deficiency.id })
    expect(item).to.include({ why: 'effect_no', section: 'effect' })
  })

  it('lets the convener set it as eased, with a reason, when they say partly', async () => {
    await now.on(FIRST)
    await now.says(now.one, 'partly')
    await now.says(now.other, 'yes')
    expect(await now.state()).to.equal('remedied')
    await now.on(LAST)
    await now.says(now.one, 'partly')
    await now.says(now.other, 'partly')
    expect(await now.state()).to.equal('remedied')
    await now.board.later('2027-09-01T09:00:00Z')
    const { convener } = now.board
    expect((await convener.get('/')).text).to.contain('Effekt att avgöra 1 väntar på gruppen')
    const list = await convener.get('/effekt')
    expect(list.text).to.contain('Att avgöra i gruppen').and.contain('Delvis')
    const page = await convener.get(`/effekt/avgora/${now.deficiency.number}`)
    const missing = await page.form('Spara ställningstagandet').submit({ ruling: 'ease' })
    expect(missing.status).to.equal(422)
    expect(missing.text).to.contain('Skriv varför.')
    const done = await missing.form('Spara ställningstagandet').submit({ reason: 'Kön är kortare, men finns kvar.' })
    expect(done.text).to.contain('Lindrat, enligt gruppen').and.contain('Kön är kortare, men finns kvar.')
    expect(await now.state()).to.equal('eased')
    expect(await now.letters('effects.eased')).to.equal(2)
    const again = await convener.post(`/effekt/avgora/${now.deficiency.number}`, {
      ...page.form('Spara ställningstagandet').fields,
      ruling: 'ease',
      reason: 'En gång till.',
    })
    expect(again.status).to.equal(409)
  })

  it('lets the convener keep it open after the last check, and only ease it before', async () => {
    await now.on(FIRST)
    for (const person of [now.one, now.other]) await now.says(person, 'partly')
    await now.board.later(`${FIRST}T12:00:00Z`)
    const path = `/effekt/avgora/${now.deficiency.number}`
    const early = await now.board.convener.get(path)
    expect(early.form('Spara ställningstagandet').options('ruling')).to.have.length(1)
    expect(early.text).to.contain('Ombuden får frågan en gång till.')
    await now.on(LAST)
    for (const person of [now.one, now.other]) await now.says(person, 'partly')
    await now.board.later('2027-09-01T09:00:00Z')
    const form = (await now.board.convener.get(path)).form('Spara ställningstagandet')
    await form.submit({ ruling: 'keep_open', reason: 'Vi vill se fler veckor.' })
    expect(await now.state()).to.equal('monitored')
    expect((await now.board.convener.get(path)).text).to.contain('Det finns inget att avgöra nu')
  })

  it('is put before the group when the last check leaves it to the group', async () => {
    await now.on(LAST)
    for (const person of [now.one, now.other]) await now.says(person, 'partly')
    await now.board.later('2027-09-01T09:00:00Z')
    const meeting = await now.board.plan('2027-09-10')
    const page = await now.board.convener.get(`/moten/${meeting.id}`)
    expect(page.text).to.contain('effekten efter 9 månader behöver gruppens ställningstagande')
  })

  it('is settled from the item’s page, where the answer is proposed to be followed on', async () => {
    await now.on(LAST)
    for (const person of [now.one, now.other]) await now.says(person, 'partly')
    await now.board.later('2027-09-01T09:00:00Z')
    const { meeting } = await now.board.open('2027-09-01')
    const nr = (await now.board.items(meeting)).findIndex(item => item.deficiencyId === now.deficiency.id) + 1
    const at = `/moten/${meeting.id}/punkter/${nr}`
    const item = await now.board.convener.get(at)
    expect(item.$('.app-decisions a[aria-current]').text()).to.contain('Godta svaret')
    const member = await now.board.given.as('member', inGroup())
    expect((await member.get(at)).$('a[href^="/effekt/avgora/"]')).to.have.length(0)
    const ruling = await item.follow('Avgör effekten')
    expect(ruling.path).to.equal(`/effekt/avgora/${now.deficiency.number}`)
    await ruling.form('Spara ställningstagandet').submit({ ruling: 'ease', reason: 'Kön är kortare.' })
    expect((await now.board.convener.get(at)).$('a[href^="/effekt/avgora/"]')).to.have.length(0)
  })

  it('is not settled from the item’s page where ombud said no: a new question is proposed', async () => {
    await now.on(FIRST)
    await now.says(now.one, 'no')
    await now.board.later('2027-03-01T09:00:00Z')
    const { meeting } = await now.board.open('2027-03-01')
    const nr = (await now.board.items(meeting)).findIndex(item => item.deficiencyId === now.deficiency.id) + 1
    const item = await now.board.convener.get(`/moten/${meeting.id}/punkter/${nr}`)
    expect(item.$('.app-decisions a[aria-current]').text()).to.contain('Begär svar')
    expect(item.$('a[href^="/effekt/avgora/"]')).to.have.length(0)
  })

  it('asks once more when nobody has met it, and then says that the effect is unknown', async () => {
    await now.on(LAST)
    // Nobody was asked the first time: the program did not run. They are asked once, not twice on one day.
    expect(await now.words()).to.have.length(2)
    for (const person of [now.one, now.other]) await now.says(person, 'not_met')
    expect(await now.state()).to.equal('remedied')
    const third = (await now.checks())[2]
    expect(third).to.include({ months: 12, dueDay: '2027-11-21', state: 'planned' })
    await now.on('2027-11-21')
    for (const person of [now.one, now.other]) await now.says(person, 'not_met')
    expect(await now.state()).to.equal('effect_unknown')
    expect((await now.checks()).length).to.equal(3)
    expect(await now.letters('effects.unknown')).to.equal(2)
  })

  it('is kept with its line for the office alone', async () => {
    await now.on(FIRST)
    await now.says(now.one, 'partly', 'Kön är halverad sedan i våras.')
    const coordinator = await now.board.given.browserOf(now.coordinator)
    expect((await coordinator.get('/effekt')).text).to.contain('Kön är halverad sedan i våras.')
    await now.board.later(`${FIRST}T12:00:00Z`)
    for (const path of ['/effekt', `/systemfel/${now.deficiency.number}`])
      expect((await now.board.convener.get(path)).text).not.to.contain('Kön är halverad')
    expect(await now.letters('effects.question')).to.equal(2)
  })

  it('stops what may point out a person, and takes a false hit with a reason', async () => {
    await now.on(FIRST)
    const { page } = await now.opened(now.one)
    const found = await page
      .form('Skicka svaret')
      .submit({ answer: 'yes', line: 'Handläggare Anna Berg ringer nu upp.' })
    expect(found.status).to.equal(422)
    expect((await now.words()).every(({ answer }) => answer === null)).to.equal(true)
    const form = found.form('Skicka svaret')
    await form.submit({ ...form.reviewed() })
    expect((await now.words()).filter(({ answer }) => answer === 'yes')).to.have.length(1)
  })

  it('is answered signed in too, by the one who was asked and by nobody else', async () => {
    await now.on(FIRST)
    const mine = (await world.rows(effectWords, { personId: now.one.id }))[0]
    const path = `/effekt/fraga/${mine?.id}`
    const stranger = await now.board.given.browserOf(now.other)
    expect((await stranger.get(path)).status).to.equal(404)
    const own = await now.board.given.browserOf(now.one)
    expect((await own.get('/')).text).to.contain('Har det blivit bättre? 1 väntar på ditt ord')
    const page = await own.get('/effekt')
    expect(page.text).to.contain('Väntar på ditt ord')
    const empty = await (await own.get(path)).form('Skicka svaret').submit()
    expect(empty.status).to.equal(422)
    expect(empty.text).to.contain('Välj om det har blivit bättre.')
    const receipt = await empty.form('Skicka svaret').submit({ answer: 'yes' })
    expect(receipt.heading).to.equal('Tack för ditt svar')
    expect((await own.get('/effekt')).text).not.to.contain('Väntar på ditt ord')
  })

  for (const role of ['coordinator', 'convener', 'member', 'analyst', 'admin'] as readonly Role[])
    it(`P10: no ${role} confirms that it is solved`, async () => {
      await now.on(FIRST)
      const places = { coordinator: { officeId: now.board.office.id }, convener: inGroup(), member: inGroup() }
      const browser = await now.board.given.as(role, places[role as keyof typeof places])
      const [mine] = await now.words()
      const answered = await browser.raw('get', `/effekt/fraga/${mine?.id}`)
      expect(answered.status).to.be.oneOf([403, 404])
      const page = await browser.get('/')
      const token = page.$('input[name=_csrf]').attr('value') ?? ''
      for (const to of [`/effekt/fraga/${mine?.id}`, `/effekt/avgora/${now.deficiency.number}`]) {
        const posted = await browser.raw('post', to, {
          _csrf: token,
          answer: 'yes',
          ruling: 'confirm',
          reason: 'x',
          version: '1',
        })
        expect(posted.status).to.be.oneOf([403, 404, 409, 422])
      }
      expect((await now.words()).every(({ answer }) => answer === null)).to.equal(true)
      expect(await now.state()).to.equal('remedied')
    })
})
