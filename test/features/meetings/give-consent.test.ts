import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import type { Seat } from '#src/features/groups/group.entity.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { consentReplies } from '#src/features/meetings/agenda.entity.ts'
import { decisions } from '#src/features/meetings/decision.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('Items by consent', () => {
  let world: World
  let board: Board
  let meeting: Meeting
  let member: Browser
  let seat: Seat
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    seat = await board.given.seat(board.group, { party: 'insurance_agency' })
    await board.given.seat(board.group, { party: 'psychiatry' }, 'Osman Utan Konto')
    const person = await board.given.person([{ role: 'member', groupId: board.group.id }])
    await world.given(ctx => ctx.rows(seatHolders).changeAll({ seatId: seat.id }, { email: person.email }))
    member = await board.given.browserOf(person)
    for (const title of ['Ett', 'Två', 'Tre']) await board.report(await board.deficiency({ title }))
    meeting = await board.plan('2026-12-01')
  })
  const at = (rest: string) => `/moten/${meeting.id}${rest}`
  const mark = async (title: string) =>
    (await board.convener.get(at('/dagordning'))).form(`Besluta med samtycke: ${title}`).submit()
  const reply = async (title: string, button: string) =>
    (await member.get(at('/samtycke'))).form(`${button}: ${title}`).send()
  /** What the convener notes for the seat without an account. */
  const note = async (title: string, answer = 'agreed') =>
    (await board.convener.get(at('/samtycke'))).form(`Osman Utan Konto, ${title}`).send({ answer })
  const openMeeting = async () => (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()

  it('count who has agreed and who has not answered, with and without an account', async () => {
    expect((await mark('Ett')).notice).to.include('Punkten beslutas med samtycke')
    const page = await (await member.get(`/moten/${meeting.id}`)).follow('Punkter med samtycke (1)')
    expect(page.text).to.include('Samtycker: 0. Invänder: 0. Har inte svarat: 2. Du har inte svarat.')
    expect(page.text).to.include('Förslag: ')
    const agreed = await reply('Ett', 'Samtyck')
    expect(agreed.text).to.include('Samtycker: 1. Invänder: 0. Har inte svarat: 1. Du har samtyckt.')
    const shown = await board.convener.get(at('/samtycke'))
    expect(shown.text).to.match(/Osman Utan Konto: har inte svarat/)
    expect((await note('Ett')).text).to.include('Osman Utan Konto: samtycker (antecknat av mötesansvarig)')
    expect((await board.convener.get(at('/samtycke'))).text).to.include('Alla är överens om: 1.')
  })

  it('are decided in one act, each as a decision of its own with its §', async () => {
    for (const title of ['Ett', 'Tre']) {
      await mark(title)
      await reply(title, 'Samtyck')
      await note(title)
    }
    await mark('Två')
    await reply('Två', 'Invänd')
    await note('Två')
    await openMeeting()
    const page = await board.convener.get(at('/samtycke'))
    const decided = await page.form('Besluta alla som har samtycke (2)').submit()
    expect(decided.notice).to.include('Punkterna med samtycke är beslutade')
    const made = (await world.rows(decisions)).sort((one, other) => one.paragraph - other.paragraph)
    expect(made.map(({ paragraph, type }) => [paragraph, type])).to.deep.equal([
      [1, 'monitor'],
      [2, 'monitor'],
    ])
    const items = (await board.items(meeting)).map(({ title, paragraph }) => [title, paragraph])
    expect(items).to.deep.equal([
      ['Ett', 1],
      ['Två', null],
      ['Tre', 2],
    ])
    for (const { deficiencyId } of made)
      expect((await board.now({ id: deficiencyId ?? '' })).state).to.equal('monitored')
    const told = await world.mails({ toAddress: board.ombud.email })
    expect(told.map(({ state, facts }) => [state, facts['paragraph']])).to.have.deep.members([
      ['held', '§ 1/2026'],
      ['held', '§ 2/2026'],
    ])
    expect(await world.acts(meeting.id)).to.include('meeting.consentDecided')
  })

  it('are decided with all that the decision sets going', async () => {
    const form = (await board.convener.get(at('/punkter/1/forslag?beslut=ask'))).form('Spara förslaget')
    await form.submit({ question: 'När öppnar telefonen?', termDays: '14' })
    await mark('Ett')
    await reply('Ett', 'Samtyck')
    await note('Ett')
    await openMeeting()
    await (await board.convener.get(at('/samtycke'))).form('Besluta alla').submit()
    expect(await world.row(answerRequests, { meetingId: meeting.id })).to.include({
      ...{ question: 'När öppnar telefonen?', termDays: 14, state: 'tray' },
    })
  })

  it('wait for everybody: no act while one is silent or objects', async () => {
    await mark('Ett')
    await reply('Ett', 'Samtyck')
    await openMeeting()
    const page = await board.convener.get(at('/samtycke'))
    expect(page.text).to.include('Ingen punkt har samtycke av alla.').and.not.include('Besluta alla')
    await note('Ett')
    const ready = await board.convener.get(at('/samtycke'))
    await note('Ett', 'objected')
    const late = await ready.form('Besluta alla').submit()
    expect(late.status).to.equal(409)
    expect(await world.rows(decisions)).to.deep.equal([])
    expect((await member.get(at('/samtycke'))).text).not.to.include('Samtyck:')
  })

  it('decide nothing when one of them can no longer be decided as it stands', async () => {
    const form = (await board.convener.get(at('/punkter/2/forslag?beslut=commit'))).form('Spara förslaget')
    await form.submit({ dueDay: '2026-12-10' })
    for (const title of ['Ett', 'Två']) {
      await mark(title)
      await reply(title, 'Samtyck')
      await note(title)
    }
    const moved = (await board.convener.get(at('/andra'))).form('Spara ändringen')
    await moved.submit({ day: '2026-12-20' })
    await openMeeting()
    const page = await (await board.convener.get(at('/samtycke'))).form('Besluta alla').submit()
    expect(page.status).to.equal(422)
    expect(page.errors[0]).to.include('Punkten "Två" kan inte beslutas som den står.')
    expect(await world.rows(decisions)).to.deep.equal([])
    expect((await board.items(meeting)).every(({ paragraph }) => paragraph === null)).to.equal(true)
  })

  it('ask anew when the proposal changes, and forget the replies when the item is taken up as usual', async () => {
    await mark('Ett')
    await reply('Ett', 'Samtyck')
    const form = (await board.convener.get(at('/punkter/1/forslag?beslut=investigate'))).form('Spara förslaget')
    await form.submit()
    expect((await member.get(at('/samtycke'))).text).to.include('Du har inte svarat.')
    await reply('Ett', 'Samtyck')
    await (await board.convener.get(at('/dagordning'))).form('Ta upp som vanligt: Ett').submit()
    expect(await world.rows(consentReplies)).to.deep.equal([])
    await mark('Ett')
    await reply('Ett', 'Samtyck')
    await (await board.convener.get(at('/dagordning'))).form('Ta bort: Ett').submit()
    expect((await board.items(meeting)).map(({ title }) => title)).to.deep.equal(['Två', 'Tre'])
  })

  it('let nobody answer for a seat of others, nor the convener over what a member said', async () => {
    await mark('Ett')
    const other = await board.given.as('member', { groupId: board.group.id })
    const shown = await other.get(at('/samtycke'))
    expect(shown.text).not.to.include('Samtyck:')
    const [item] = await board.items(meeting)
    const token = (await other.get('/min-sida')).form('Logga ut').fields
    const sent = { ...token, formKey: 'x'.repeat(30), item: item?.id ?? '', answer: 'agreed' }
    expect((await other.raw('post', at('/samtycke'), sent)).status).to.equal(403)
    const before = await board.convener.get(at('/samtycke'))
    await reply('Ett', 'Invänd')
    const noted = await before.form('/samtycke/notering').send({ seat: seat.id, answer: 'agreed' })
    expect(noted.status).to.equal(409)
    expect((await world.rows(consentReplies)).map(({ answer }) => answer)).to.deep.equal(['objected'])
  })

  it('need a proposal', async () => {
    const free = (await board.convener.get(at('/dagordning'))).form('Lägg till punkten')
    await free.submit({ title: 'Fri fråga', section: 'other' })
    const refused = await mark('Fri fråga')
    expect(refused.status).to.equal(422)
    expect(refused.errors[0]).to.include('Punkten har inget förslag till beslut.')
  })
})
