import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'

describe('The correction of a decision', () => {
  let world: World
  let board: Board
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
  })
  const decided = async (type: string, filled: Readonly<Record<string, string>> = {}) => {
    const deficiency = await board.deficiency()
    const { meeting } = await board.open()
    await board.decide(meeting, 1, type, filled)
    return { deficiency, meeting, first: await world.row(decisions, { paragraph: 1 }) }
  }
  /** Puts the correction on the agenda of a meeting to come, and opens that meeting. */
  const toCorrect = async (id: string, day = '2026-12-10') => {
    const { id: meetingId } = await board.plan(day)
    const page = await (await board.convener.get(`/beslut/${id}`)).follow('Rätta beslutet')
    const placed = await page.form('Sätt upp rättelsen').submit({ meetingId })
    await (await board.convener.get(`/moten/${meetingId}`)).form('Öppna mötet').submit()
    return { meetingId, placed }
  }

  it('is an item of its own at a meeting; both pages and the register tell which replaced which', async () => {
    const { deficiency, first } = await decided('monitor')
    const { meetingId, placed } = await toCorrect(first.id)
    expect(placed.text).to.include('Rättelse av § 1/2026').and.to.include('§ 1/2026 ska rättas')
    const [item] = await board.items({ id: meetingId })
    expect(item).to.include({ deficiencyId: deficiency.id, title: 'Rättelse av § 1/2026' })
    await board.decide({ id: meetingId }, 1, 'ask')

    const second = await world.row(decisions, { paragraph: 2 })
    expect(second).to.include({ correctsId: first.id, type: 'ask' })
    expect(await world.row(decisions, { id: first.id })).to.deep.equal(first)
    const old = await board.convener.get(`/beslut/${first.id}`)
    expect(old.text).to.include('Det är rättat genom § 2/2026').and.not.to.include('Rätta beslutet')
    const corrected = await old.follow('Beslut § 2/2026')
    expect(corrected.text).to.include('Beslutet ersätter § 1/2026')
    const register = await board.convener.get('/beslut')
    const row = (at: number) => register.$('tbody tr').eq(at).text().replace(/\s+/g, ' ')
    expect(row(0)).to.include('§ 2/2026').and.to.include('Rättar § 1/2026').and.not.to.include('Rättat genom')
    expect(row(1)).to.include('§ 1/2026').and.to.include('Rättat genom § 2/2026')
    expect((await board.convener.get(`/systemfel/${deficiency.number}`)).text).to.include('Rättat genom § 2/2026')
    expect((await board.now(deficiency)).state).to.equal('awaiting_answer')
    expect(await world.acts(deficiency.id)).to.include('decision.corrected')
  })

  it('takes back a request that has not been sent as soon as it is open: its letter never leaves', async () => {
    const { first, meeting: earlier } = await decided('ask')
    const request = await world.row(answerRequests, { decisionId: first.id })
    expect(request.state).to.equal('tray')
    expect((await board.convener.get(`/beslut/${first.id}/rattelse`)).text).to.include('Den tas tillbaka när rättelsen')
    await toCorrect(first.id)
    expect((await world.row(answerRequests, { id: request.id })).state).to.equal('revoked')
    await board.end(earlier)
    await board.finish(earlier)
    const meeting = await board.meeting('2026-12-10')
    await board.decide(meeting, 1, 'monitor')
    expect((await world.row(answerRequests, { id: request.id })).state).to.equal('revoked')
    expect(await world.mails({ toAddress: board.contact.email })).to.deep.equal([])
    const page = await board.convener.get(`/beslut/${first.id}`)
    expect(page.text).to.include('Begäran om svar till Försäkringskassan Återkallad')
  })

  it('leaves a request that has been sent, and says so', async () => {
    const { meeting, first, deficiency } = await decided('ask')
    await board.end(meeting)
    await board.finish(meeting)
    await board.later('2026-12-01T09:00:00Z')
    expect((await board.convener.get(`/beslut/${first.id}/rattelse`)).text).to.include('Mottagaren får veta')
    const told = () => world.mails({ template: 'answers.reconsidered' })
    expect(await told()).to.deep.equal([])
    await toCorrect(first.id)
    const [mail, ...more] = await told()
    expect(more).to.deep.equal([])
    const letter = await world.letter(mail as never)
    expect(letter.to.address).to.equal(board.contact.email)
    expect(letter.text).to.include(deficiency.number).and.include('Frågan gäller tills ni får besked.')
    expect(letter.text).not.to.include(deficiency.title)
    await board.decide(await board.meeting('2026-12-10'), 1, 'monitor')
    expect((await world.row(answerRequests, { decisionId: first.id })).state).to.equal('sent')
    const page = await board.convener.get(`/beslut/${first.id}`)
    expect(page.text)
      .to.include('Det som var skickat eller gjort står kvar.')
      .and.to.include('Skickad 21 november 2026')
  })

  it('calls off an open action, and leaves one that is done', async () => {
    const { first } = await decided('commit')
    await toCorrect(first.id)
    await board.decide(await board.meeting('2026-12-10'), 1, 'investigate')
    const action = await world.row(actions, { decisionId: first.id })
    expect(action).to.include({ state: 'cancelled', proof: 'Beslutet är rättat genom § 2/2026.' })
    const second = await world.row(decisions, { paragraph: 2 })
    expect((await world.row(actions, { decisionId: second.id })).state).to.equal('accepted')

    await world.given(async ctx => ctx.rows(actions).changeAll({ decisionId: second.id }, { state: 'done' }))
    await toCorrect(second.id, '2026-12-20')
    await board.decide(await board.meeting('2026-12-20'), 1, 'monitor')
    expect((await world.row(actions, { decisionId: second.id })).state).to.equal('done')
  })

  it('opens again what a wrong decision ended', async () => {
    const { deficiency, first } = await decided('close', { reason: 'Vi trodde att det var löst.' })
    expect((await board.now(deficiency)).state).to.equal('closed')
    await toCorrect(first.id)
    expect(await board.now(deficiency)).to.include({ state: 'on_agenda', closedAt: null })
    await board.decide(await board.meeting('2026-12-10'), 1, 'monitor')
    expect((await board.now(deficiency)).state).to.equal('monitored')
  })

  it('marks the item that stands on the agenda already, and is forgotten when the item is postponed', async () => {
    const { deficiency, first } = await decided('postpone')
    const next = await board.plan('2026-12-10')
    expect(await board.items(next)).to.have.length(1)
    await toCorrect(first.id, '2026-12-11')
    await board.decide(await board.meeting('2026-12-11'), 1, 'postpone')
    expect(await world.row(decisions, { paragraph: 2 })).to.include({ correctsId: null, deficiencyId: deficiency.id })
    const page = await (await board.convener.get(`/beslut/${first.id}`)).follow('Rätta beslutet')
    await page.form('Sätt upp rättelsen').submit({ meetingId: next.id })
    const items = await board.items(next)
    expect(items.map(({ title }) => title)).to.deep.equal(['Rättelse av § 1/2026'])
  })

  it('happens once: the second is refused, at the page and at the meeting', async () => {
    const { first } = await decided('monitor')
    const other = await board.plan('2026-12-11')
    await toCorrect(first.id)
    await (await (await board.convener.get(`/beslut/${first.id}`)).follow('Rätta beslutet'))
      .form('Sätt upp rättelsen')
      .submit({ meetingId: other.id })
    await board.decide(await board.meeting('2026-12-10'), 1, 'ask')
    const page = await board.convener.get(`/beslut/${first.id}/rattelse`)
    expect(page.text).to.include('Beslutet är redan rättat')
    await (await board.convener.get(`/moten/${other.id}`)).form('Öppna mötet').submit()
    expect((await board.decide(other, 1, 'investigate')).status).to.equal(409)
    expect(await world.rows(decisions)).to.have.length(2)
  })

  it('Z8: is for the convener of the group only', async () => {
    const { first } = await decided('monitor')
    const member = await board.given.as('member', { groupId: board.group.id })
    expect((await member.get(`/beslut/${first.id}`)).text).not.to.include('Rätta beslutet')
    expect((await member.get(`/beslut/${first.id}/rattelse`)).status).to.equal(403)
    const elsewhere = await board.given.as('convener', { groupId: (await board.given.group([])).id })
    expect((await elsewhere.get(`/beslut/${first.id}/rattelse`)).status).to.equal(404)
  })
})
