import { expect } from 'chai'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { receiveAnswer } from '#src/features/answers/receive-answer.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import type { AgencyContact } from '#src/features/organisations/organisation.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

const PLANNED = { kind: 'investigating', text: 'Vi ser över det.', changeDay: null, otherBody: null } as const

describe('A joint question decided at a meeting', () => {
  let world: World
  let board: Board
  let second: AgencyContact
  let deficiency: Deficiency
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    const other = await board.given.organisation({ name: 'Regionens psykiatri' })
    second = await board.given.contact(other, { function: 'Verksamhetschef' })
    const made = await board.deficiency({ gap: true, organisationIds: [board.agency.id, other.id] })
    deficiency = await board.report(made)
  })
  const asked = () => world.rows(answerRequests)
  const statesOf = async () => (await asked()).map(({ state }) => state)

  it('is proposed where the systemfel lies between two, and made by one press: two letters in the tray', async () => {
    const { meeting } = await board.open()
    const page = await board.form(meeting, 1, 'ask')
    const form = page.form('Spara och nästa')
    expect(form.fields['alsoIds']).to.have.members([board.contact.id, second.id])
    expect(form.fields).to.include({
      answering: 'one',
      text: 'Gruppen begär svar av Försäkringskassan och Regionens psykiatri. Svarstiden är 30 dagar från att frågan skickas.',
    })
    await form.submit()
    const [lead, follower] = await asked()
    expect([lead?.contactId, follower?.contactId]).to.deep.equal([board.contact.id, second.id])
    expect(await statesOf()).to.deep.equal(['tray', 'tray'])
    const [decision] = await world.rows(decisions)
    expect([lead?.decisionId, follower?.decisionId]).to.deep.equal([decision?.id, decision?.id])
    await world.sendMails()
    expect(world.letters).to.deep.equal([])
    await board.end(meeting)
    await board.finish(meeting)
    await world.sendMails()
    expect(world.lastLink(board.contact.email)).to.match(/^\/svar\//)
    expect(world.lastLink(second.email)).to.match(/^\/gemensam\//)
    expect(await statesOf()).to.deep.equal(['sent', 'sent'])
  })

  it('is an ordinary question where nobody else is ticked, and the text names the one', async () => {
    const { meeting } = await board.open()
    await (await board.form(meeting, 1, 'ask')).form('Spara och nästa').submit({ alsoIds: [] })
    expect(await asked()).to.have.length(1)
    expect((await world.row(decisions, {})).text).to.include('Gruppen begär svar av Försäkringskassan. Svarstiden')
  })

  it('gives the form back with one error where two at the same body are chosen', async () => {
    const twin = await board.given.contact(board.agency, { function: 'Gruppchef' })
    const { meeting } = await board.open()
    const form = (await board.form(meeting, 1, 'ask')).form('Spara och nästa')
    const again = await form.submit({ contactId: board.contact.id, alsoIds: [twin.id], answering: 'each' })
    expect(again.errors).to.deep.equal(['Välj kontakter hos olika organisationer.'])
    expect(await world.rows(decisions)).to.deep.equal([])
  })

  it('may be proposed before the meeting, and is kept as it was set', async () => {
    const { id } = await board.plan('2026-12-01')
    const form = (await board.convener.get(`/moten/${id}/punkter/1/forslag?beslut=ask`)).form('Spara förslaget')
    const saved = await form.submit({ alsoIds: [board.contact.id, second.id], answering: 'each' })
    expect(saved.text).to.include('(Enhetschef, Försäkringskassan; Verksamhetschef, Regionens psykiatri)')
    expect((await world.row(agendaItems, { meetingId: id })).proposedFields).to.include({ answering: 'each' })
    const page = await (await board.convener.get(`/moten/${id}`)).form('Öppna mötet').submit()
    const opened = page.form('Spara och nästa').fields
    expect(opened['alsoIds']).to.have.members([board.contact.id, second.id])
    await page.form('Spara och nästa').submit()
    expect(await asked()).to.have.length(2)
  })

  it('is taken back in the tray by the decision that corrects it, with all its parties', async () => {
    const { meeting } = await board.open()
    await board.decide(meeting, 1, 'ask')
    const { id } = await world.row(decisions, { paragraph: 1 })
    const { id: meetingId } = await board.plan('2026-12-10')
    const page = await (await board.convener.get(`/beslut/${id}`)).follow('Rätta beslutet')
    await page.form('Sätt upp rättelsen').submit({ meetingId })
    await (await board.convener.get(`/moten/${meetingId}`)).form('Öppna mötet').submit()
    const decided = await board.decide({ id: meetingId }, 1, 'monitor')
    expect(decided.status).to.equal(200)
    expect(await statesOf()).to.deep.equal(['revoked', 'revoked'])
    expect(await world.mails({ toAddress: second.email })).to.deep.equal([])
  })

  for (const [answering, first] of [
    ['each', 'overdue'],
    ['one', 'answer_in'],
  ] as const)
    it(`with ${answering === 'one' ? 'one answer for all' : 'an answer of each'}: the first answer ${first === 'answer_in' ? 'is' : 'is not'} the answer`, async () => {
      const { meeting } = await board.open()
      await (await board.form(meeting, 1, 'ask')).form('Spara och nästa').submit({ answering })
      await board.end(meeting)
      await board.finish(meeting)
      const [lead, follower] = await asked()
      await board.later('2026-11-30T09:00:00Z')
      await world.given(ctx => receiveAnswer(ctx, lead as never, PLANNED))
      await board.later('2027-01-10T09:00:00Z')
      const before = await board.plan('2027-02-01')
      expect((await board.items(before)).map(({ why }) => why)).to.deep.equal([
        first === 'overdue' ? 'answer_overdue' : first,
      ])
      if (answering === 'one') return
      await world.given(ctx => receiveAnswer(ctx, follower as never, PLANNED))
      expect(await world.rows(answers)).to.have.length(2)
      expect((await world.row(deficiencies, { id: deficiency.id })).waitingSince).to.equal(null)
      await world.given(ctx => ctx.rows(agendaItems).remove({ meetingId: before.id }))
      const after = await board.plan('2027-03-01')
      expect((await board.items(after)).map(({ why }) => why)).to.deep.equal(['answer_in'])
    })
})
