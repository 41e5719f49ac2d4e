import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { answerRequests, answers, BY_LINK } from '#src/features/answers/answer.entity.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Group } from '#src/features/groups/group.entity.ts'
import { decisions, effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import { agendaItems, meetings, OPEN_AGENDA, PLAIN_ITEM } from '#src/features/meetings/meeting.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'
import { deficiencyOf, reportOn } from './made.ts'

const headings = (page: Page): string[] =>
  page
    .$('main h2')
    .toArray()
    .map(heading => page.$(heading).text().trim())
const figures = (page: Page): string[] =>
  page
    .$('.app-figure')
    .toArray()
    .map(figure => page.$(figure).text().replace(/\s+/g, ' ').trim())
const buttons = (page: Page): string[] =>
  page
    .$('main a.govuk-button')
    .toArray()
    .map(button => page.$(button).text().trim())
const standing = (page: Page): string => page.$('.app-standing').text().replace(/\s+/g, ' ').trim()

describe('The page of a systemfel', () => {
  let world: World
  let given: Given
  let office: Office
  let group: Group
  let anna: Person
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office({ name: 'PO i Tyresö' }, { municipality: await given.municipality({ name: 'Tyresö' }) })
    group = await given.group([office], { name: 'Ledningsgruppen' })
    anna = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Anna Ombudsson' })
  })
  const show = (browser: Browser, { number }: Deficiency): Promise<Page> => browser.get(`/systemfel/${number}`)
  const reload = ({ id }: Deficiency): Promise<Deficiency> => world.row(deficiencies, { id })
  const convener = (): Promise<Browser> => given.as('convener', { groupId: group.id })

  it('says what, for whom and what is wanted, who is responsible and what comes next', async () => {
    const agency = await given.organisation({ name: 'Försäkringskassan' })
    const made = { title: 'Krav på läkarintyg', organisationIds: [agency.id], description: 'Var tredje månad.\nIgen.' }
    const words = { what: 'Nya intyg.', forWhom: 'Varaktigt sjuka.', wanted: 'Ett års intyg.' }
    const page = await show(await given.browserOf(anna), await deficiencyOf(world, office, made, words))
    expect(page.heading).to.equal('Krav på läkarintyg')
    expect(page.text)
      .to.contain('SF-2026-0001')
      .and.contain('Ny sedan 21 november 2026')
      .and.contain('Var tredje månad.')
    expect(page.text).to.contain('Vad Nya intyg. För vem Varaktigt sjuka. Vad vi vill Ett års intyg.')
    expect(standing(page)).to.equal(
      'Ansvarar Försäkringskassan Nästa steg Det tas upp på nästa möte i Ledningsgruppen.',
    )
    expect(headings(page)).to.deep.equal([
      ...['Beskrivning', 'Interna anteckningar', 'Historik', 'Det här kan du säga', 'Rapporter i siffror'],
      'Om systemfelet',
    ])
  })

  it('tells how it is classified, and leaves out what is not said', async () => {
    const made = { gap: true, levelInferred: true, source: 'Tyresö 2023', fictitious: true, level: 'central' } as const
    const page = await show(await given.browserOf(anna), await deficiencyOf(world, office, made))
    expect(page.$('.app-stack').text().replace(/\s+/g, ' ').trim()).to.equal(
      'Ansvariga organisationer Ingen angiven Glapp Ja, mellan organisationerna Nivå Central nivå nivå satt i efterhand ' +
        'Det gäller Resurser Teman God man Rapporteras av PO i Tyresö Ledningsgrupper Ledningsgruppen Möts i Tyresö Källa Tyresö 2023',
    )
    expect(page.$('.app-strip').text()).to.contain('Påhittat exempel')
    expect(page.text).to.contain('Ej prövat mot definitionen.')
  })

  describe('while an answer is waited for', () => {
    let deficiency: Deficiency
    beforeEach(async () => {
      deficiency = await deficiencyOf(world, office)
      const contact = await given.contact(await given.organisation({ name: 'Försäkringskassan' }))
      const asked = { contactId: contact.id, question: 'Hur länge gäller ett intyg?', termDays: 30 }
      await world.given(async ctx => {
        const waiting = await changeState(ctx, await ctx.rows(deficiencies).get({ id: deficiency.id }), 'ask')
        await askAgency(ctx, { ...asked, deficiency: waiting, groupId: group.id, officeId: office.id })
      })
    })

    it('shows first how long it has waited, and for whom', async () => {
      world.clock.moveTo('2026-12-21T09:00:00Z')
      const page = await show(await given.browserOf(anna), deficiency)
      expect(standing(page)).to.equal(
        '30 dagar utan svar Ska svara Försäkringskassan Nästa steg Försäkringskassan ska svara senast 21 december 2026.',
      )
      expect(page.$('.app-standing--waiting')).to.have.length(1)
      expect(page.text).to.contain('Försäkringskassan, Enhetschef 30 dagar utan svar')
      expect(page.text).to.contain('Hur länge gäller ett intyg?')
    })

    it('says so once the answer is overdue', async () => {
      world.clock.moveTo('2026-12-31T09:00:00Z')
      const page = await show(await convener(), deficiency)
      expect(standing(page))
        .to.contain('40 dagar utan svar')
        .and.contain('skulle ha svarat 21 december 2026. Det är 10 dagar')
      expect(page.$('.app-standing--late')).to.have.length(1)
    })

    it('shows the answer when it has come, with what was promised', async () => {
      const [request] = await world.rows(answerRequests)
      await world.given(async ctx => {
        await ctx.rows(answerRequests).changeAll({ id: request?.id ?? '' }, { state: 'answered' })
        await ctx.rows(deficiencies).change(deficiency.id, { waitingSince: null })
        await ctx.rows(answers).insert({
          ...BY_LINK,
          id: ctx.newId(),
          requestId: request?.id ?? '',
          deficiencyId: deficiency.id,
          kind: 'planned',
          text: 'Vi ändrar rutinen.',
          changeDay: '2027-01-01',
          otherBody: null,
          receivedAt: ctx.now,
          notedAt: null,
        })
      })
      const page = await show(await convener(), deficiency)
      expect(page.text).to.contain(
        'Vi planerar en ändring Svar 21 november 2026 Vi ändrar rutinen. Datum: 1 januari 2027',
      )
      expect(standing(page)).to.contain('Ledningsgruppen tar ställning till svaret från Försäkringskassan.')
    })
  })

  it('shows decisions, actions, lifts and effect checks, each where there is any', async () => {
    const deficiency = await deficiencyOf(world, office, {}, { state: 'lifted' })
    await world.given(async ctx => {
      const common = {
        ...OPEN_AGENDA,
        state: 'done',
        startedAt: null,
        endedAt: null,
        notesDoneAt: null,
        version: 1,
      } as const
      const when = { day: '2026-10-18', time: '13:00', place: 'Kommunhuset' }
      const meeting = await ctx.rows(meetings).insert({ id: ctx.newId(), groupId: group.id, ...when, ...common })
      const item = await ctx.rows(agendaItems).insert({
        id: ctx.newId(),
        meetingId: meeting.id,
        deficiencyId: deficiency.id,
        title: deficiency.title,
        section: 'new',
        position: 1,
        why: 'new',
        whyFacts: {},
        note: null,
        ...PLAIN_ITEM,
        paragraph: 7,
        version: 1,
      })
      const decision = await ctx.rows(decisions).insert({
        id: ctx.newId(),
        meetingId: meeting.id,
        agendaItemId: item.id,
        deficiencyId: deficiency.id,
        type: 'lift',
        text: 'Gruppen lyfter frågan.',
        reason: null,
        organisationId: null,
        officeId: null,
        dueDay: '2026-12-17',
        paragraph: 7,
        year: 2026,
        at: ctx.now,
        acceptedBy: null,
        correctsId: null,
      })
      const about = { deficiencyId: deficiency.id, decisionId: decision.id }
      await ctx.rows(lifts).insert({
        ...about,
        id: ctx.newId(),
        fromGroupId: group.id,
        toGroupId: null,
        toName: 'Länsstyrelsen',
        wishedDay: '2026-12-17',
        coveringText: 'Länet saknar gode män.',
        reply: null,
        replySource: null,
        repliedAt: null,
      })
      const check = {
        months: 3,
        dueDay: '2027-01-18',
        state: 'answered',
        answer: 'partly',
        createdAt: ctx.now,
      } as const
      await ctx.rows(effectChecks).insert({ ...about, ...check, askedAt: null, settledAt: null, id: ctx.newId() })
      const { id } = await assignAction(ctx, {
        ...about,
        kind: 'routine',
        strength: 'eases',
        description: 'En ny rutin.',
        officeId: office.id,
        dueDay: '2026-11-11',
        state: 'accepted',
      })
      await ctx.rows(actions).change(id, { ownerFunction: 'Samordnare' })
    })
    const page = await show(await convener(), deficiency)
    expect(standing(page)).to.equal(
      'Ska svara Länsstyrelsen Nästa steg Länsstyrelsen väntas svara senast 17 december 2026.',
    )
    expect(headings(page)).to.include.members(['Beslut', 'Åtgärder', 'Lyft', 'Effektuppföljning'])
    expect(page.text).to.contain('§ 7 Lyft till annan grupp, nivå eller forum 18 oktober 2026 · Ledningsgruppen')
    expect(page.text).to.contain('Lyft till Länsstyrelsen, svar önskas senast 17 december 2026')
    expect(page.text).to.contain('Efter 3 månader 18 januari 2027 Delvis')
    expect(page.text).to.contain(
      'En ny rutin. Rutin PO i Tyresö Samordnare 11 november 2026 10 dagar sen Antagen Lindrar',
    )
    expect(page.$('a[href^="/beslut/"]'), 'the decision and its lift').to.have.length(2)
    const analyst = await show(await given.browserOf(anna), deficiency)
    expect(analyst.$('a[href^="/beslut/"]'), 'in the circle').to.have.length(2)
  })

  describe('with reports', () => {
    let deficiency: Deficiency
    let other: Office
    beforeEach(async () => {
      other = await given.office({ name: 'PO i Haninge' })
      deficiency = await deficiencyOf(world, office)
      const bo = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Bo Ombudsson' })
      const hans = await given.person([{ role: 'ombud', officeId: other.id }], { name: 'Hans Ensam' })
      await reportOn(world, deficiency, office, anna)
      await reportOn(world, deficiency, office, bo, { clientBand: '2-4', firstMonth: '2026-05' })
      await reportOn(world, deficiency, other, hans)
      deficiency = await reload(deficiency)
    })

    it('counts exactly inside the offices that feed it, and lists the office’s own with links', async () => {
      const page = await show(await given.browserOf(anna), deficiency)
      expect(figures(page)).to.deep.equal(['3 rapporter', '2 verksamheter', '2 rapporter från er', '2 ombud hos er'])
      expect(page.text).to.contain('Mött mars 2026 – september 2026.').and.contain('Uppfyller definitionen')
      const own = page.$('a[href^="/rapporter/"]').toArray()
      expect(own.map(link => page.$(link).text())).to.have.members(['R-2026-0001', 'R-2026-0002'])
      expect(page.text).to.contain('Bo Ombudsson · maj 2026 – september 2026 · 2–4 klienter').and.not.contain('Hans')
    })

    it('tells others fewer than five as that, half-years, no ombud and no report', async () => {
      for (const browser of [await convener(), await given.as('member', { groupId: group.id })]) {
        const page = await show(browser, deficiency)
        expect(figures(page)).to.deep.equal(['färre än 5 rapporter', '2 verksamheter'])
        expect(page.text).to.contain('Mött första halvåret 2026 – andra halvåret 2026.')
        expect(page.text).to.not.match(/Anna|Bo Ombudsson|Hans|R-2026|mars 2026/)
        expect(page.$('a[href^="/rapporter"]')).to.have.length(0)
      }
    })

    it('says what the definition lacks to those who file the reports', async () => {
      const young = await deficiencyOf(world, office)
      await reportOn(world, young, office, anna, { firstMonth: '2026-11', lastMonth: '2026-11' })
      const inside = await show(await given.browserOf(anna), young)
      expect(inside.text).to.contain('Uppfyller inte definitionen än.').and.contain('Delat av flera Inte än 1 ombud.')
      const outside = await show(await convener(), young)
      expect(outside.text)
        .to.contain('Uppfyller inte definitionen än.')
        .and.not.match(/\d ombud\.|Inte än/)
    })

    it('does not let the history count them for others', async () => {
      const page = await (await show(await convener(), deficiency)).follow('Hela historiken')
      expect(page.text).to.not.contain('En rapport kopplades hit')
      expect(page.text).to.contain('färre än 5. De visas inte en och en')
      const inside = await (await show(await given.browserOf(anna), deficiency)).follow('Hela historiken')
      expect(inside.text.match(/En rapport kopplades hit/g)).to.have.length(3)
    })

    it('tells of the own employer inside the office and to the convener, not to the employer’s member', async () => {
      await reportOn(world, deficiency, office, anna, { ownEmployer: true })
      const told = 'Det går den skyddade vägen'
      expect((await show(await given.browserOf(anna), deficiency)).text).to.contain(told)
      expect((await show(await convener(), deficiency)).text).to.contain(told)
      expect((await show(await given.as('member', { groupId: group.id }), deficiency)).text).to.not.contain(told)
    })
  })

  it('offers what its reader may do, and nothing else', async () => {
    const caseworker = await deficiencyOf(world, office, { level: 'caseworker' })
    const closed = await deficiencyOf(
      world,
      office,
      {},
      { state: 'closed', closedAt: new Date('2026-06-01T09:00:00Z') },
    )
    const target = await deficiencyOf(world, office)
    const merged = await deficiencyOf(world, office, {}, { state: 'merged', mergedIntoId: target.id })
    const readers: Record<string, Browser> = {
      ombud: await given.browserOf(anna),
      coordinator: await given.as('coordinator', { officeId: office.id }),
      convener: await convener(),
      member: await given.as('member', { groupId: group.id }),
    }
    const offered: Record<string, readonly string[][]> = {}
    for (const [role, browser] of Object.entries(readers)) {
      const pages = [caseworker, target, closed, merged].map(one => show(browser, one))
      offered[role] = (await Promise.all(pages)).map(buttons)
    }
    expect(offered).to.deep.equal({
      ombud: [['Samma här'], ['Samma här'], ['Samma här'], []],
      coordinator: [
        ['Samma här', 'Lägg på dagordning', 'Begär svar', 'Redigera'],
        ['Samma här', 'Lägg på dagordning', 'Redigera'],
        ['Samma här', 'Redigera'],
        [],
      ],
      convener: [
        ['Lägg på dagordning', 'Besluta mellan mötena'],
        ['Lägg på dagordning', 'Besluta mellan mötena'],
        [],
        [],
      ],
      member: [[], [], [], []],
    })
    const page = await show(readers['ombud'] as Browser, merged)
    expect((await page.follow(target.number)).heading).to.equal(target.title)
  })

  it('leads on from every button', async () => {
    const deficiency = await deficiencyOf(world, office, { level: 'caseworker' })
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const page = await show(coordinator, deficiency)
    for (const button of [...buttons(page), 'Skriv Kort sagt', 'Hela historiken', 'Alla systemfel'])
      expect((await page.follow(button)).status, button).to.equal(200)
  })

  it('reads in English', async () => {
    const english = await given.person([{ role: 'ombud', officeId: office.id }], { locale: 'en' })
    const page = await show(await given.browserOf(english), await deficiencyOf(world, office))
    expect(standing(page)).to.contain('Next step It is taken up at the next meeting of Ledningsgruppen.')
    expect(page.text)
      .to.contain('The whole history')
      .and.not.match(/\{\w+\}/)
  })
})
