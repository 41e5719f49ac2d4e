import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { materialFor } from '#src/features/calls/material.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { withGroup } from '#src/features/meetings/meeting.queries.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { tables } from '#src/features.ts'
import { expectAlike, expectEveryCharacterToCount, expectForgedToSetNothing, other } from '#test/support/mailed-link.ts'
import { World } from '#test/support/world.ts'
import { Called, OLLE, VERA } from './called.ts'

/** Everything that is stored, as text. */
async function stored(world: World): Promise<string> {
  const rows = await Promise.all(tables.map(table => world.rows(table as never)))
  return JSON.stringify(rows)
}

describe('The mailed link of a call (S10)', () => {
  let world: World
  let now: Called
  let link: string
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
    await now.board.convener.get(`/moten/${now.meeting.id}/dagordning`)
    await now.call()
    link = world.lastLink(VERA)
  })
  const addresses = () => [link, `${link}/material`]

  it('opens a page that says who calls to what and when, and tells nothing of what it is about', async () => {
    const agenda = await now.board.convener.get(`/moten/${now.meeting.id}/dagordning`)
    await agenda.form('Lägg till punkten').submit({ title: 'Nya lokaler' })
    const page = await world.browser().get(link)
    expect(page.status).to.equal(200)
    expect(page.heading).to.equal('Kallelse från Ledningsgruppen Granåsen')
    expect(page.text)
      .to.include('10 december 2026 kl. 13.00')
      .and.include('Kommunhuset')
      .and.include('Försäkringskassan')
    expect(page.text).not.to.include('Nya lokaler').and.not.include('Vera Lind')
    expect(page.headers['x-robots-tag']).to.equal('noindex')
    expect(page.headers['referrer-policy']).to.equal('no-referrer')
  })

  it('changes nothing when it is fetched, twenty times and by HEAD', async () => {
    const before = await stored(world)
    const scanner = world.browser()
    for (const path of addresses()) {
      for (let round = 0; round < 20; round += 1) expect((await scanner.raw('get', path)).status).to.equal(200)
      expect((await scanner.raw('head', path)).status).to.equal(200)
    }
    expect(await stored(world)).to.equal(before)
  })

  it('answers an expired, a revoked, a forged and an unknown link with one and the same page', async () => {
    const unknown = await world.browser().get(`/kallelse/${'x'.repeat(64)}`)
    const pages = [
      await world.browser().get(`${link.slice(0, -1)}${other(link.at(-1) as string)}`),
      await world.browser().get('/kallelse/kort'),
      await world.browser().get('/kallelse'),
      await world.browser().get('/kallelse/material'),
      await world.browser().get(`/kallelse/${'x'.repeat(64)}/material`),
    ]
    world.clock.moveTo('2027-03-01T09:00:00Z')
    for (const path of addresses()) pages.push(await world.browser().get(path))
    world.clock.moveTo('2026-11-21T09:00:00Z')
    await world.given(ctx => ctx.rows(accessLinks).changeAll({ contact: VERA }, { revokedAt: ctx.now }))
    for (const path of addresses()) pages.push(await world.browser().get(path))
    expectAlike(unknown, pages)
  })

  it('is dead when any one of its characters is another', async () => {
    const browser = world.browser()
    await expectEveryCharacterToCount(browser, link)
    expect((await browser.raw('get', link)).status).to.equal(200)
  })

  it('does not open by a form either when it is forged, and sets no cookie', async () => {
    await expectForgedToSetNothing(world.browser(), link, 'Öppna kallelsen', 'call')
  })

  it('is bound to its purpose, its call, its address and its day', async () => {
    const row = await world.row(accessLinks, { purpose: 'call', contact: VERA })
    const { subjectId, contact, expiresAt } = row
    const browser = world.browser()
    const others = await world.row(accessLinks, { purpose: 'call', contact: OLLE })
    for (const change of [
      { contact: 'annan@fk.test' },
      { expiresAt: new Date('2029-01-01T00:00:00Z') },
      { subjectId: others.subjectId },
    ]) {
      await world.given(ctx => ctx.rows(accessLinks).change(row.id, change))
      expect((await browser.get(link)).status).to.equal(404)
      await world.given(ctx => ctx.rows(accessLinks).change(row.id, { subjectId, contact, expiresAt }))
    }
    expect((await browser.get(link)).status).to.equal(200)
    for (const path of ['/svar/', '/inbjudan/', '/nytt-losenord/'])
      expect((await browser.get(link.replace('/kallelse/', path))).status, path).not.to.equal(200)
    expect((await browser.get(`${link.replace('/kallelse/', '/kalender/')}.ics`)).status).to.equal(404)
  })

  it('is nowhere but in the letter: not in the database, the log, a title or the pages it leads to', async () => {
    const token = link.slice('/kallelse/'.length)
    const { page, browser } = await now.opened(VERA)
    const done = await page.form('/kallelse').submit({ answer: 'coming' })
    const material = await browser.get('/kallelse/material')
    for (const shown of [page, done, material]) {
      expect(shown.html).not.to.contain(token.slice(22))
      expect(shown.$('title').text()).not.to.contain(token)
    }
    expect(world.logLines.join('\n')).to.contain('/kallelse/:token')
    // The first 22 characters are the row's id, which is no secret; all that follows is.
    for (const text of [await stored(world), world.logLines.join('\n')])
      expect(text.includes(token.slice(22)), 'the link is stored').to.equal(false)
  })

  it('answers for the call that the form was opened for, also when another is opened beside it', async () => {
    const browser = world.browser()
    const { page } = await now.opened(VERA, browser)
    await now.opened(OLLE, browser)
    const wrong = await page.form('/kallelse').submit({ answer: 'coming' })
    expect(wrong.status).to.equal(404)
    for (const name of ['Vera Lind', 'Olle Berg']) expect((await now.invitation(name)).answer, name).to.equal(null)
  })

  it('lives beside the link of a question in the same browser', async () => {
    const { browser } = await now.opened(VERA)
    await browser.get(`/svar/${'x'.repeat(64)}`)
    expect((await browser.get('/kallelse')).status).to.equal(200)
  })
})

describe('Answering a call without an account', () => {
  let world: World
  let now: Called
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
    await now.call()
  })

  it('takes one answer, shows it, and lets it be changed until the meeting', async () => {
    const { page } = await now.opened(VERA)
    expect(page.path).to.equal('/kallelse')
    const done = await page.form('Svara på kallelsen').submit({ answer: 'substitute', substituteName: 'Kim Ros' })
    expect(done.notice).to.equal('Tack, ditt svar är sparat.')
    expect(done.text).to.include('Du har svarat: En ersättare kommer: Kim Ros.')
    const changed = await done.form('Ändra svaret').submit({ answer: 'coming' })
    expect(changed.text).to.include('Du har svarat: Jag kommer.')
    expect(await now.invitation('Vera Lind')).to.include({ answer: 'coming', substituteName: null })
    expect((await world.acts(now.meeting.id)).filter(act => act === 'meeting.callAnswered')).to.have.length(2)
    expect(changed.form('Ändra svaret').fields).to.include({ answer: 'coming' })
  })

  it('asks for what is missing, and keeps what was typed', async () => {
    const { page } = await now.opened(VERA)
    const none = await page.form('/kallelse').submit({})
    expect([none.status, none.errors]).to.deep.equal([422, ['Välj om du kommer.']])
    const nameless = await none.form('/kallelse').submit({ answer: 'substitute' })
    expect(nameless.errors).to.deep.equal(['Skriv ersättarens namn.'])
    expect(nameless.form('/kallelse').fields).to.include({ answer: 'substitute' })
    expect((await now.invitation('Vera Lind')).answer).to.equal(null)
    const number = await nameless.form('/kallelse').submit({ substituteName: 'Kim 19121212-1212' })
    expect(number.status).to.equal(422)
  })

  it('takes no answer once the meeting has begun, has passed or is cancelled', async () => {
    const { page, browser } = await now.opened(VERA)
    await now.cancel()
    const refused = await page.form('/kallelse').submit({ answer: 'coming' })
    expect(refused.status).to.equal(409)
    expect((await browser.get('/kallelse')).heading).to.equal('Mötet är inställt')
    expect((await now.invitation('Vera Lind')).answer).to.equal(null)
  })

  it('shows the pack: the agenda with why each item is there, and a page for each', async () => {
    await now.board.deficiency({ title: 'Ingen svarar' })
    await (await now.board.convener.get(`/moten/${now.meeting.id}/dagordning`)).form('forslag').submit()
    const { page, browser } = await now.opened(VERA)
    const material = await page.follow('Läs dagordningen')
    expect(material.path).to.equal('/kallelse/material')
    expect(material.text)
      .to.include('1. Ingen svarar')
      .and.include('På dagordningen eftersom')
      .and.match(/SF-2026-\d+/)
    expect(material.$('h2').text()).to.include('Ingen svarar')
    expect((await browser.get(`${world.lastLink(VERA)}/material`)).text).to.include('Ingen svarar')
    expect((await material.follow('Till kallelsen')).heading).to.equal('Kallelse till möte')
  })

  it('shows associations the agenda only, until the convener has confirmed their pack', async () => {
    const { id } = await now.board.deficiency({ title: 'Ingen svarar' })
    await (await now.board.convener.get(`/moten/${now.meeting.id}/dagordning`)).form('forslag').submit()
    const read = (party: 'insurance_agency' | 'user_association') =>
      world.given(async ctx =>
        materialFor(ctx, await withGroup(ctx, await ctx.rows(meetings).get({ id: now.meeting.id })), party),
      )
    expect((await read('insurance_agency')).pack).not.to.equal(null)
    const { pack, sections } = await read('user_association')
    expect(pack).to.equal(null)
    expect(sections.flatMap(({ rows }) => rows.map(({ item }) => item.deficiencyId))).to.deep.equal([id])
  })

  it('shows what the own organisation and its units owe, in this group only', async () => {
    const { board } = now
    const unit = await board.given.organisation({ name: 'FK Granåsen', parentId: board.agency.id })
    const elsewhere = await board.given.organisation({ name: 'Regionen' })
    const mine = await board.deficiency({ title: 'Ingen svarar' })
    const otherOffice = await board.given.office()
    const away = await board.deficiency({ title: 'Någon annanstans', officeId: otherOffice.id })
    await world.given(async ctx => {
      const task = { kind: 'dialogue', dueDay: '2026-11-01', state: 'accepted' } as const
      const give = (deficiencyId: string, organisationId: string, description: string) =>
        assignAction(ctx, { deficiencyId, organisationId, description, ...task })
      await give(mine.id, board.agency.id, 'Öppna en telefontid')
      await give(mine.id, unit.id, 'Utse en kontakt')
      await give(mine.id, elsewhere.id, 'Regionens sak')
      await give(away.id, board.agency.id, 'Sak i en annan grupp')
      const done = await give(mine.id, board.agency.id, 'Redan gjort')
      await ctx.rows(actions).changeAll({ id: done.id }, { state: 'done', doneDay: ctx.today })
      const asked = { question: 'När blir det bättre?', contactId: board.contact.id, officeId: board.office.id }
      await askAgency(ctx, { ...asked, deficiency: mine, termDays: 30, groupId: board.group.id })
    })
    await world.given(ctx => ctx.rows(answerRequests).changeAll({ deficiencyId: mine.id }, { state: 'sent' }))
    const { page } = await now.opened(VERA)
    expect(page.text).to.include('Frågor som ni inte har svarat på').and.include('När blir det bättre?')
    expect(page.text).to.include('Öppna en telefontid').and.include('Utse en kontakt').and.include('Försenat')
    for (const hidden of ['Regionens sak', 'Sak i en annan grupp', 'Redan gjort'])
      expect(page.text, hidden).not.to.include(hidden)
    const { page: municipality } = await now.opened(OLLE)
    expect(municipality.text).to.include('Just nu väntar ingenting på Kommun.').and.not.include('Öppna en telefontid')
  })

  it('leads to the page on which the own organisation answers for what it owes, without a letter about it', async () => {
    const { board } = now
    const elsewhere = await board.given.organisation({ name: 'Regionen' })
    const { id: deficiencyId } = await board.deficiency({ title: 'Ingen svarar' })
    const give = (organisationId: string, description: string) =>
      world.given(ctx => {
        const task = { kind: 'dialogue', dueDay: '2026-12-01', state: 'proposed' } as const
        return assignAction(ctx, { deficiencyId, organisationId, description, ...task })
      })
    const mine = await give(board.agency.id, 'Öppna en telefontid')
    const theirs = await give(elsewhere.id, 'Regionens sak')
    const { page, browser } = await now.opened(VERA)
    const task = await page.form('Öppna en telefontid').submit()
    expect([task.path, task.heading]).to.deep.equal(['/uppdrag', 'Dialog'])
    const form = (await task.follow('Anta åtgärden')).form('/uppdrag/antagande')
    await form.submit({ ownerFunction: 'Enhetschef', checked: 'ja' })
    expect(await world.row(actions, { id: mine.id })).to.include({ state: 'accepted', acceptedHow: 'link' })
    const refused = await (await browser.get('/kallelse')).form('Öppna en telefontid').submit({ action: theirs.id })
    expect(refused.status).to.equal(404)
    expect((await world.row(actions, { id: theirs.id })).state).to.equal('proposed')
  })

  it('takes the latest of answers sent at the same time, and sends a substitute one call', async () => {
    const { page, browser } = await now.opened(VERA)
    const { fields } = page.form('/kallelse')
    const ends = await Promise.all(
      Array.from({ length: 10 }, () =>
        browser.raw('post', '/kallelse', { ...fields, answer: 'not_coming', formKey: crypto.randomUUID() }),
      ),
    )
    expect(ends.map(({ status }) => status)).to.deep.equal(Array(10).fill(303))
    expect(await world.mails({ template: 'calls.substitute' })).to.have.length(1)
  })
})

describe('Answering a call with an account', () => {
  let world: World
  let now: Called
  beforeEach(async () => {
    world = await World.open()
    now = await Called.of(world)
    await now.call()
  })

  it('is done on the page of the meeting', async () => {
    const person = await now.board.given.person([{ role: 'member', groupId: now.board.group.id }], { email: VERA })
    const vera = await now.board.given.browserOf(person)
    const page = await vera.get(`/moten/${now.meeting.id}`)
    expect(page.text).to.include('Ditt svar på kallelsen')
    const faulty = await page.form('Svara på kallelsen').submit({ answer: 'substitute' })
    expect(faulty.errors).to.deep.equal(['Skriv ersättarens namn.'])
    const done = await faulty.form('Svara på kallelsen').submit({ substituteName: 'Kim Ros' })
    expect(done.path).to.equal(`/moten/${now.meeting.id}`)
    expect(done.text).to.include('Du har svarat: En ersättare kommer: Kim Ros.')
    expect(await now.invitation('Vera Lind')).to.include({ answer: 'substitute', substituteName: 'Kim Ros' })
  })

  it('is offered to nobody else, and taken from nobody else', async () => {
    const someone = await now.board.given.as('member', { groupId: now.board.group.id })
    const page = await someone.get(`/moten/${now.meeting.id}`)
    expect(page.text).not.to.include('Ditt svar på kallelsen')
    expect((await someone.get(`/moten/${now.meeting.id}/svar`)).status).to.equal(404)
    const { fields } = (await someone.get('/min-sida')).form('losenord')
    const { id } = await now.invitation('Vera Lind')
    const forged = { _csrf: fields['_csrf'] ?? '', formKey: crypto.randomUUID(), invitation: id, answer: 'coming' }
    expect((await someone.post(`/moten/${now.meeting.id}/svar`, forged)).status).to.equal(404)
    expect((await now.invitation('Vera Lind')).answer).to.equal(null)
  })
})
