import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('Proposed decisions', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  let meeting: Meeting
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    deficiency = await board.deficiency()
    await board.report(deficiency, { clientBand: '5-9', firstMonth: '2026-01', lastMonth: '2026-09' })
    meeting = await board.plan('2026-12-01')
  })
  const at = (rest = '') => `/moten/${meeting.id}${rest}`
  const agenda = () => board.convener.get(at('/dagordning'))
  const open = async () => (await board.convener.get(at())).form('Öppna mötet').submit()

  it('stand on the agenda with type, text and taker, for the convener and for members', async () => {
    const member = await board.given.as('member', { groupId: board.group.id })
    const line =
      'Förslag: Begär svar av myndighet. Gruppen begär svar av Försäkringskassan. Svarstiden är 30 dagar från att frågan skickas. (Enhetschef, Försäkringskassan)'
    expect((await agenda()).text).to.include(line)
    expect((await member.get(at())).text).to.include(line)
    const ombud = await board.given.browserOf(board.ombud)
    expect((await ombud.get(at())).text).not.to.include('Förslag:')
  })

  it('are the first choice when the item is decided: one press', async () => {
    const page = await open()
    expect(page.$('.app-decisions__choice[aria-current]').text()).to.include('Begär svar')
    const decided = await page.form('Spara och nästa').submit()
    expect(decided.notice).to.equal('Beslutet är sparat.')
    expect(await world.row(decisions, { meetingId: meeting.id })).to.include({ type: 'ask', paragraph: 1 })
    expect(await world.rows(answerRequests)).to.have.length(1)
  })

  it('may be changed by the convener, and are then what the item opens with', async () => {
    const form = (await board.convener.get(at('/punkter/1/forslag?beslut=commit'))).form('Spara förslaget')
    const filled = { acceptedBy: 'Enhetschef', description: 'Öppna telefonen varje dag.', dueDay: '2027-02-01' }
    const saved = await form.submit(filled)
    expect(saved.notice).to.equal('Förslaget är sparat.')
    expect(saved.text).to.include(
      'Förslag: Åtagande. Försäkringskassan åtar sig att åtgärda systemfelet senast 1 februari 2027. (Försäkringskassan · senast 1 februari 2027) Satt av mötesansvarig.',
    )
    expect(await world.rows(decisions)).to.deep.equal([])
    expect(await board.now(deficiency)).to.include({ state: 'on_agenda' })
    const page = await open()
    expect(page.form('Spara och nästa').fields).to.include({ type: 'commit', ...filled })
    await page.form('Spara och nästa').submit()
    expect(await world.row(decisions, { meetingId: meeting.id })).to.include({
      ...{ type: 'commit', dueDay: '2027-02-01', acceptedBy: 'Enhetschef' },
      text: 'Försäkringskassan åtar sig att åtgärda systemfelet senast 1 februari 2027.',
    })
  })

  it('count their days from the meeting, and know the one after it', async () => {
    await board.plan('2027-03-10')
    const days = async (type: string) =>
      (await board.convener.get(at(`/punkter/1/forslag?beslut=${type}`))).form('Spara förslaget').fields
    expect(await days('commit')).to.include({ dueDay: '2027-02-24' })
    expect(await days('lift')).to.include({ wishedDay: '2027-01-30' })
    expect((await days('postpone'))['text']).to.equal('Punkten bordläggs till mötet 10 mars 2027.')
    expect((await days('accept'))['text']).to.include('1 mars 2027 och 1 september 2027')
  })

  it('keep a text that the convener wrote, whatever it names', async () => {
    const page = await board.convener.get(at('/punkter/1/forslag?beslut=monitor'))
    await page.form('Spara förslaget').submit({ text: 'Gruppen väntar på den nya lagen.' })
    await (await open()).form('Spara och nästa').submit()
    expect((await world.row(decisions, { meetingId: meeting.id })).text).to.equal('Gruppen väntar på den nya lagen.')
  })

  it('are refused when they could not be decided, and guarded as any text', async () => {
    const page = await board.convener.get(at('/punkter/1/forslag?beslut=close'))
    const faulty = await page.form('Spara förslaget').submit()
    expect(faulty.status).to.equal(422)
    expect(faulty.errors).to.deep.equal(['Skriv varför systemfelet avslutas utan åtgärd.'])
    const blocked = await faulty.form('Spara förslaget').submit({ reason: 'Om 19121212-1212.' })
    expect(blocked.errors[0]).to.include('personnummer')
    expect((await board.items(meeting))[0]).to.include({ proposedType: null })
  })

  it('can be taken back to what the rules say', async () => {
    const page = await board.convener.get(at('/punkter/1/forslag?beslut=monitor'))
    await page.form('Spara förslaget').submit()
    const reset = (await board.convener.get(at('/punkter/1/forslag'))).form('Ta tillbaka det automatiska förslaget')
    const after = await reset.submit()
    expect(after.text).to.include('Förslag: Begär svar av myndighet.').and.not.include('Satt av mötesansvarig')
    expect(await world.acts(meeting.id)).to.include.members(['meeting.proposalSet', 'meeting.proposalReset'])
  })
})

describe('Opening and previous minutes', () => {
  it('come first when the convener asks for them, and say what is proposed', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    const { meeting: held } = await board.open('2026-11-21')
    await board.end(held)
    await board.deficiency({ title: 'Nytt' })
    const form = (await board.convener.get('/moten/nytt')).form('Skapa mötet')
    const times = { day: '2026-12-01', time: '13.00', endTime: '15.00' }
    await form.submit({ ...times, place: 'Kommunhuset', standing: 'ja' })
    const meeting = await board.meeting('2026-12-01')
    expect(meeting.endTime).to.equal('15:00')
    const items = (await board.items(meeting)).map(({ section, title }) => [section, title])
    expect(items).to.deep.equal([
      ['opening', 'Mötets öppnande'],
      ['previous_minutes', 'Föregående minnesanteckningar'],
      ['new', 'Nytt'],
    ])
    const page = await board.convener.get(`/moten/${meeting.id}`)
    expect(page.text).to.match(/Öppnande.*På dagordningen eftersom varje möte öppnas.*Föregående protokoll/)
    expect(page.text).to.include('Gruppen lägger anteckningarna från mötet 21 november 2026 till handlingarna.')
    const first = await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    expect(first.form('Spara och nästa').fields).to.include({ type: 'note', text: 'Mötet öppnas.' })
  })

  it('asks for an end after the beginning', async () => {
    const board = await Board.of(await World.open())
    const form = (await board.convener.get('/moten/nytt')).form('Skapa mötet')
    const page = await form.submit({ day: '2026-12-01', time: '13.00', endTime: '12.00', place: 'Kommunhuset' })
    expect(page.errors).to.deep.equal(['Sluttiden ska vara efter klockslaget då mötet börjar.'])
  })
})
