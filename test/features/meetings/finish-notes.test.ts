import { expect } from 'chai'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Meeting } from '#src/features/meetings/meeting.entity.ts'
import { decisionsOf } from '#src/features/meetings/meeting.queries.ts'
import { readDocx } from '#test/support/docx.ts'
import type { Page, PageForm } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'
import { Board } from './board.ts'

describe('The notes of a meeting', () => {
  let world: World
  let board: Board
  let deficiency: Deficiency
  let meeting: Meeting
  /** A held meeting: one request, one free item with a note. */
  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    await board.given.seat(board.group, { party: 'municipality' }, 'Olle Berg')
    deficiency = await board.report(await board.deficiency({ title: 'Långa köer' }))
    meeting = await board.plan()
    const agenda = await board.convener.get(`/moten/${meeting.id}/dagordning`)
    await agenda.form('Lägg till punkten').submit({ title: 'Nya platser' })
    await (await board.convener.get(`/moten/${meeting.id}`)).form('Öppna mötet').submit()
    const attendance = (await board.convener.get(`/moten/${meeting.id}/narvaro`)).form('Spara närvaron')
    const [presence = ''] = attendance.names.filter(name => name.startsWith('presence-'))
    await attendance.submit({ [presence]: 'present', guests: 'Eva Dal' })
    await board.decide(meeting, 1, 'ask')
    await board.decide(meeting, 2, 'note', { text: 'Primärvården saknas.' })
    await board.end(meeting)
  })
  const page = (path = '/protokoll') => board.convener.get(`/moten/${meeting.id}${path}`)
  const isMeetings = ({ action }: PageForm) => action.startsWith('/moten')
  const formsOf = (shown: Page) => shown.postForms().filter(isMeetings)
  const words = (text: string) => text.replace(/\s+/g, ' ')

  it('say the same as a page and as a Word file', async () => {
    await (await page()).form('Spara anteckningen').submit({ note: 'Enheten får tid på sig.\nVi följer upp.' })
    const shown = await page()
    const article = shown.$('article')
    const docx = readDocx(await board.convener.download(`/moten/${meeting.id}/minnesanteckningar.docx`))
    const pieces = [
      'Minnesanteckningar',
      'Ledningsgruppen Granåsen',
      '21 november 2026 kl. 13.00',
      'Kommunhuset',
      'Olle Berg',
      'Närvarande',
      'Eva Dal',
      'Gäst',
      '§ 1/2026 Långa köer',
      `${deficiency.number}. På dagordningen eftersom det är nytt sedan förra mötet (registrerat 21 november 2026).`,
      'Begär svar av myndighet',
      'Gruppen begär svar av Försäkringskassan. Svarstiden är 30 dagar från att frågan skickas.',
      '30 dagar från att frågan skickas',
      'Enheten får tid på sig.',
      '§ 2/2026 Nya platser',
      'Primärvården saknas.',
    ]
    const file = words(docx.paragraphs.map(({ text }) => text).join(' '))
    for (const piece of pieces) {
      expect(words(article.text()), `page: ${piece}`).to.include(piece)
      expect(file, `file: ${piece}`).to.include(piece)
    }
    const headings = article
      .find('h1, h2, h3')
      .toArray()
      .map(each => words(shown.$(each).text()))
    const styled = docx.paragraphs
      .filter(({ style }) => /^(Title|Heading)/.test(style ?? ''))
      .map(({ text }) => words(text))
    expect(styled).to.deep.equal(headings)
  })

  it('keep both texts when two write under the same § (C4), and none that names a client', async () => {
    const [mine, theirs] = [await page(), await page()]
    await mine.form('Spara anteckningen').submit({ note: 'Min text.' })
    const late = await theirs.form('Spara anteckningen').submit({ note: 'Din text.' })
    expect(late.status).to.equal(409)
    expect(late.text).to.include('Min text.').and.include('Din text.')
    const blocked = await (await page()).form('Spara anteckningen').submit({ note: 'Gäller 19121212-1212.' })
    expect(blocked.status).to.equal(422)
    expect(blocked.errors[0]).to.include('personnummer')
    expect((await board.items(meeting))[0]).to.include({ note: 'Min text.' })
  })

  it('are read by the group and its offices once it is held, as a draft until they are done', async () => {
    const ombud = await board.given.browserOf(board.ombud)
    const draft = await ombud.get(`/moten/${meeting.id}/protokoll`)
    expect(draft.text).to.include('Utkast').and.include('§ 1/2026 Långa köer')
    expect(formsOf(draft)).to.deep.equal([])
    await board.finish(meeting)
    expect((await ombud.get(`/moten/${meeting.id}/protokoll`)).text).not.to.include('Utkast')
    await board.deficiency()
    const { meeting: running } = await board.open('2026-12-01')
    expect((await ombud.get(`/moten/${running.id}/protokoll`)).status).to.equal(404)
    expect((await ombud.get(`/moten/${running.id}/minnesanteckningar.docx`)).status).to.equal(404)
  })

  it('empty the tray when they are done, and not before: due days count from then', async () => {
    await board.later('2026-11-25T09:00:00Z')
    await world.sendMails()
    expect(world.letters).to.deep.equal([])
    const tray = await page('/utkorg')
    expect(tray.text).to.include(`Begäran om svar: ${deficiency.number}`).and.include(board.contact.email)
    expect(tray.text).to.include(`Beslut om ${deficiency.number}`).and.include('Den som har rapporterat')
    expect(tray.html).not.to.include(board.ombud.email)
    expect(tray.html).not.to.include('Vad gör ni för att')
    expect((await board.finish(meeting)).notice).to.equal('Anteckningarna är klara. Breven är på väg.')
    expect(await world.row(answerRequests, { meetingId: meeting.id })).to.include({
      state: 'sent',
      dueDay: '2026-12-25',
    })
    expect((await board.now(deficiency)).waitingSince?.toISOString()).to.equal('2026-11-25T09:00:00.000Z')
    await world.sendMails()
    expect(world.letters.map(({ to }) => to.address)).to.have.members([board.contact.email, board.ombud.email])
    const told = world.letters.find(({ to }) => to.address === board.ombud.email)
    expect(told?.text).to.include(
      'Ledningsgruppen Granåsen beslutade 21 november 2026, § 1/2026: Begär svar av myndighet.',
    )
    expect(told?.text).to.include(`/systemfel/${deficiency.number}`)
    expect(told?.text).not.to.match(/\{\w+\}/)
    expect(world.letters.find(({ to }) => to.address === board.contact.email)?.text).to.include('25 december 2026')
    await world.sendMails()
    expect(world.letters).to.have.length(2)
    expect(await world.acts(meeting.id)).to.include.members(['meeting.notesDone', 'meeting.traySent'])
  })

  it('let the convener send what waits at once', async () => {
    const sent = await (await page('/utkorg')).form('Skicka nu').submit()
    expect(sent.notice).to.equal('Breven är på väg.')
    expect(sent.text).to.include('Utkorgen är tom')
    await world.sendMails()
    expect(world.letters).to.have.length(2)
    expect(await world.row(answerRequests, { meetingId: meeting.id })).to.include({
      state: 'sent',
      dueDay: '2026-12-21',
    })
    await board.finish(meeting)
    await world.sendMails()
    expect(world.letters).to.have.length(2)
  })

  it('lock the whole meeting when they are done', async () => {
    const forms = [
      ...(await page()).postForms(),
      ...(await page('/narvaro')).postForms(),
      ...(await page('/utkorg')).postForms(),
    ].filter(isMeetings)
    expect(forms.length).to.be.greaterThan(3)
    await board.finish(meeting)
    const before = [await board.items(meeting), await board.meeting()]
    for (const form of forms)
      expect((await board.convener.post(form.action, form.fields)).status, form.action).to.equal(409)
    for (const path of ['dagordning/forslag', 'dagordning/punkt', 'bordlaggning', 'avslut', 'oppning', 'andra']) {
      const fields = { ...forms[0]?.fields, formKey: path.padEnd(30, 'x').replace(/\W/g, 'x') }
      const all = { version: '9', title: 'Sent', section: 'other', day: '2026-12-01', time: '13:00', place: 'Här' }
      const page = await board.convener.post(`/moten/${meeting.id}/${path}`, { ...fields, ...all })
      expect(page.status, path).to.equal(409)
    }
    expect([await board.items(meeting), await board.meeting()]).to.deep.equal(before)
    const hub = await page('')
    expect(formsOf(hub)).to.deep.equal([])
  })

  it('tell others what was decided, where and when', async () => {
    const [decision] = await world.given(ctx => decisionsOf(ctx, deficiency.id))
    expect(decision).to.include({
      ...{ groupName: 'Ledningsgruppen Granåsen', meetingDay: '2026-11-21', paragraph: 1, year: 2026, type: 'ask' },
      ...{ organisationName: 'Försäkringskassan', dueDay: '2026-12-21' },
    })
  })
})
