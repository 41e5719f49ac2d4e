import { expect } from 'chai'
import { actionNotes } from '#src/features/actions/action.entity.ts'
import { seatHolders } from '#src/features/groups/group.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { tables } from '#src/features.ts'
import { expectAlike, expectEveryCharacterToCount, expectForgedToSetNothing, other } from '#test/support/mailed-link.ts'
import { World } from '#test/support/world.ts'
import { Undertaking, VERA } from './undertaking.ts'

/** Everything that is stored, as text. */
async function stored(world: World): Promise<string> {
  const rows = await Promise.all(tables.map(table => world.rows(table as never)))
  return JSON.stringify(rows)
}

describe('The mailed link to an action (S10)', () => {
  let world: World
  let now: Undertaking
  let link: string
  beforeEach(async () => {
    world = await World.open()
    now = await Undertaking.decided(world)
    link = now.link
  })

  it('opens a page that says who asks whom and by when, and tells nothing of what it is about', async () => {
    expect(link).to.match(/^\/uppdrag\//)
    const page = await world.browser().get(link)
    expect(page.status).to.equal(200)
    expect(page.heading).to.equal('En åtgärd för din organisation')
    expect(page.text)
      .to.include('Ledningsgruppen Granåsen')
      .and.include('Försäkringskassan')
      .and.include('15 januari 2027')
      .and.include('SF-2026-0001')
    expect(page.text).not.to.include('Ge besked').and.not.include('Svårt att nå').and.not.include('Vera Lind')
    expect(page.headers['x-robots-tag']).to.equal('noindex')
    expect(page.headers['referrer-policy']).to.equal('no-referrer')
  })

  it('changes nothing when it is fetched, twenty times and by HEAD, nor do the pages behind it', async () => {
    const { browser } = await now.opened()
    const before = await stored(world)
    const paths = ['', '/antagande', '/nej', '/ny-dag'].map(end => `/uppdrag${end}`)
    for (const path of [link, ...paths]) {
      for (let round = 0; round < 20; round += 1) expect((await browser.raw('get', path)).status, path).to.equal(200)
      expect((await browser.raw('head', path)).status).to.equal(200)
    }
    expect(await stored(world)).to.equal(before)
  })

  it('answers an expired, a revoked, a forged and an unknown link, and one that is not hers any more, with one and the same page', async () => {
    const unknown = await world.browser().get(`/uppdrag/${'x'.repeat(64)}`)
    const pages = [
      await world.browser().get(`${link.slice(0, -1)}${other(link.at(-1) as string)}`),
      await world.browser().get('/uppdrag/kort'),
      ...(await Promise.all(['', '/antagande', '/lage'].map(end => world.browser().get(`/uppdrag${end}`)))),
    ]
    const holder = await world.row(seatHolders, { name: 'Vera Lind' })
    const change = (values: object) => world.given(ctx => ctx.rows(seatHolders).changeAll({ id: holder.id }, values))
    for (const [values, back] of [
      [{ toDay: '2026-11-20' }, { toDay: null }],
      [{ email: 'ny@fk.test' }, { email: VERA }],
      [{ substitute: true }, { substitute: false }],
    ] as const) {
      await change(values)
      pages.push(await world.browser().get(link))
      await change(back)
    }
    expect((await world.browser().get(link)).status).to.equal(200)
    world.clock.moveTo('2027-06-01T09:00:00Z')
    pages.push(await world.browser().get(link))
    world.clock.moveTo('2026-11-21T09:00:00Z')
    await world.given(ctx => ctx.rows(accessLinks).changeAll({ contact: VERA }, { revokedAt: ctx.now }))
    pages.push(await world.browser().get(link))
    expectAlike(unknown, pages)
  })

  it('is dead when any one of its characters is another', async () => {
    const browser = world.browser()
    await expectEveryCharacterToCount(browser, link)
    expect((await browser.raw('get', link)).status).to.equal(200)
  })

  it('does not open by a form either when it is forged, and sets no cookie', async () => {
    await expectForgedToSetNothing(world.browser(), link, 'Öppna uppdraget', 'task')
  })

  it('is bound to its purpose, its action, its address and its day', async () => {
    const row = await world.row(accessLinks, { purpose: 'task', contact: VERA })
    const { subjectId, contact, expiresAt } = row
    const browser = world.browser()
    for (const change of [
      { contact: 'annan@fk.test' },
      { expiresAt: new Date('2029-01-01T00:00:00Z') },
      { subjectId: now.deficiency.id },
    ]) {
      await world.given(ctx => ctx.rows(accessLinks).change(row.id, change))
      expect((await browser.get(link)).status).to.equal(404)
      await world.given(ctx => ctx.rows(accessLinks).change(row.id, { subjectId, contact, expiresAt }))
    }
    expect((await browser.get(link)).status).to.equal(200)
    for (const path of ['/svar/', '/kallelse/', '/justera/', '/inbjudan/', '/nytt-losenord/'])
      expect((await browser.get(link.replace('/uppdrag/', path))).status, path).not.to.equal(200)
  })

  it('is nowhere but in the letter: not in the database, the log, a title or the pages it leads to', async () => {
    const token = link.slice('/uppdrag/'.length)
    const { page, browser } = await now.opened()
    const form = await browser.get('/uppdrag/antagande')
    for (const shown of [page, form]) {
      expect(shown.html).not.to.contain(token.slice(22))
      expect(shown.$('title').text()).not.to.contain(token)
    }
    expect(world.logLines.join('\n')).to.contain('/uppdrag/:token')
    // The first 22 characters are the row's id, which is no secret; all that follows is.
    for (const text of [await stored(world), world.logLines.join('\n')])
      expect(text.includes(token.slice(22)), 'the link is stored').to.equal(false)
  })

  it('answers for the action that the form was opened for, also when another is opened beside it', async () => {
    const { browser } = await now.opened()
    const form = (await browser.get('/uppdrag/nej')).form('/uppdrag/nej')
    const wrong = await form.submit({ proof: 'Vi hinner inte.', checked: 'ja', task: now.deficiency.id })
    expect(wrong.status).to.equal(404)
    expect(wrong.text).to.include('Vi hinner inte.')
    expect((await now.action()).state).to.equal('proposed')
  })

  it('says that one is gone while somebody writes, and gives back what she wrote', async () => {
    const { browser } = await now.opened()
    const form = (await browser.get('/uppdrag/nej')).form('/uppdrag/nej')
    await now.replaced('2026-11-20')
    const gone = await form.submit({ proof: 'Det är regionens sak.', checked: 'ja' })
    expect([gone.status, gone.heading]).to.deep.equal([404, 'Länken gäller inte längre'])
    expect(gone.text).to.include('Det är regionens sak.')
    expect((await now.action()).state).to.equal('proposed')
  })

  it('takes a yes once from ten tabs; the others are led to what has been said (C6)', async () => {
    const { browser } = await now.opened()
    const { fields } = (await browser.get('/uppdrag/antagande')).form('/uppdrag/antagande')
    const ends = await Promise.all(
      Array.from({ length: 10 }, () => {
        const sent = { ...fields, ownerFunction: 'Enhetschef', checked: 'ja', formKey: crypto.randomUUID() }
        return browser.raw('post', '/uppdrag/antagande', sent)
      }),
    )
    expect(ends.map(({ status }) => status)).to.deep.equal(Array(10).fill(303))
    expect((await world.acts(now.deficiency.id)).filter(act => act === 'action.accepted')).to.have.length(1)
    expect(await world.mails({ template: 'actions.accepted' })).to.have.length(1)
    expect((await browser.get('/uppdrag/antagande')).path).to.equal('/uppdrag')
  })

  it('takes the same note once when its form is sent twice (C5), and two that are written at once', async () => {
    await now.act('antagande', { ownerFunction: 'Enhetschef' })
    const { browser } = await now.opened()
    const [one, another] = [await browser.get('/uppdrag/lage'), await browser.get('/uppdrag/lage')]
    const filled = { ...one.form('/uppdrag/lage').fields, text: 'Vi har börjat.', checked: 'ja' }
    const ends = await Promise.all([1, 2].map(() => browser.raw('post', '/uppdrag/lage', filled)))
    expect(ends.map(({ status }) => status)).to.deep.equal([303, 303])
    expect(await world.rows(actionNotes)).to.have.length(1)
    await another.form('/uppdrag/lage').submit({ text: 'Och något mer.', checked: 'ja' })
    expect((await world.rows(actionNotes)).map(({ text }) => text)).to.deep.equal(['Vi har börjat.', 'Och något mer.'])
  })

  it('gives both texts when somebody else has changed the action meanwhile (C4)', async () => {
    const { browser } = await now.opened()
    const form = (await browser.get('/uppdrag/antagande')).form('/uppdrag/antagande')
    const keeper = now.board.convener
    const moved = await keeper.get(`/atgarder/${(await now.action()).id}/slutdatum`)
    await moved.form('Spara').submit({ dueDay: '2027-02-01', reason: 'Helgerna.' })
    const conflict = await form.submit({ ownerFunction: 'Enhetschef', expectedEffect: 'Färre väntar.', checked: 'ja' })
    expect(conflict.status).to.equal(409)
    expect(conflict.text).to.include('Färre väntar.')
    expect((await now.action()).state).to.equal('proposed')
  })
})
