import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { summaries } from '#src/features/summaries/summary.entity.ts'
import { IN_ITS_PLACE } from '#src/features/withholding/place.ts'
import { withheldTexts } from '#src/features/withholding/withheld-text.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { mailedLink, openedForm } from '../answers/situation.ts'
import { Board } from '../meetings/board.ts'

const SLIP = 'Kvastfening i Tallbacken'
const DESCRIPTION = `${SLIP} får inget svar på flera veckor, säger ombudet.`

describe('Withholding a text (spärra)', () => {
  let world: World
  let board: Board
  let coordinator: Browser
  let ombud: Browser
  let number: string
  let path: string

  beforeEach(async () => {
    world = await World.open()
    board = await Board.of(world)
    coordinator = await board.given.as('coordinator', { officeId: board.office.id })
    ombud = await board.given.browserOf(board.ombud)
    number = (await board.deficiency({ title: SLIP, description: DESCRIPTION, level: 'caseworker' })).number
    path = `/systemfel/${number}`
  })

  const withhold = async (browser: Browser, ...labels: string[]): Promise<Page> => {
    const form = (await browser.get(`${path}/sparra`)).form('Spärra nu')
    const places = labels.map(label => form.option('places', label))
    return form.submit({ places, why: 'client' })
  }
  const held = () => world.rows(withheldTexts, { state: 'withheld' })

  it('P7: hides it at once, in every list, page, file and link, from all but the coordinator of the office', async () => {
    await board.report(await world.row(deficiencies, { number }))
    const { id } = await board.plan('2026-11-21')
    const summary = await coordinator.get('/sammanstallningar/ny')
    const draft = await summary.form('Skapa utkast').submit()
    const ask = (await coordinator.get(`${path}/begar-svar`)).form('Skicka frågan')
    await ask.submit({ question: `Hur ska ${SLIP} få svar?` })
    const link = await mailedLink({ world })
    const agency = await openedForm(world, link)
    expect(agency.page.text).to.include(SLIP)

    const page = await withhold(board.convener, 'Systemfel: Rubrik', 'Systemfel: Beskrivning', 'Fråga till myndighet')
    expect(page.notice).to.include('spärrad')

    const open = ['/systemfel', '/systemfel?ord=kvastfening', path, `${path}/historik`, `${path}/samma-har`]
    for (const browser of [board.convener, coordinator, ombud])
      for (const at of [...open, `/moten/${id}`, `/moten/${id}/anteckningar`, '/obesvarade'])
        expect((await browser.get(at)).html, at).not.to.include('Kvastfening')
    for (const at of [draft.path, `${draft.path}.csv`])
      expect((await coordinator.raw('get', at)).text, at).not.to.include('Kvastfening')
    expect((await agency.browser.get('/svar')).text)
      .to.include(IN_ITS_PLACE)
      .and.not.to.include('Kvastfening')
    expect((await board.convener.get(path)).heading).to.equal(IN_ITS_PLACE)
    expect(await world.rows(agendaItems, { title: SLIP })).to.deep.equal([])

    const [first] = await held()
    expect((await coordinator.get('/sparrat')).text).to.include(number)
    expect((await coordinator.get(`/sparrat/${first?.id}`)).text).to.include(SLIP)
    expect((await board.convener.raw('get', `/sparrat/${first?.id}`)).status).to.equal(403)
    const elsewhere = await board.given.as('coordinator', { officeId: (await board.given.office()).id })
    expect((await elsewhere.get(`/sparrat/${first?.id}`)).status).to.equal(404)
    expect((await elsewhere.get('/sparrat')).text).to.include('Inga spärrade texter väntar')
  })

  it('is told to the coordinators by a mail that says nothing of the text, and stands in the history', async () => {
    const { email } = await board.given.person([{ role: 'coordinator', officeId: board.office.id }])
    await withhold(ombud, 'Systemfel: Beskrivning')
    const mails = await world.mails({ template: 'withholding.withheld' })
    expect(mails.map(mail => mail.toAddress)).to.include(email)
    const [letter] = await Promise.all(mails.map(mail => world.letter(mail)))
    expect(letter?.text).to.include(number).and.not.to.include('Kvastfening')
    expect((await coordinator.get(`${path}/historik`)).text).to.include('En text spärrades')
    expect((await coordinator.get('/')).text).to.include('1 att avgöra')
  })

  it('takes the same words elsewhere along: the report that a systemfel was written from, an agenda', async () => {
    const report = { whatHappened: DESCRIPTION, number: 'R-2026-0801' }
    await board.report(await world.row(deficiencies, { number }), report)
    const form = (await ombud.get('/rapporter/R-2026-0801/sparra')).form('Spärra nu')
    await form.submit({ places: form.option('places', 'Rapport'), why: 'client' })
    expect((await world.row(observations, { number: 'R-2026-0801' })).whatHappened).to.equal(IN_ITS_PLACE)
    expect((await world.row(deficiencies, { number })).description).to.equal(IN_ITS_PLACE)
  })

  it('is no candidate by words that are withheld', async () => {
    await withhold(ombud, 'Systemfel: Rubrik', 'Systemfel: Beskrivning')
    const start = await ombud.get('/rapportera')
    const likeness = await start.form('Spara och fortsätt').submit({ whatHappened: 'Kvastfening hos Tallbacken igen.' })
    expect(likeness.text).not.to.include(number)
  })

  it('asks which text and why, and keeps what was chosen', async () => {
    const form = (await ombud.get(`${path}/sparra`)).form('Spärra nu')
    const again = await form.submit({ places: form.option('places', 'Systemfel: Rubrik') })
    expect(again.status).to.equal(422)
    expect(again.errors).to.deep.equal(['Välj vad du har sett.'])
    const none = await form.submit({ why: 'rare', places: [] })
    expect(none.errors).to.deep.equal(['Välj minst en text.'])
    expect(await held()).to.deep.equal([])
  })

  it('withholds nothing that is not on the page', async () => {
    const other = await board.deficiency({ title: 'Ett annat' })
    const form = (await ombud.get(`${path}/sparra`)).form('Spärra nu')
    const page = await form.send({ places: `deficiency.title.${other.id}`, why: 'client' })
    expect(page.status).to.equal(422)
    expect((await world.row(deficiencies, { id: other.id })).title).to.equal('Ett annat')
  })

  it('lets nobody put the words back unawares: an open form meets both texts (C4)', async () => {
    const edit = (await coordinator.get(`${path}/redigera`)).form('Spara')
    await withhold(ombud, 'Systemfel: Beskrivning')
    const page = await edit.submit({ title: 'Ny rubrik', organisationIds: board.agency.id })
    expect(page.status).to.equal(409)
    expect((await world.row(deficiencies, { number })).description).to.equal(IN_ITS_PLACE)
  })

  describe('and deciding', () => {
    const decide = async (): Promise<Page> => {
      await withhold(ombud, 'Systemfel: Beskrivning')
      return coordinator.get(`/sparrat/${(await held())[0]?.id}`)
    }

    it('lifts it, and the text stands again to the letter', async () => {
      const page = await (await decide()).form('Visa texten igen').submit()
      expect(page.notice).to.include('hävd')
      expect((await world.row(deficiencies, { number })).description).to.equal(DESCRIPTION)
      expect((await coordinator.get('/systemfel?ord=kvastfening')).text).to.include(number)
      expect(await held()).to.deep.equal([])
    })

    it('corrects it: the new text for all, the old one kept for the coordinators', async () => {
      const form = (await decide()).form('Spara den rättade texten')
      await form.submit({ text: 'Den som ringer får inget svar på flera veckor.', decisionNumber: 'SN 2026:17' })
      expect((await ombud.get(path)).text).to.include('Den som ringer får inget svar')
      const [kept] = await world.rows(withheldTexts)
      expect(kept).to.include({ text: DESCRIPTION, state: 'corrected', decisionNumber: 'SN 2026:17' })
      expect(await world.acts((await world.row(deficiencies, { number })).id)).to.include('text.corrected')
    })

    it('runs the privacy guard over the corrected text', async () => {
      const form = (await decide()).form('Spara den rättade texten')
      const page = await form.submit({ text: 'Personen 19121212-1212 får inget svar.' })
      expect(page.status).to.equal(422)
      expect((await world.row(deficiencies, { number })).description).to.equal(IN_ITS_PLACE)
    })

    it('does not lift it when something else has been written in its place', async () => {
      const before = await decide()
      const edit = (await coordinator.get(`${path}/redigera`)).form('Spara')
      await edit.submit({ description: 'Omskriven utan namn.', organisationIds: board.agency.id })
      expect((await before.form('Visa texten igen').submit()).status).to.equal(409)
      expect((await world.row(deficiencies, { number })).description).to.equal('Omskriven utan namn.')
    })

    it('is decided once', async () => {
      const page = await decide()
      await page.form('Visa texten igen').submit()
      const again = await coordinator.get(page.path)
      expect(again.text).to.include('Spärren hävdes')
      expect(again.postForms().filter(({ action }) => action.startsWith('/sparrat'))).to.deep.equal([])
    })
  })

  it('P7: hides a title in a frozen summary too, which stays as it was sent underneath', async () => {
    await board.report(await world.row(deficiencies, { number }))
    const draft = await (await coordinator.get('/sammanstallningar/ny')).form('Skapa utkast').submit()
    const write = await coordinator.get(`${draft.path}/redigera`)
    const written = await write.form('Spara').submit({ questions: 'Vad behövs?\nVem svarar?\nVad löser vi först?' })
    await written.form('Gör klar och skicka').submit()
    const sent = await world.row(summaries, { state: 'frozen' })
    expect((await board.convener.get(draft.path)).text).to.include(SLIP)
    await withhold(board.convener, 'Systemfel: Rubrik')
    for (const browser of [board.convener, coordinator])
      expect((await browser.get(draft.path)).text)
        .to.include(IN_ITS_PLACE)
        .and.not.to.include(SLIP)
    expect((await coordinator.raw('get', `${draft.path}.csv`)).text).not.to.include(SLIP)
    expect((await world.row(summaries, { id: sent.id })).frozen).to.deep.equal(sent.frozen)
  })
})
