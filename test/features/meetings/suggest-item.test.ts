import { expect } from 'chai'
import { agendaSuggestions } from '#src/features/meetings/agenda.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { type Browser, World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('Items that members suggest', () => {
  let world: World
  let board: Board
  let person: Person
  let member: Browser
  let meeting: Meeting
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    person = await board.given.person([{ role: 'member', groupId: board.group.id, organisationId: board.agency.id }])
    member = await board.given.browserOf(person)
    meeting = await board.plan('2026-12-15')
  })
  const path = () => `/moten/${meeting.id}/forslag`
  const suggest = async (filled: Record<string, string>) =>
    (await member.get(path())).form('Skicka förslaget').submit({ reason: 'Det har hänt igen.', ...filled })
  const told = async () => (await world.mails({ toAddress: person.email })).map(({ template }) => template)

  it('reach the convener, who takes one up: it stands on the agenda and says who suggested it', async () => {
    const page = await (await member.get(`/moten/${meeting.id}`)).follow('Föreslå en punkt')
    expect(page.text).to.include('Ledamöter kan föreslå punkter till och med 5 december 2026.')
    const sent = await suggest({ title: 'Nya öppettider' })
    expect(sent.notice).to.include('Förslaget är skickat.')
    expect(sent.text).to.include('Nya öppettider').and.include('Väntar på svar')
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    const list = await agenda.follow('Förslag från ledamöter att svara på: 1')
    expect(list.text).to.include(`Föreslogs av ${person.name}, Försäkringskassan 21 november 2026`)
    const taken = await list.form('Ta upp på dagordningen').submit({ section: 'information' })
    expect(taken.notice).to.include('Förslaget står på dagordningen.')
    expect((await board.items(meeting))[0]).to.include({
      ...{ title: 'Nya öppettider', section: 'information', why: 'proposed', deficiencyId: null },
    })
    const shown = await member.get(`/moten/${meeting.id}`)
    expect(shown.text).to.include('På dagordningen eftersom Försäkringskassan föreslog det 21 november 2026.')
    const [mail] = await world.mails({ toAddress: person.email })
    expect(mail).to.include({ template: 'agenda.taken', state: 'waiting', path: path() })
    const letter = await world.letter(mail as never)
    expect(letter.text).to.include('15 december 2026 kl. 13.00').and.not.include('öppettider')
  })

  it('may be about a systemfel of the group, which is then placed as it is', async () => {
    const deficiency = await board.deficiency({ title: 'Nytt' })
    await suggest({ number: deficiency.number })
    expect((await board.now(deficiency)).state).to.equal('new')
    await (await board.convener.get(path())).form('Ta upp på dagordningen').submit()
    expect((await board.items(meeting))[0]).to.include({ deficiencyId: deficiency.id, why: 'proposed', section: 'new' })
    expect((await board.now(deficiency)).state).to.equal('on_agenda')
  })

  it('J7: are told of to the convener by a letter with facts only, once each, and not when they are refused', async () => {
    const letters = () => world.mails({ template: 'agenda.suggested' })
    expect((await suggest({})).status).to.equal(422)
    expect(await letters()).to.deep.equal([])
    await suggest({ title: 'Nya öppettider' })
    await suggest({ title: 'Fler platser' })
    const mails = await letters()
    expect(mails.map(({ toAddress }) => toAddress)).to.deep.equal([board.person.email, board.person.email])
    expect(mails[0]?.facts).to.deep.equal({ group: board.group.name, day: '15 december 2026', time: '13.00' })
    const letter = await world.letter(mails[0] as never)
    expect(letter.subject).to.equal('En ledamot föreslår en punkt till Ledningsgruppen Granåsen, 15 december 2026')
    expect(letter.text).to.include(path()).and.not.include('öppettider').and.not.include('hänt igen')
  })

  it('are declined with a reason, which she reads behind the link', async () => {
    await suggest({ title: 'Nya öppettider' })
    const faulty = await (await board.convener.get(path())).form('Avböj förslaget').submit()
    expect(faulty.errors).to.deep.equal(['Skriv varför.'])
    await faulty.form('Avböj förslaget').submit({ declined: 'Hör hemma i brukarrådet.' })
    expect(await told()).to.deep.equal(['agenda.declined'])
    expect((await member.get(path())).text)
      .to.include('Avböjt')
      .and.include('Hör hemma i brukarrådet.')
    expect(await board.items(meeting)).to.deep.equal([])
    expect(await world.acts(meeting.id)).to.include.members(['meeting.itemSuggested', 'meeting.suggestionDeclined'])
  })

  it('are answered once (C4)', async () => {
    await suggest({ title: 'Nya öppettider' })
    const [one, two] = [await board.convener.get(path()), await board.convener.get(path())]
    await one.form('Ta upp på dagordningen').submit()
    expect((await two.form('Avböj förslaget').submit({ declined: 'Nej.' })).status).to.equal(409)
    expect(await told()).to.deep.equal(['agenda.taken'])
  })

  it('say what is wrong, are guarded, and stop ten days before', async () => {
    const elsewhere = await board.given.office()
    const foreign = await board.deficiency({ officeId: elsewhere.id })
    for (const [filled, error] of [
      [{}, 'Skriv ett systemfels nummer eller en rubrik.'],
      [{ number: foreign.number }, 'Gruppen har inget systemfel med det numret.'],
      [{ title: 'Öppettider', reason: '' }, 'Skriv varför.'],
    ] as const) {
      const page = await suggest(filled)
      expect(page.status).to.equal(422)
      expect(page.errors).to.deep.equal([error])
    }
    expect((await suggest({ title: 'Om 19121212-1212' })).errors[0]).to.include('personnummer')
    await board.later('2026-12-05T22:00:00Z')
    member = await board.given.browserOf(person)
    const early = (await member.get(path())).form('Skicka förslaget')
    await board.later('2026-12-06T09:00:00Z')
    member = await board.given.browserOf(person)
    const late = await member.get(path())
    expect(late.text).to.include('Sista dag att föreslå punkter var 5 december 2026.').and.not.include('Skicka')
    const token = (await member.get('/min-sida')).form('Logga ut').fields
    const typed = { ...token, formKey: 'x'.repeat(30), title: 'Sent', reason: 'Nyss hänt.' }
    expect((await member.raw('post', early.action, typed)).status).to.equal(409)
    expect(await world.rows(agendaSuggestions)).to.deep.equal([])
  })

  it('of others are not shown to a member', async () => {
    await suggest({ title: 'Nya öppettider' })
    const other = await board.given.as('member', { groupId: board.group.id })
    expect((await other.get(path())).text).to.include('Du har inte föreslagit något till det här mötet.')
  })
})
