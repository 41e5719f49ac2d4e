import { expect } from 'chai'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { makeDeficiency } from '#src/features/deficiencies/make-deficiency.ts'
import { meetings, OPEN_AGENDA } from '#src/features/meetings/meeting.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { World } from '#test/support/world.ts'

describe('The start page', () => {
  let world: World
  let given: Given
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
  })
  /** What waits, as label and status. */
  const waiting = (page: Page): Record<string, string> =>
    Object.fromEntries(
      page
        .$('.govuk-task-list__item')
        .toArray()
        .map(item => [
          page.$(item).find('a').text().trim(),
          page.$(item).find('.govuk-task-list__status').text().replace(/\s+/g, ' ').trim(),
        ]),
    )

  it('asks whoever has not signed in to do so, and leads back', async () => {
    const page = await world.browser().get('/rapporter')
    expect(page.path).to.equal('/logga-in?till=%2Frapporter')
  })

  it('gives an ombud the one thing she does most, and what she has left to finish', async () => {
    const office = await given.office()
    const browser = await given.as('ombud', { officeId: office.id })
    await (await browser.get('/rapportera')).form('/rapportera').send({ whatHappened: 'Ingen svarar i telefon.' })
    const page = await browser.get('/')
    expect(page.$('main a.govuk-button').attr('href')).to.equal('/rapportera')
    expect(waiting(page)).to.deep.equal({
      'Vad hände med mina rapporter?': 'Att göra klara: 1',
      Lösningsbanken: 'Läs hur andra har gjort',
      'Steg för steg: dina rapporter': 'Mottagen, dagordning, beslut, svar, effekt',
    })
  })

  it('counts for a coordinator what waits in her own office, late questions apart', async () => {
    const [office, other] = [await given.office(), await given.office()]
    const contact = await given.contact(await given.organisation())
    for (const { id: officeId } of [office, other])
      await world.given(async ctx => {
        const made = { title: 'Ingen svarar', description: 'Ingen svarar i telefon.', level: 'local' as const }
        const lists = { facets: [], themes: [], organisationIds: [], gap: false }
        const deficiency = await makeDeficiency(ctx, { ...made, ...lists, officeId })
        const asked = { deficiency, contactId: contact.id, question: 'När svarar ni?', groupId: null, officeId }
        await askAgency(ctx, { ...asked, termDays: 30 })
      })
    const coordinator = await given.person([{ role: 'coordinator', officeId: office.id }])
    const now = waiting(await (await given.browserOf(coordinator)).get('/'))
    expect(now).to.include({ Inkorg: 'Inget väntar', 'Obesvarade frågor': 'Väntar: 1, försenade: 0' })
    world.clock.moveTo('2027-01-10T09:00:00Z')
    const late = waiting(await (await given.browserOf(coordinator)).get('/'))
    expect(late).to.include({ 'Obesvarade frågor': 'Väntar: 1, försenade: 1' })
  })

  it('shows a convener the meetings of her own group, soonest first', async () => {
    const [mine, others] = [await given.group([await given.office()]), await given.group([await given.office()])]
    for (const [group, day] of [
      [mine, '2026-12-10'],
      [mine, '2026-12-01'],
      [others, '2026-11-30'],
    ] as const)
      await world.given(ctx =>
        ctx.rows(meetings).insert({
          ...{
            id: ctx.newId(),
            groupId: group.id,
            day,
            time: '13:00',
            place: 'Kommunhuset',
            state: 'planned',
            version: 1,
          },
          ...{ startedAt: null, endedAt: null, notesDoneAt: null, ...OPEN_AGENDA },
        }),
      )
    const page = await (await given.as('convener', { groupId: mine.id })).get('/')
    const days = page
      .$('main ul.govuk-list a[href^="/moten/"]')
      .toArray()
      .map(link => page.$(link).text().trim())
    expect(days).to.deep.equal(['1 december 2026 kl. 13:00', '10 december 2026 kl. 13:00'])
  })

  it('says what to do to somebody without a role, and offers the administrator no content', async () => {
    const nobody = await (await given.browserOf(await given.person([]))).get('/')
    expect(nobody.text).to.contain('Du har ingen roll ännu')
    const admin = await (await given.as('admin')).get('/')
    expect(
      admin
        .$('nav a')
        .toArray()
        .map(link => admin.$(link).attr('href')),
    ).not.to.include('/systemfel')
  })

  it('is Swedish until a person chooses English, in the footer and from then on', async () => {
    const browser = await given.browserOf(await given.person([{ role: 'admin' }]))
    const swedish = await browser.get('/hjalp')
    expect(swedish.$('html').attr('lang')).to.equal('sv')
    const english = await swedish.form('In English').submit()
    expect(english.path).to.equal('/hjalp')
    expect(english.$('html').attr('lang')).to.equal('en')
    expect((await browser.get('/')).$('html').attr('lang')).to.equal('en')
  })

  it('has no mailbox to read outside demo mode', async () => {
    expect((await (await given.as('admin')).get('/demo/brevlada')).status).to.equal(404)
  })
})
