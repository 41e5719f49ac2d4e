import { expect } from 'chai'
import { answerRequests, answers, BY_LINK } from '#src/features/answers/answer.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { effectChecks } from '#src/features/meetings/decision.entity.ts'
import { observationAdditions, observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { Given } from '#test/support/given.ts'
import { type Browser, World } from '#test/support/world.ts'
import { fileReport, givenDecision, givenDeficiency, TEXT } from './filed.ts'

describe('My reports', () => {
  let world: World
  let given: Given
  let office: Office
  let ombud: Person
  let author: Browser
  let colleague: Browser
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    ombud = await given.person([{ role: 'ombud', officeId: office.id }])
    author = await given.browserOf(ombud)
    colleague = await given.as('ombud', { officeId: office.id })
    coordinator = await given.as('coordinator', { officeId: office.id })
  })
  const stored = () => world.row(observations, { number: 'R-2026-0001' })

  it('are empty to begin with, and say what to do', async () => {
    const page = await author.get('/rapporter')
    expect(page.text).to.contain('Du har inte skickat någon rapport')
    expect((await page.follow('Rapportera ett hinder')).heading).to.equal('Vilket hinder har ni mött?')
  })

  it('are one line each, with what has happened as far as it has come', async () => {
    await fileReport(world, author)
    await fileReport(world, colleague)
    const before = await author.get('/rapporter')
    expect(before.text).to.contain('R-2026-0001').and.contain('Mottagen 21 november 2026')
    expect(before.text).to.not.contain('R-2026-0002').and.not.contain('→')

    const { id } = await givenDeficiency(world, office)
    await (await coordinator.get('/inkorg/R-2026-0001')).form('Koppla hit').submit({ number: 'SF-2026-0001' })
    const decision = await givenDecision(world, given, office, id, '2026-12-04')
    const contact = await given.contact(await given.organisation())
    await world.given(async ctx => {
      const request = await ctx.rows(answerRequests).insert({
        id: ctx.newId(),
        deficiencyId: id,
        decisionId: decision.id,
        meetingId: decision.meetingId,
        contactId: contact.id,
        groupId: null,
        officeId: office.id,
        question: '',
        termDays: 30,
        sentAt: null,
        dueDay: null,
        linkId: null,
        state: 'answered',
        createdAt: ctx.now,
        version: 1,
      })
      await ctx.rows(answers).insert({
        ...BY_LINK,
        id: ctx.newId(),
        requestId: request.id,
        deficiencyId: id,
        kind: 'planned',
        text: '',
        changeDay: null,
        otherBody: null,
        receivedAt: new Date('2026-12-20T10:00:00Z'),
        notedAt: null,
      })
      await ctx.rows(effectChecks).insert({
        id: ctx.newId(),
        deficiencyId: id,
        decisionId: decision.id,
        months: 3,
        dueDay: '2027-03-20',
        state: 'planned',
        answer: null,
        createdAt: ctx.now,
        askedAt: null,
        settledAt: null,
      })
      await ctx.rows(deficiencies).change(id, { state: 'remedied' })
    })
    const after = await author.get('/rapporter')
    expect(after.text).to.contain(
      'Mottagen 21 november 2026 → På dagordning 4 december 2026 → Beslut § 3, 4 december 2026: Notera och bevaka → ' +
        'Svar 20 december 2026: Vi planerar en ändring → Effekten följs upp 20 mars 2027 → ' +
        'Systemfelet nu: Åtgärdat enligt myndigheten, effekt följs',
    )
    expect(after.text).to.contain('SF-2026-0001 Lång väntan på god man')
    expect((await author.get('/rapporter/R-2026-0001')).text).to.contain('Beslut § 3, 4 december 2026')
  })

  it('come 25 at a time', async () => {
    await fileReport(world, author)
    const report = await stored()
    await world.given(ctx =>
      ctx.rows(observations).insertAll(
        Array.from({ length: 26 }, (_, at) => ({
          ...report,
          id: ctx.newId(),
          number: `R-2026-${String(at + 2).padStart(4, '0')}`,
        })),
      ),
    )
    const first = await author.get('/rapporter')
    expect(first.$('tbody tr').length).to.equal(25)
    const second = await first.follow('Nästa')
    expect(second.$('tbody tr').length).to.equal(2)
    const seen = [...first.text.matchAll(/R-2026-\d{4}/g), ...second.text.matchAll(/R-2026-\d{4}/g)].map(([n]) => n)
    expect(new Set(seen).size).to.equal(27)
    expect((await second.follow('Föregående')).$('tbody tr').length).to.equal(25)
  })

  it('are read by the whole office and exist for nobody else', async () => {
    await fileReport(world, author, { extent: { tried: 'Ringt växeln' } })
    for (const reader of [author, colleague, coordinator]) {
      const page = await reader.get('/rapporter/R-2026-0001')
      expect(page.text).to.contain(TEXT).and.contain('Ringt växeln').and.contain(ombud.name)
    }
    const elsewhere = await given.office()
    await given.group([office, elsewhere])
    for (const role of ['ombud', 'coordinator'] as const) {
      const foreign = await given.as(role, { officeId: elsewhere.id })
      const [there, nowhere] = [
        await foreign.get('/rapporter/R-2026-0001'),
        await foreign.get('/rapporter/R-2026-0099'),
      ]
      expect([there.status, there.text.replace(/[0-9a-f]{8}$/, '')]).to.deep.equal([
        404,
        nowhere.text.replace(/[0-9a-f]{8}$/, ''),
      ])
      expect((await foreign.get('/rapporter')).text).to.not.contain('R-2026')
    }
    for (const role of ['admin', 'analyst', 'convener', 'member'] as const)
      expect((await (await given.as(role)).get('/rapporter/R-2026-0001')).status, role).to.equal(403)
  })

  it('take additions, which stand beside the text and never change it', async () => {
    await fileReport(world, author)
    const page = await author.get('/rapporter/R-2026-0001')
    const empty = await page.form('Spara tillägget').submit({ addition: ' ' })
    expect([empty.status, empty.errors]).to.deep.equal([422, ['Skriv vad du vill lägga till.']])
    const after = await page.form('Spara tillägget').submit({ addition: 'Nu har det hänt igen.' })
    expect(after.notice).to.contain('Tillägget är sparat')
    const other = await colleague.get('/rapporter/R-2026-0001')
    await other.form('Spara tillägget').submit({ addition: 'Jag har också sett det.' })
    const read = await coordinator.get('/inkorg/R-2026-0001')
    expect(read.text).to.contain(TEXT).and.contain('Nu har det hänt igen.').and.contain('Jag har också sett det.')
    expect(read.text).to.contain(ombud.name)
    expect(await stored()).to.include({ whatHappened: TEXT, version: 6 })
    expect(await world.rows(observationAdditions)).to.have.length(2)
    expect(await world.acts((await stored()).id)).to.deep.equal([
      'observation.sent',
      'observation.added',
      'observation.added',
    ])
    expect((await coordinator.get('/rapporter/R-2026-0001')).html).to.not.contain('Spara tillägget')
  })

  it('can be withdrawn by their author until they are settled, and stay as withdrawn', async () => {
    await fileReport(world, author)
    expect((await colleague.get('/rapporter/R-2026-0001')).html).to.not.contain('aterkalla')
    const [page, tab] = [await author.get('/rapporter/R-2026-0001'), await author.get('/rapporter/R-2026-0001')]
    const after = await page.form('Återkalla rapporten').submit()
    expect(after.notice).to.contain('Rapporten är återkallad')
    expect(await stored()).to.include({ state: 'withdrawn', whatHappened: TEXT })
    expect((await tab.form('Återkalla rapporten').submit()).status).to.equal(409)
    expect(after.$('main form').length).to.equal(0)
    expect(await world.acts((await stored()).id)).to.deep.equal(['observation.sent', 'observation.withdrawn'])
  })

  describe('that were returned', () => {
    beforeEach(async () => {
      await fileReport(world, author)
      const page = await coordinator.get('/inkorg/R-2026-0001/ater')
      await page.form('Skicka tillbaka').submit({ reason: 'Hur ofta händer det?' })
    })

    it('say why, are completed in the same steps and sent again with the same number', async () => {
      const page = await author.get('/rapporter/R-2026-0001')
      expect(page.text).to.contain('Samordnaren ber om en komplettering').and.contain('Hur ofta händer det?')
      const check = await page.follow('Komplettera och skicka igen')
      expect(check.text).to.contain('Hur ofta händer det?')
      const text = await author.get(check.path.replace('/kontrollera', ''))
      const back = await text.form('Spara och fortsätt').submit({ whatHappened: `${TEXT} Varje månad.` })
      expect(back.heading).to.equal('Kontrollera rapporten')
      world.clock.moveTo('2026-11-25T09:00:00Z')
      const again = await (await given.browserOf(ombud)).get(check.path)
      const receipt = await again.form('Skicka rapporten igen').submit({ noClientData: 'ja' })
      expect(receipt.text).to.contain('R-2026-0001')
      expect(await stored()).to.deep.include({
        state: 'sent',
        whatHappened: `${TEXT} Varje månad.`,
        sentAt: new Date('2026-11-21T09:00:00Z'),
      })
      expect(await world.rows(observations)).to.have.length(1)
      expect(await world.acts((await stored()).id)).to.deep.equal([
        'observation.sent',
        'observation.returned',
        'observation.changed',
        'observation.sent',
      ])
      const inbox = await (await given.as('coordinator', { officeId: office.id })).get('/inkorg/R-2026-0001')
      expect(inbox.text).to.contain('Samordnaren bad om detta').and.contain('Hur ofta händer det?')
    })

    it('may be completed by a colleague, and stop the second of two who do', async () => {
      const { id } = await stored()
      const [mine, theirs] = [await author.get(`/rapportera/${id}`), await colleague.get(`/rapportera/${id}`)]
      await theirs.form('Spara och fortsätt').submit({ whatHappened: 'Kollegans text' })
      const conflict = await mine.form('Spara och fortsätt').submit({ whatHappened: 'Min text' })
      expect(conflict.status).to.equal(409)
      expect(conflict.text).to.contain('Kollegans text').and.contain('Min text')
      const sending = await author.get(`/rapportera/${id}/kontrollera`)
      await colleague
        .get(`/rapportera/${id}`)
        .then(page => page.form('Spara och fortsätt').submit({ whatHappened: 'Kollegans andra text' }))
      expect((await sending.form('Skicka rapporten igen').submit({ noClientData: 'ja' })).status).to.equal(409)
      expect((await stored()).state).to.equal('returned')
    })

    it('can still be settled by the coordinator, should nobody complete them', async () => {
      const { id } = await givenDeficiency(world, office)
      await (await coordinator.get('/inkorg/R-2026-0001')).form('Koppla hit').submit({ number: 'SF-2026-0001' })
      expect((await stored()).deficiencyId).to.equal(id)
    })
  })
})
