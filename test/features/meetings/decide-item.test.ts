import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { type Deficiency, stateChanges } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { decisions, effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

/** What a decision of any kind leaves behind. */
async function expectDecided(board: Board, meeting: Meeting, before: Deficiency, type: string, dueDay: string | null) {
  const { world, group } = board
  const decision = await world.row(decisions, { meetingId: meeting.id })
  expect(decision).to.include({ type, paragraph: 1, year: 2026, dueDay, deficiencyId: before.id })
  const [item] = await board.items(meeting)
  expect(item).to.include({ paragraph: 1, id: decision.agendaItemId })
  const after = await board.now(before)
  const [event] = await world.rows(auditEvents, { action: 'decision.made' })
  expect(event).to.include({ subjectType: 'deficiency', subjectId: before.id })
  expect(event?.details).to.deep.equal({
    decisionId: decision.id,
    type,
    paragraph: 1,
    year: 2026,
    dueDay,
    meetingId: meeting.id,
    groupId: group.id,
    from: 'on_agenda',
    to: after.state,
  })
  const steps = await world.rows(stateChanges, { deficiencyId: before.id })
  expect(steps.map(({ state }) => state)).to.deep.equal(['new', 'on_agenda', after.state])
  return { decision, after }
}
/** The one letter to the ombud who reported: held in the meeting's tray, with facts only. */
async function expectTold(board: Board, meeting: Meeting, template: string, facts: object) {
  const told = await board.world.mails({ toAddress: board.ombud.email })
  expect(told).to.have.length(1)
  expect(told[0]).to.include({ template, state: 'held', heldByMeetingId: meeting.id })
  expect(told[0]?.facts).to.deep.include({ group: 'Ledningsgruppen Granåsen', paragraph: '§ 1/2026', ...facts })
  await board.world.sendMails()
  expect(board.world.letters).to.deep.equal([])
}

describe('The eight decisions (product §5)', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  let meeting: Meeting
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    deficiency = await board.report(await board.deficiency())
  })
  const open = async () => {
    meeting = (await board.open()).meeting
  }

  it('1 Begär svar: a request in the tray with 30 days, awaiting answer', async () => {
    await open()
    const page = await board.form(meeting, 1, 'ask')
    const form = page.form('Spara och nästa')
    expect(form.fields).to.include({
      contactId: board.contact.id,
      termDays: '30',
      text: 'Gruppen begär svar av Försäkringskassan. Svarstiden är 30 dagar från att frågan skickas.',
      question: 'Vad gör ni för att rätta till bristen, och när är det klart?',
    })
    await form.submit()
    const { decision, after } = await expectDecided(board, meeting, deficiency, 'ask', '2026-12-21')
    expect(after).to.include({ state: 'awaiting_answer', waitingSince: null })
    expect(decision.organisationId).to.equal(board.agency.id)
    expect(await world.row(answerRequests, { decisionId: decision.id })).to.include({
      state: 'tray',
      meetingId: meeting.id,
      groupId: board.group.id,
      officeId: board.office.id,
      contactId: board.contact.id,
      termDays: 30,
      sentAt: null,
      dueDay: null,
    })
    const [letter] = await world.mails({ toAddress: board.contact.email })
    expect(letter).to.include({ state: 'held', heldByMeetingId: meeting.id })
    await expectTold(board, meeting, 'meetings.decided', { decision: 'Begär svar av myndighet' })
    expect(await world.acts(deficiency.id)).to.include.members(['request.made', 'decision.made'])
  })

  it('2 Åtagande: an action that is proposed until a function has said yes, action under way', async () => {
    await open()
    await board.decide(meeting, 1, 'commit')
    const { decision, after } = await expectDecided(board, meeting, deficiency, 'commit', '2027-01-20')
    expect(after.state).to.equal('action_under_way')
    expect(decision).to.include({
      organisationId: board.agency.id,
      acceptedBy: null,
      text: 'Försäkringskassan åtar sig att åtgärda systemfelet senast 20 januari 2027.',
    })
    expect(await world.row(actions, { decisionId: decision.id })).to.include({
      state: 'proposed',
      organisationId: board.agency.id,
      dueDay: '2027-01-20',
      description: 'Rätta till bristen och återkoppla till gruppen.',
    })
    await expectTold(board, meeting, 'meetings.decidedDue', { decision: 'Åtagande', dueDay: '20 januari 2027' })
  })
  it('2 Åtagande, accepted by a function, is due two weeks before the next meeting', async () => {
    await open()
    await board.plan('2027-02-10')
    const filled = { acceptedBy: 'Enhetschef', strength: 'resolves', description: 'Öppna telefonen varje dag.' }
    await board.decide(meeting, 1, 'commit', filled)
    const { decision } = await expectDecided(board, meeting, deficiency, 'commit', '2027-01-27')
    expect(await world.row(actions, { decisionId: decision.id })).to.include({
      ...{ state: 'accepted', ownerFunction: 'Enhetschef', strength: 'resolves' },
      description: 'Öppna telefonen varje dag.',
    })
  })

  it('3 Utred vidare: an action for the office, investigating', async () => {
    await open()
    await board.plan('2026-12-01')
    await board.decide(meeting, 1, 'investigate')
    const { decision, after } = await expectDecided(board, meeting, deficiency, 'investigate', '2026-12-05')
    expect(after.state).to.equal('investigating')
    expect(await world.row(actions, { decisionId: decision.id })).to.include({
      ...{ kind: 'investigation', state: 'accepted', officeId: board.office.id, dueDay: '2026-12-05' },
    })
    await expectTold(board, meeting, 'meetings.decidedDue', { dueDay: '5 december 2026' })
  })

  it('4 Lyft to a group of ours: it sees the systemfel, finds it on its agenda and is told', async () => {
    const central = await board.given.group([], { name: 'Centrala ledningsgruppen', email: 'centrala@kommun.test' })
    const theirConvener = await board.given.as('convener', { groupId: central.id })
    await open()
    const theirs = (await board.plan('2026-12-10', theirConvener, central)).id
    expect((await theirConvener.get(`/systemfel/${deficiency.number}`)).status).to.equal(404)
    await board.decide(meeting, 1, 'lift', { toGroupId: central.id })
    const { decision, after } = await expectDecided(board, meeting, deficiency, 'lift', '2027-01-20')
    expect(after.state).to.equal('lifted')
    expect(decision.text).to.equal(
      'Gruppen lyfter systemfelet till Centrala ledningsgruppen och önskar svar senast 20 januari 2027.',
    )
    expect(await world.row(lifts, { decisionId: decision.id })).to.include({
      ...{ fromGroupId: board.group.id, toGroupId: central.id, toName: null, wishedDay: '2027-01-20', repliedAt: null },
    })
    expect(after.circle).to.include(central.id)
    const [item] = await board.items({ id: theirs })
    expect(item).to.include({ deficiencyId: deficiency.id, why: 'lifted_here' })
    expect((await theirConvener.get(`/moten/${theirs}`)).text).to.include(
      'På dagordningen eftersom Ledningsgruppen Granåsen lyfte det hit 21 november 2026.',
    )
    const [letter] = await world.mails({ toAddress: 'centrala@kommun.test' })
    expect(letter).to.include({ template: 'meetings.lifted', state: 'held', heldByMeetingId: meeting.id })
    await expectTold(board, meeting, 'meetings.decidedDue', { dueDay: '20 januari 2027' })
  })
  it('4 Lyft to a body outside keeps its name; one receiver is needed, and not two', async () => {
    const central = await board.given.group([])
    await open()
    for (const filled of [{ toName: '' }, { toName: 'FINSAM', toGroupId: central.id }]) {
      const faulty = await board.decide(meeting, 1, 'lift', filled)
      expect(faulty.status).to.equal(422)
      expect(faulty.errors).to.deep.equal(['Välj en ledningsgrupp eller skriv ett namn, inte båda.'])
    }
    expect(await world.rows(decisions)).to.deep.equal([])
    await board.decide(meeting, 1, 'lift', { toName: 'Samordningsförbundet' })
    const { decision } = await expectDecided(board, meeting, deficiency, 'lift', '2027-01-20')
    expect(await world.row(lifts, { decisionId: decision.id })).to.include({
      ...{ toGroupId: null, toName: 'Samordningsförbundet' },
    })
    expect(decision.text).to.include('till Samordningsförbundet och')
  })

  it('5 Bordlägg: on the next agenda, and postponed', async () => {
    await open()
    const next = await board.plan('2027-02-10')
    await board.decide(meeting, 1, 'postpone')
    const { decision, after } = await expectDecided(board, meeting, deficiency, 'postpone', null)
    expect(after.state).to.equal('postponed')
    expect(decision.text).to.equal('Punkten bordläggs till mötet 10 februari 2027.')
    const [item] = await board.items(next)
    expect(item).to.include({ deficiencyId: deficiency.id, why: 'postponed', section: 'follow_up', paragraph: null })
    await expectTold(board, meeting, 'meetings.decided', { decision: 'Bordlägg' })
  })
  it('5 Bordlägg with no meeting planned waits for the next one made', async () => {
    await open()
    await board.decide(meeting, 1, 'postpone')
    const { decision } = await expectDecided(board, meeting, deficiency, 'postpone', null)
    expect(decision.text).to.equal('Punkten bordläggs till nästa möte.')
    await board.end(meeting)
    await board.later('2027-02-01T09:00:00Z')
    const next = await board.plan('2027-02-10')
    const [item] = await board.items(next)
    expect(item).to.include({ deficiencyId: deficiency.id, why: 'postponed' })
    expect((await board.convener.get(`/moten/${next.id}`)).text).to.include(
      'På dagordningen eftersom det bordlades 21 november 2026.',
    )
  })

  it('6 Notera och bevaka: nothing but the decision, monitored', async () => {
    await open()
    await board.decide(meeting, 1, 'monitor')
    const { after } = await expectDecided(board, meeting, deficiency, 'monitor', null)
    expect(after.state).to.equal('monitored')
    for (const table of [actions, answerRequests, lifts, effectChecks])
      expect(await world.rows(table as typeof lifts)).to.deep.equal([])
    await expectTold(board, meeting, 'meetings.decided', { decision: 'Notera och bevaka' })
  })

  it('7 Godta svaret: effect checks after 3 and 9 months, remedied', async () => {
    await open()
    await board.decide(meeting, 1, 'accept')
    const { decision, after } = await expectDecided(board, meeting, deficiency, 'accept', null)
    expect(after.state).to.equal('remedied')
    const checks = await world.rows(effectChecks, { decisionId: decision.id })
    const planned = checks.map(({ months, dueDay, state, answer }) => ({ months, dueDay, state, answer }))
    expect(planned).to.have.deep.members([
      { months: 3, dueDay: '2027-02-21', state: 'planned', answer: null },
      { months: 9, dueDay: '2027-08-21', state: 'planned', answer: null },
    ])
    expect(decision.text).to.equal('Gruppen godtar svaret. Effekten följs upp 21 februari 2027 och 21 augusti 2027.')
    await expectTold(board, meeting, 'meetings.decided', { decision: 'Godta svaret och följ upp effekten' })
  })

  it('8 Avsluta utan åtgärd: a reason is required, reporters are told, closed', async () => {
    await open()
    const faulty = await board.decide(meeting, 1, 'close')
    expect(faulty.status).to.equal(422)
    expect(faulty.errors).to.deep.equal(['Skriv varför systemfelet avslutas utan åtgärd.'])
    expect(faulty.form('Spara och nästa').fields).to.include({ type: 'close' })
    expect((await board.now(deficiency)).state).to.equal('on_agenda')
    await board.decide(meeting, 1, 'close', { reason: 'Bristen är åtgärdad av en ny lag.' })
    const { decision, after } = await expectDecided(board, meeting, deficiency, 'close', null)
    expect(after.state).to.equal('closed')
    expect(after.closedAt).not.to.equal(null)
    expect(decision.reason).to.equal('Bristen är åtgärdad av en ny lag.')
    await expectTold(board, meeting, 'meetings.closed', { decision: 'Avsluta utan åtgärd' })
  })

  for (const type of ['accept', 'close'] as const)
    it(`closes the questions that are still open, and stops their clock, when it is decided to ${type}`, async () => {
      const { contact, office, group } = board
      await board.world.given(async ctx => {
        const asked = await deficiencyById(ctx, deficiency.id)
        const question = { deficiency: asked, contactId: contact.id, question: 'Hur gör ni?', termDays: 30 }
        await askAgency(ctx, { ...question, groupId: group.id, officeId: office.id })
      })
      await open()
      await board.decide(meeting, 1, type, { reason: 'Det räcker så.' })
      expect((await board.world.row(answerRequests, { deficiencyId: deficiency.id })).state).to.equal('closed')
      expect((await board.now(deficiency)).waitingSince).to.equal(null)
    })
})
