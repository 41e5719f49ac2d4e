import { expect } from 'chai'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { makeDeficiency, type NewDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { deficiencyLinks } from '#src/features/links/link.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { contentOf } from './content.ts'
import { Two } from './two.ts'

describe('Systemfel that are alike', () => {
  let world: World
  let two: Two
  let elsewhere: Office
  let theirs: Deficiency
  beforeEach(async () => {
    world = await World.open()
    two = await Two.of(world)
    elsewhere = await two.board.given.office({ name: 'PO i Haninge' })
    theirs = await made(elsewhere, { title: 'Telefonen är alltid upptagen', description: 'Hemliga ord från Haninge.' })
  })

  const made = (office: Office, values: Partial<NewDeficiency>): Promise<Deficiency> =>
    world.given(ctx =>
      makeDeficiency(ctx, {
        ...{ title: 'Kön är lång', description: 'Kön är lång.', level: 'local', facets: [], themes: [] },
        ...{ organisationIds: [], gap: false, officeId: office.id, ...values },
      }),
    )
  const similarOf = (deficiency: Deficiency, browser = two.coordinator): Promise<Page> =>
    browser.get(`/systemfel/${deficiency.number}/liknande`)
  const mark = async (from: Deficiency, to: Deficiency, browser = two.coordinator): Promise<Page> =>
    (await similarOf(from, browser)).form('Markera som liknande').submit({ number: to.number })
  const standing = async (): Promise<number> =>
    (await world.rows(deficiencyLinks)).filter(({ undoneAt }) => undoneAt === null).length

  it('are marked by number, shown on both, and of another circle only what is shared', async () => {
    const { from } = two
    const page = await mark(from, theirs)
    expect(page.notice).to.contain('De är markerade som liknande.')
    const here = await two.coordinator.get(`/systemfel/${from.number}`)
    expect(here.text).to.contain('Liknar Telefonen är alltid upptagen').and.contain(theirs.number)
    expect(here.text).to.contain('Lokal nivå').and.contain('Inget beslut än')
    expect(here.html).not.to.contain('Hemliga ord').and.not.contain(`href="/systemfel/${theirs.number}"`)
    const browser = await two.board.given.as('ombud', { officeId: elsewhere.id })
    const there = await browser.get(`/systemfel/${theirs.number}`)
    expect(there.text).to.contain(`Liknar ${from.title}`)
    expect(there.html).not.to.contain(from.description)
  })

  it('are marked by a coordinator or convener who may see the one, and by nobody else', async () => {
    const { board, from, to } = two
    const scopes = { officeId: board.office.id }
    for (const browser of [two.coordinator, board.convener])
      expect((await mark(from, to, browser)).status).to.equal(200)
    expect(await standing()).to.equal(1)
    const ombud = await board.given.as('ombud', scopes)
    const page = await similarOf(from, ombud)
    expect(page.status).to.equal(200)
    expect(page.postForms().filter(({ action }) => action.includes('liknande'))).to.deep.equal([])
    expect(page.text).to.contain(to.title)
    const stranger = await board.given.as('coordinator', { officeId: elsewhere.id })
    expect((await similarOf(from, stranger)).status).to.equal(404)
    const member = await board.given.as('member', { groupId: board.group.id })
    const sent = (await similarOf(from)).form('Markera som liknande')
    const token = (await member.get('/min-sida')).postForms()[0]?.fields['_csrf']
    const fields = { ...sent.fields, _csrf: String(token), formKey: 'x'.repeat(30), number: theirs.number }
    expect((await member.post(`/systemfel/${from.number}/liknande`, fields)).status).to.equal(403)
    expect(await standing()).to.equal(1)
  })

  it('are unmarked by an office or group in either circle, once', async () => {
    const { board, from } = two
    await mark(from, theirs)
    const [there, here] = [await board.given.as('coordinator', { officeId: elsewhere.id }), two.coordinator]
    const forms = [
      (await similarOf(theirs, there)).form('Ta bort markeringen'),
      (await similarOf(from, here)).form('Ta bort markeringen'),
    ]
    const third = await board.given.as('coordinator', { officeId: (await board.given.office()).id })
    const token = String((await third.get('/min-sida')).postForms()[0]?.fields['_csrf'])
    const theft = { ...forms[0]?.fields, _csrf: token, formKey: 'x'.repeat(30) }
    expect((await third.post(String(forms[0]?.action), theft)).status).to.equal(404)
    expect((await forms[0]?.submit())?.notice).to.contain('Markeringen är borttagen.')
    expect((await forms[1]?.submit())?.status).to.equal(409)
    expect(await standing()).to.equal(0)
    expect((await two.coordinator.get(`/systemfel/${from.number}`)).text).not.to.contain(theirs.title)
    expect(await world.acts(theirs.id)).to.include.members(['deficiency.likened', 'deficiency.unlikened'])
  })

  it('share nothing else: what happens to the one leaves the other as it was', async () => {
    const { board, from } = two
    await mark(from, theirs)
    const about = async (): Promise<string[]> => (await contentOf(world)).filter(line => line.includes(theirs.id))
    const before = await about()
    const letters = (await world.mails()).length
    await board.report(from)
    await two.asked(from)
    await two.acting(from)
    await two.act(from, 'close')
    await board.report(from)
    expect(await about()).to.deep.equal(before)
    const told = (await world.mails()).slice(letters)
    expect(told.some(({ subjectId }) => subjectId === theirs.id)).to.equal(false)
    expect((await world.row(deficiencies, { id: theirs.id })).version).to.equal(1)
  })

  it('are likely ones too: at most five, open and closed, ours and others’, without itself and what is merged', async () => {
    const { board, from, to } = two
    const shown = async (): Promise<string[]> => {
      const page = await similarOf(from)
      return page
        .$('.app-card__title')
        .toArray()
        .map(title => page.$(title).text().trim())
    }
    const ringing = (nr: number, office: Office): Promise<Deficiency> =>
      made(office, { title: `Ingen svarar när man ringer ${nr}`, description: from.description })
    for (const [nr, office] of [board.office, elsewhere].entries()) await ringing(nr, office)
    await two.act(to, 'close')
    expect(await shown()).to.have.members([to.title, 'Ingen svarar när man ringer 0', 'Ingen svarar när man ringer 1'])
    for (let nr = 2; nr < 8; nr += 1) await ringing(nr, nr < 5 ? board.office : elsewhere)
    expect(await shown())
      .to.have.length(5)
      .and.not.include(from.title)
    const merged = await board.deficiency({ title: 'Sammanslaget telefonfel' })
    await two.merge(merged, from)
    const after = await similarOf(from)
    expect(after.text).not.to.contain('Sammanslaget telefonfel')
  })

  it('offer each reader what she may do: merge, mark, “samma här”', async () => {
    const { board, from, to } = two
    const alike = await made(elsewhere, { title: 'Ingen svarar', description: 'Den som ringer får inget svar.' })
    const offers = async (browser: Browser): Promise<Record<string, string[]>> => {
      const page = await similarOf(from, browser)
      const cards = page.$('.app-card').toArray()
      return Object.fromEntries(
        cards.map(card => [
          page.$(card).find('.app-card__title').text().trim(),
          page
            .$(card)
            .find('.govuk-button')
            .toArray()
            .map(button => page.$(button).text().trim()),
        ]),
      )
    }
    expect(await offers(two.coordinator)).to.deep.equal({
      [to.title]: ['Slå ihop', 'Samma här', 'Liknar'],
      [alike.title]: ['Samma här', 'Liknar'],
    })
    expect(await offers(board.convener)).to.deep.equal({ [to.title]: ['Liknar'], [alike.title]: ['Liknar'] })
    const member = await board.given.as('member', { groupId: board.group.id })
    expect(await offers(member)).to.deep.equal({ [to.title]: [], [alike.title]: [] })
    const page = await similarOf(from)
    expect((await page.form('Liknar').submit()).text).to.contain('Ta bort markeringen')
    expect((await (await similarOf(from)).follow('Slå ihop')).heading).to.equal('Slå ihop med ett annat systemfel')
    expect((await (await similarOf(from)).follow('Samma här')).heading).to.equal('Samma här')
  })

  it('say what to do when there are none', async () => {
    const lonely = await made(elsewhere, { title: 'Xylofon', description: 'Xylofon.' })
    const browser = await two.board.given.as('ombud', { officeId: elsewhere.id })
    const page = await similarOf(lonely, browser)
    expect(page.text).to.contain('Inget annat systemfel är likt detta')
    expect((await page.follow('Sök bland systemfelen')).path).to.equal('/systemfel')
    const linked = await (await browser.get(`/systemfel/${lonely.number}`)).follow('Leta efter samma eller liknande')
    expect(linked.heading).to.equal('Samma eller liknande')
  })

  it('refuse the same one and a number that nobody has', async () => {
    const { from } = two
    const same = await mark(from, from)
    expect([same.status, same.errors.join()]).to.deep.equal([422, 'Det är samma systemfel. Skriv numret på ett annat.'])
    const form = (await similarOf(from)).form('Markera som liknande')
    expect((await form.submit({ number: 'SF-1999-0001' })).status).to.equal(422)
    expect(await standing()).to.equal(0)
  })
})
