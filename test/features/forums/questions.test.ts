import { expect } from 'chai'
import { type Forum, forumQuestions } from '#src/features/forums/forum.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { ask, makeCouncil } from './hall.ts'

describe('A question from a forum', () => {
  let world: World
  let board: Board
  let forum: Forum
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    forum = await makeCouncil(board)
  })
  const shown = () => board.convener.get(`/forum/${forum.id}`)

  it('about a systemfel goes with it on the next agenda, and is read there', async () => {
    const later = await board.plan('2027-01-15')
    const next = await board.plan('2026-12-10')
    const deficiency = await board.deficiency()
    const page = await ask(board.convener, forum, { number: deficiency.number.toLowerCase(), day: '2026-11-20' })
    expect(page.notice).to.equal('Frågan är antecknad.')
    expect(page.text)
      .to.contain('Rådets ordförande, 20 november 2026 På dagordningen')
      .and.to.contain('10 december 2026')
    expect(await board.items(later)).to.deep.equal([])
    const [item] = await board.items(next)
    expect(item).to.include({ deficiencyId: deficiency.id, why: 'added', section: 'new' })
    const before = await (await page.follow('10 december 2026')).follow(deficiency.title)
    expect(before.text)
      .to.contain('På dagordningen eftersom Funktionsrättsrådet har frågat om det.')
      .and.to.contain('Fråga från Funktionsrättsrådet (Rådets ordförande, 20 november 2026) Vad gör gruppen åt detta?')
    const systemfel = await board.convener.get(`/systemfel/${deficiency.number}`)
    expect(systemfel.text).to.contain('Fråga från Funktionsrättsrådet 20 november 2026 Vad gör gruppen åt detta?')
    expect((await board.now(deficiency)).state).to.equal('on_agenda')
  })
  it('about a systemfel that stands there already keeps its place and its reason', async () => {
    const deficiency = await board.report(await board.deficiency())
    const meeting = await board.plan('2026-12-10')
    const [before] = await board.items(meeting)
    await ask(board.convener, forum, { number: deficiency.number })
    expect(await board.items(meeting)).to.deep.equal([before])
    const item = await board.convener.get(`/moten/${meeting.id}/punkter/1`)
    expect(item.text).to.contain('Vad gör gruppen åt detta?')
  })
  it('about a theme is an item of its own', async () => {
    const meeting = await board.plan('2026-12-10')
    await ask(board.convener, forum, { theme: 'sip' })
    const [item] = await board.items(meeting)
    expect(item?.title).to.match(/^Fråga från Funktionsrättsrådet: /)
    const page = await board.convener.get(`/moten/${meeting.id}/punkter/1`)
    expect(page.text).to.contain('Vad gör gruppen åt detta?').and.to.contain('Funktionsrättsrådet har frågat om det')
  })
  it('waits until a meeting is planned, and goes on that one only', async () => {
    const page = await ask(board.convener, forum, { theme: 'sip' })
    expect(page.text).to.contain('Väntar på ett möte').and.not.to.contain('Sätt upp på nästa möte')
    const meeting = await board.plan('2026-12-10')
    expect(await board.items(meeting)).to.have.length(1)
    expect(await board.items(await board.plan('2027-01-15'))).to.deep.equal([])
    expect((await shown()).text)
      .to.contain('På dagordningen')
      .and.to.contain('10 december 2026')
  })
  it('that was taken off the agenda waits, and is put on the next one', async () => {
    const meeting = await board.plan('2026-12-10')
    await ask(board.convener, forum, { theme: 'sip' })
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    await agenda.form('borttag').submit()
    expect(await board.items(meeting)).to.deep.equal([])
    const placed = await (await shown()).form('Sätt upp på nästa möte').submit()
    expect(placed.notice).to.equal('Frågan står på nästa dagordning.')
    expect(await board.items(meeting)).to.have.length(1)
    expect(await world.acts(forum.id)).to.deep.equal(['forum.made', 'forum.asked', 'forum.questionPlaced'])
  })
  it('is read with the item that a postponed one is copied to', async () => {
    const meeting = await board.plan()
    await ask(board.convener, forum, { theme: 'sip' })
    await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    await board.decide(meeting, 1, 'postpone', { reason: 'Rådet bjuds in först.' })
    const next = await board.plan('2026-12-10')
    expect((await board.items(next)).map(({ why }) => why)).to.deep.equal(['postponed'])
    expect((await board.convener.get(`/moten/${next.id}/punkter/1`)).text).to.contain('Vad gör gruppen åt detta?')
  })

  it('about a systemfel that has been merged since goes with the one that it lives on in', async () => {
    const [from, to] = [await board.deficiency(), await board.deficiency({ title: 'Samma sak' })]
    await ask(board.convener, forum, { number: from.number })
    const coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    const merge = await coordinator.get(`/systemfel/${from.number}/sla-ihop?med=${to.number}`)
    expect((await merge.form('Slå ihop').submit()).status).to.equal(200)
    const meeting = await board.plan('2026-12-10')
    const items = await board.items(meeting)
    expect(items.map(({ deficiencyId }) => deficiencyId)).to.deep.equal([to.id])
    expect((await board.convener.get(`/moten/${meeting.id}/punkter/1`)).text).to.contain('Vad gör gruppen åt detta?')
  })
  it('has its answer noted, and changed', async () => {
    await ask(board.convener, forum, { theme: 'sip', day: '2026-11-10' })
    const form = (await (await shown()).follow('Anteckna svaret')).form('Spara')
    expect((await form.submit({ answer: '' })).errors).to.deep.equal(['Skriv svaret.'])
    const early = await form.submit({ answer: 'Gruppen har frågat regionen.', answeredDay: '2026-11-09' })
    expect(early.errors).to.deep.equal(['Svaret kan inte komma före frågan.'])
    const page = await form.submit({ answer: 'Gruppen har frågat regionen.', answeredDay: '2026-11-20' })
    expect(page.text).to.contain('Besvarad 20 november 2026').and.to.contain('Gruppen har frågat regionen.')
    const change = (await page.follow('Ändra svaret')).form('Spara')
    expect(change.fields['answer']).to.equal('Gruppen har frågat regionen.')
    await change.submit({ answer: 'Regionen har svarat.' })
    const late = await change.submit({ answer: 'Ingen vet.' })
    expect([late.status, (await shown()).text.includes('Regionen har svarat.')]).to.deep.equal([409, true])
    expect(await board.items(await board.plan('2026-12-10'))).to.deep.equal([])
  })
  it('is about a systemfel or a theme, and of one that the group has', async () => {
    const nothing = await ask(board.convener, forum, {})
    expect(nothing.errors).to.deep.equal(['Skriv ett nummer, eller välj ett tema.'])
    const office = await board.given.office()
    const other = await board.deficiency({ officeId: office.id })
    const person = await board.given.person([
      { role: 'coordinator', officeId: board.office.id },
      { role: 'coordinator', officeId: office.id },
    ])
    const refused = await ask(await board.given.browserOf(person), forum, { number: other.number })
    expect(refused.errors[0]).to.contain('Gruppen har inte fått systemfelet')
    expect((await ask(board.convener, forum, { number: other.number })).status).to.equal(422)
    expect(await world.rows(forumQuestions)).to.deep.equal([])
  })
  it('is noted once when the form is sent twice (C5)', async () => {
    const meeting = await board.plan('2026-12-10')
    const form = (await board.convener.get(`/forum/${forum.id}/fragor/ny`)).form('Spara')
    const filled = { asker: 'Rådets ordförande', text: 'Vad gör gruppen?', theme: 'sip' }
    await Promise.all([form.submit(filled), form.submit(filled)])
    expect(await world.rows(forumQuestions)).to.have.length(1)
    expect(await board.items(meeting)).to.have.length(1)
  })
})
