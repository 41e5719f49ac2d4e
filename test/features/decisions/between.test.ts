import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { circulationReplies, circulations } from '#src/features/decisions/circulation.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

describe('A decision between meetings (per capsulam)', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  let member: Person
  let seats: readonly string[]
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    member = await board.given.person([{ role: 'member', groupId: board.group.id }])
    const [held, other] = [
      await board.given.seat(board.group, { party: 'municipality' }, 'Maj Holm'),
      await board.given.seat(board.group, { party: 'insurance_agency' }, 'Ola Berg'),
    ]
    await board.given.seat(board.group, { party: 'psychiatry', state: 'vacant' })
    await world.given(async ctx => ctx.rows(seatHolders).changeAll({ seatId: held.id }, { personId: member.id }))
    await world.given(async ctx => ctx.rows(seatHolders).changeAll({ seatId: other.id }, { email: null }))
    seats = [held.id, other.id]
    deficiency = await board.report(await board.deficiency())
    // It belongs to the group once a meeting has had it.
    await board.plan('2027-01-20')
  })

  async function propose(
    type: string,
    filled: Readonly<Record<string, string>> = {},
    about = deficiency,
  ): Promise<Page> {
    const page = await board.convener.get(`/systemfel/${about.number}/mellan-moten?beslut=${type}`)
    return page.form('Fråga platserna').submit(filled)
  }
  const answer = async (path: string, said: 'agree' | 'object', reason = '') =>
    (await (await board.given.browserOf(member)).get(path)).form('Lämna svaret').submit({ answer: said, reason })
  const note = async (path: string, said: 'agree' | 'object') =>
    (await board.convener.get(path))
      .form('notering')
      .submit({ seat: seats[1] ?? '', answer: said, day: '2026-11-20', way: 'Telefon' })
  const record = async (path: string) => (await board.convener.get(path)).form('Anteckna beslutet').submit()
  const agreed = async (type: string, filled: Readonly<Record<string, string>> = {}, about = deficiency) => {
    const { path } = await propose(type, filled, about)
    await answer(path, 'agree')
    await note(path, 'agree')
    return path
  }

  it('is proposed to the seats: who has an account answers on the page, who has neither that nor an address stands there to be asked', async () => {
    const page = await board.convener.get(`/systemfel/${deficiency.number}`)
    const form = await page.follow('Besluta mellan mötena')
    expect(form.text).to.include('Maj Holm: svarar på sidan').and.to.include('Ola Berg: du frågar')
    expect(form.text).not.to.include('Psykiatri').and.not.to.include('Bordlägg')
    const proposed = await propose('monitor')
    expect(proposed.notice).to.include('Förslaget är skickat')
    expect(proposed.text).to.include('Gruppen noterar systemfelet och bevakar det.').and.to.include('Har inte svarat')
    const mails = await world.mails({ template: 'decisions.circulated' })
    expect(mails.map(({ toAddress }) => toAddress)).to.deep.equal([member.email])
    expect(mails[0]?.facts).to.deep.equal({
      ...{ reference: deficiency.number, group: 'Ledningsgruppen Granåsen', decision: 'Notera och bevaka' },
      dueDay: '2026-12-05',
    })
    expect(await world.rows(decisions)).to.deep.equal([])
  })

  it('is recorded when all have agreed: the group’s next §, the same effects, its letters at once', async () => {
    const path = await agreed('ask')
    const shown = await record(path)
    expect(shown.heading).to.equal('Protokollsutdrag, § 1/2026')
    expect(shown.text).to.include('Mellan mötena (per capsulam)')
    const decision = await world.row(decisions, { paragraph: 1 })
    expect(decision).to.include({ type: 'ask', year: 2026, deficiencyId: deficiency.id })
    expect((await board.now(deficiency)).state).to.equal('awaiting_answer')
    const request = await world.row(answerRequests, { decisionId: decision.id })
    expect(request).to.include({ state: 'sent', dueDay: '2026-12-21' })
    await world.sendMails()
    const addressees = world.letters.map(({ to }) => to.address)
    expect(addressees).to.include.members([board.contact.email, board.ombud.email])
    expect(await world.mails({ state: 'held' })).to.deep.equal([])
    expect(await world.row(circulations, { state: 'recorded' })).to.include({ decisionId: decision.id })
    expect((await board.convener.get('/beslut')).text).to.include('mellan mötena')
    expect((await board.convener.get('/moten')).text).not.to.include('per capsulam')
  })

  it('keeps what was agreed: what the seats read is what is decided, to the letter', async () => {
    const text = 'Försäkringskassan öppnar telefonen varje vardag.'
    const path = await agreed('commit', { text, acceptedBy: 'Enhetschef', description: 'Öppna telefonen.' })
    await record(path)
    expect(await world.row(decisions, { paragraph: 1 })).to.include({ text, acceptedBy: 'Enhetschef' })
    expect((await world.rows(actions))[0]).to.include({ description: 'Öppna telefonen.', state: 'accepted' })
  })

  it('takes its § from the counter of the meetings', async () => {
    await board.deficiency({ title: 'Boendestöd' })
    const { meeting } = await board.open('2026-11-21')
    await board.decide(meeting, 1, 'monitor')
    await record(await agreed('investigate'))
    await board.deficiency({ title: 'Läkarintyg' })
    const second = (await board.open('2026-11-22')).meeting
    await board.decide(second, 1, 'monitor')
    const taken = (await world.rows(decisions)).map(({ paragraph, type }) => `${paragraph} ${type}`)
    expect(taken.sort()).to.deep.equal(['1 monitor', '2 investigate', '3 monitor'])
  })

  it('is no meeting: nobody is missed at it, its notes are not laid before the next one, and its day is free', async () => {
    await record(await agreed('investigate'))
    const { day } = await world.row(meetings, { groupId: board.group.id, perCapsulam: true })
    const year = (await board.convener.get(`/grupper/${board.group.slug}/arsplan`)).form('Planera mötena')
    const none = Object.fromEntries(year.names.filter(name => name.startsWith('day')).map(name => [name, '']))
    const planned = await year.submit({ ...none, day1: day, time: '13.00', place: 'Kommunhuset' })
    expect(planned.notice).to.equal('Årets möten är planerade.')
    const group = await board.convener.get(`/grupper/${board.group.slug}`)
    expect(group.text).to.contain('Gruppen har inte hållit något möte än.')
    const form = (await board.convener.get('/moten/nytt')).form('Skapa mötet')
    await form.submit({ day: '2026-12-01', time: '13.00', endTime: '15.00', place: 'Kommunhuset', standing: 'ja' })
    const items = await board.items(await board.meeting('2026-12-01'))
    expect(items.map(({ section }) => section))
      .to.include('opening')
      .and.not.include('previous_minutes')
  })

  it('stands on the next agenda under Information, where nothing more need be decided, and changes no state', async () => {
    const fresh = await board.deficiency({ title: 'Nytt hinder' })
    await record(await agreed('monitor', {}, fresh))
    const [meeting] = await world.rows(meetings, { day: '2027-01-20' })
    const items = await board.items(meeting as NonNullable<typeof meeting>)
    const item = items.find(({ deficiencyId }) => deficiencyId === fresh.id)
    expect(item).to.include({ section: 'information', why: 'taken_directly' })
    expect((await board.now(fresh)).state).to.equal('monitored')
    expect((await board.convener.get(`/moten/${meeting?.id}`)).text).to.include(
      'gruppen beslutade § 1/2026 mellan mötena 21 november 2026',
    )
    await (await board.convener.get(`/moten/${meeting?.id}`)).form('Öppna mötet').submit()
    const page = await board.form({ id: meeting?.id ?? '' }, items.indexOf(item as never) + 1, 'note')
    await page.form('Spara och nästa').submit({ text: 'Gruppen tog del av beslutet.' })
    expect((await board.now(fresh)).state).to.equal('monitored')
  })

  it('is brought to the next agenda that is made, also when it ended the systemfel, and once', async () => {
    const [planned] = await world.rows(meetings)
    const agenda = await board.convener.get(`/moten/${planned?.id}/dagordning`)
    await agenda.form('/borttag').submit()
    await world.given(async ctx => ctx.rows(meetings).remove({ id: planned?.id ?? '' }))
    await record(await agreed('close', { reason: 'Det är löst.' }))
    const { meeting } = await board.open('2026-12-10')
    expect((await board.items(meeting)).map(({ section }) => section)).to.deep.equal(['information'])
    await board.decide(meeting, 1, 'note', { text: 'Gruppen tog del av beslutet.' })
    await board.end(meeting)
    await board.later('2026-12-20T09:00:00Z')
    expect(await board.items(await board.plan('2027-02-10'))).to.deep.equal([])
  })

  it('goes on the next agenda instead when somebody objects, and cannot be recorded', async () => {
    const { path } = await propose('monitor')
    await note(path, 'agree')
    const done = await answer(path, 'object', 'Vi behöver tala om det.')
    expect(done.text).to.include('Någon invände').and.to.include('Vi behöver tala om det.')
    expect((await board.convener.get(path)).html).not.to.include('Anteckna beslutet')
    expect((await world.row(circulations, {})).state).to.equal('objected')
    expect(await world.rows(decisions)).to.deep.equal([])
    const [meeting] = await world.rows(meetings)
    expect((await board.items(meeting as NonNullable<typeof meeting>))[0]).to.include({ deficiencyId: deficiency.id })
    // The group may be asked again.
    expect((await propose('ask')).notice).to.include('Förslaget är skickat')
  })

  it('waits until all have answered; each answers once, for her own seat', async () => {
    const { path } = await propose('monitor')
    const early = await board.convener.get(path)
    expect(early.html).not.to.include('Anteckna beslutet')
    await answer(path, 'agree')
    const token = early.form('notering').fields
    const forged = await board.convener.post(`${path}/beslut`, { ...token, version: '1' })
    expect(forged.status).to.equal(409)
    const hers = await board.given.browserOf(member)
    expect((await hers.get(path)).html).not.to.include('Lämna svaret')
    const other = await hers.post(`${path}/svar`, {
      ...formOf(await hers.get(path)),
      seat: seats[1] ?? '',
      answer: 'agree',
    })
    expect(other.status).to.be.oneOf([403, 404])
    expect(await world.rows(circulationReplies)).to.have.length(1)
    const late = await board.convener.get(path)
    const ahead = await late
      .form('notering')
      .submit({ seat: seats[1] ?? '', answer: 'agree', day: '2026-11-22', way: 'Brev' })
    expect(ahead.errors.join()).to.include('Välj dagen då svaret kom.')
    await note(path, 'agree')
    expect((await board.convener.get(path)).text).to.include('20 november 2026, Telefon')
    await record(path)
  })
  const formOf = (page: Page): Readonly<Record<string, string>> => ({
    _csrf: page.$('input[name=_csrf]').first().attr('value') ?? '',
    formKey: page.$('input[name=formKey]').first().attr('value') ?? '',
  })

  it('corrects another decision, also one that closed the systemfel', async () => {
    await record(await agreed('close', { reason: 'Vi trodde att det var löst.' }))
    const first = await world.row(decisions, { paragraph: 1 })
    const page = await (await board.convener.get(`/beslut/${first.id}`)).follow('Rätta beslutet')
    const form = await (await page.follow('Föreslå ett nytt beslut')).follow('Notera och bevaka')
    const { path } = await form.form('Fråga platserna').submit()
    await answer(path, 'agree')
    await note(path, 'agree')
    const done = await record(path)
    expect(done.text).to.include('Beslutet ersätter § 1/2026')
    expect(await world.row(decisions, { paragraph: 2 })).to.include({ correctsId: first.id })
    expect((await board.now(deficiency)).state).to.equal('monitored')
    expect((await board.convener.get(`/beslut/${first.id}`)).text).to.include('Det är rättat genom § 2/2026')
  })

  it('can be taken back, and is one at a time for a systemfel', async () => {
    const { path } = await propose('monitor')
    const again = await board.convener.get(`/systemfel/${deficiency.number}/mellan-moten`)
    expect(again.text).to.include('Gruppen har redan ett förslag')
    await (await again.follow('Till förslaget')).form('Ta tillbaka förslaget').submit()
    expect((await board.convener.get(path)).text).to.include('Inget är beslutat')
    expect((await propose('ask')).notice).to.include('Förslaget är skickat')
  })

  it('Z8: is seen by the group’s own people only', async () => {
    const { path } = await propose('monitor')
    const elsewhere = await board.given.as('convener', { groupId: (await board.given.group([])).id })
    expect((await elsewhere.get(path)).status).to.equal(404)
    expect((await elsewhere.get(`/systemfel/${deficiency.number}/mellan-moten`)).status).to.equal(404)
    const ombud = await board.given.browserOf(board.ombud)
    expect((await ombud.get(path)).status).to.equal(403)
    expect((await (await board.given.browserOf(member)).get(path)).status).to.equal(200)
  })

  it('C7: 20 recordings at once of ten proposals give ten §, each its own, beside those of a meeting', async function () {
    this.timeout(60_000)
    const about = await Promise.all(Array.from({ length: 10 }, (_, at) => board.deficiency({ title: `Hinder ${at}` })))
    const { meeting } = await board.open('2026-11-21')
    const paths: string[] = []
    for (const one of about) paths.push(await agreed('monitor', {}, one))
    const forms = await Promise.all(
      [...paths, ...paths].map(async path => (await board.convener.get(path)).form('Anteckna beslutet')),
    )
    const item = (await board.form(meeting, 1, 'investigate')).form('Spara och nästa')
    const answers = await Promise.all([...forms.map(form => form.submit()), item.submit()])
    const taken = (await world.rows(decisions)).map(({ paragraph }) => paragraph).sort((a, b) => a - b)
    const statuses = answers.slice(0, 20).map(({ status }) => status)
    expect(statuses.filter(status => status === 200)).to.have.length(10)
    expect(statuses.filter(status => status === 409)).to.have.length(10)
    expect(taken).to.deep.equal(Array.from({ length: taken.length }, (_, at) => at + 1))
    expect(taken.length).to.be.oneOf([10, 11])
  })
})
