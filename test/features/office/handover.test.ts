import { expect } from 'chai'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { changeState } from '#src/features/deficiencies/change-state.ts'
import { type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { effectChecks } from '#src/features/meetings/decision.entity.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import { handOver } from '#src/features/office/hand-over.ts'
import { handoverPolicy } from '#src/features/office/office.policy.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { grants } from '#src/features/people/grant.entity.ts'
import { type Person, people } from '#src/features/people/person.entity.ts'
import { type Actor, type Grant, NOBODY, SYSTEM } from '#src/kernel/actor.ts'
import type { OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import { fileReport, givenDecision, givenDeficiency, writeReport } from '#test/features/observations/filed.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

const DRAFT = 'Ett utkast om färdtjänst som aldrig kommer'

describe('Handing over', () => {
  let world: World
  let given: Given
  let office: Office
  let anna: Person
  let bo: Person
  let greta: Person
  let author: Browser
  let colleague: Browser
  let coordinator: Browser
  let deficiency: Deficiency
  let path: string
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    path = `/verksamheter/${office.slug}/overlamning`
    anna = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Anna Ombud' })
    bo = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Bo Ombud' })
    greta = await given.person([{ role: 'coordinator', officeId: office.id }], { name: 'Greta Samordnare' })
    author = await given.browserOf(anna)
    colleague = await given.browserOf(bo)
    coordinator = await given.browserOf(greta)
    deficiency = await givenDeficiency(world, office)
  })
  /** A draft, a new report, a returned one, and one that feeds an open systemfel with an effect check to come. */
  async function carry(): Promise<void> {
    await writeReport(author, { text: DRAFT })
    await fileReport(world, author)
    await fileReport(world, author)
    await fileReport(world, author)
    await (await coordinator.get('/inkorg/R-2026-0002/ater'))
      .form('Skicka tillbaka')
      .submit({ reason: 'Vilken månad?' })
    await (await coordinator.get('/inkorg/R-2026-0003')).form('Koppla hit').submit({ number: deficiency.number })
    const decision = await givenDecision(world, given, office, deficiency.id, '2026-10-01')
    await world.given(ctx =>
      ctx.rows(effectChecks).insert({
        ...{ id: ctx.newId(), deficiencyId: deficiency.id, decisionId: decision.id, months: 3, dueDay: '2027-01-15' },
        ...{ state: 'planned', answer: null, createdAt: ctx.now, askedAt: null, settledAt: null },
      }),
    )
  }
  const hand = async (browser: Browser, to: string, from = path): Promise<Page> =>
    (await browser.get(from)).form('Lämna över allt').submit({ toId: to })
  const all = async (): Promise<Observation[]> =>
    (await world.rows(observations)).sort((one, other) => (one.number ?? '').localeCompare(other.number ?? ''))
  const draft = () => world.row(observations, { state: 'draft' })
  const leave = (person: Person): Promise<void> =>
    world.given(async ctx => {
      await ctx.rows(people).changeAll({ id: person.id }, { state: 'closed' })
      await ctx.rows(grants).remove({ personId: person.id })
    })
  /** Mails that are not among those there were, as "template → address". */
  const toldSince = async (before: readonly OutboxMail[]): Promise<string[]> => {
    const known = new Set(before.map(({ id }) => id))
    const fresh = (await world.mails()).filter(({ id }) => !known.has(id))
    return fresh.map(({ template, toAddress }) => `${template} → ${toAddress}`)
  }

  it('lists all that an ombud carries, from Min sida', async () => {
    await carry()
    const page = await (await author.get('/min-sida')).follow('Lämna över')
    expect(page.path).to.equal(path)
    for (const shown of [
      ...['Utkast (1)', DRAFT, 'Rapporter som väntar (2)', 'R-2026-0001', 'R-2026-0002'],
      ...['Rapporter som räknas in i öppna systemfel (1)', `${deficiency.number} ${deficiency.title}`, 'R-2026-0003'],
      ...['Frågor om effekten (1)', '15 januari 2027'],
    ])
      expect(page.text).to.contain(shown)
    const options = page.form('Lämna över allt').options('toId')
    expect(options.map(({ label }) => label)).to.deep.equal([
      ...['Välj', 'Verksamheten, alla ombud och samordnare', 'Bo Ombud'],
    ])
  })

  it('gives everything to a colleague in one act; her name stays, and it is in the history', async () => {
    await carry()
    const before = await world.mails()
    const after = await hand(author, bo.id)
    expect(after.notice).to.contain('Allt är överlämnat')
    expect(after.text).to.contain('Det finns inget att lämna över')
    for (const report of await all()) {
      expect(report, report.state).to.include({ ombudId: anna.id, keeperId: bo.id })
      expect(report.handedAt).to.deep.equal(world.clock.now())
      expect(await world.acts(report.id)).to.include('observation.handedOver')
    }
    const mails = (await world.mails({ template: 'office.handedOver' })).map(mail => [mail.toAddress, mail.facts])
    expect(mails).to.deep.equal([[bo.email, { office: office.name, count: 4 }]])
    expect(await toldSince(before)).to.have.length(1)
    const page = await colleague.get('/rapporter/R-2026-0001')
    expect(page.text).to.contain('av Anna Ombud').and.contain('Överlämnad till Bo Ombud.')
    expect(page.$('details').text()).to.contain('Rapporten lämnades över till Bo Ombud')
    const [event] = await world.rows(auditEvents, { action: 'office.handedOver' })
    expect(event).to.include({ subjectType: 'person', subjectId: anna.id, actorId: anna.id })
    expect(event?.details).to.deep.equal({ officeId: office.id, keeperId: bo.id, count: 4 })
  })

  it('lets the one who keeps it finish the draft, complete what was returned, and see both in her list', async () => {
    await carry()
    const { id } = await draft()
    expect((await colleague.get(`/rapportera/${id}`)).status).to.equal(404)
    await hand(author, bo.id)
    const mine = await colleague.get('/rapporter')
    expect(mine.text).to.contain(DRAFT).and.contain('Rapport av Anna Ombud').and.contain('R-2026-0002')
    expect((await author.get('/rapporter')).text).to.not.contain(DRAFT)
    expect((await colleague.get('/')).text).to.contain('Vad hände med mina rapporter? Att göra klara: 2')
    const check = await colleague.get(`/rapportera/${id}/kontrollera`)
    await check.form('Skicka rapporten').submit({ noClientData: 'ja' })
    expect(await world.row(observations, { id })).to.include({ state: 'sent', ombudId: anna.id, keeperId: bo.id })
    expect((await (await given.as('ombud', { officeId: office.id })).get(`/rapportera/${id}`)).text).to.contain(
      'R-2026-0004',
    )
  })

  it('sends the mails to the one who keeps it, not to the one who left', async () => {
    await carry()
    await hand(author, bo.id)
    const before = await world.mails()
    await (await coordinator.get('/inkorg/R-2026-0001/inte-systemfel'))
      .form('Avsluta rapporten')
      .submit({ reason: 'Rättat' })
    world.clock.moveTo('2026-11-28T09:00:00Z')
    await world.given(ctx => tellReporters(ctx, deficiency, 'answers.told', { organisation: 'Regionen' }))
    expect(await toldSince(before)).to.have.members([
      `observations.notSystemic → ${bo.email}`,
      `answers.told → ${bo.email}`,
    ])
  })

  it('gives it to the office: anybody there may open what is begun, and the coordinators get the mails', async () => {
    await carry()
    const { id } = await draft()
    await hand(author, 'verksamheten')
    const told = (await world.mails({ template: 'office.handedOver' })).map(({ toAddress }) => toAddress)
    expect(told).to.deep.equal([greta.email])
    for (const browser of [colleague, coordinator]) {
      const list = await browser.get('/rapporter')
      expect(list.text).to.contain('Utkast som har lämnats över till verksamheten').and.contain(DRAFT)
      expect((await browser.get(`/rapportera/${id}/kontrollera`)).status).to.equal(200)
    }
    const returned = await coordinator.get('/inkorg/R-2026-0002')
    const check = await returned.follow('Komplettera och skicka igen')
    await check.form('Skicka rapporten igen').submit({ noClientData: 'ja' })
    expect(await world.row(observations, { number: 'R-2026-0002' })).to.include({ state: 'sent' })
    const before = await world.mails()
    await world.given(ctx => tellReporters(ctx, deficiency, 'answers.told', { organisation: 'Regionen' }))
    expect(await toldSince(before)).to.deep.equal([`answers.told → ${greta.email}`])
    const foreign = await given.as('coordinator', { officeId: (await given.office()).id })
    expect((await foreign.get(`/rapportera/${id}`)).status).to.equal(404)
    expect((await foreign.get('/rapporter')).text).to.not.contain(DRAFT)
  })

  it('can be made again, by the keeper or from the office, and back to the one who wrote it', async () => {
    await carry()
    await hand(author, bo.id)
    await hand(colleague, 'verksamheten')
    const cilla = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Cilla Ombud' })
    const asOffice = await (await coordinator.get(path)).follow('Verksamheten')
    expect(asOffice.text).to.contain('Det här har lämnats över till verksamheten').and.contain(DRAFT)
    await asOffice.form('Lämna över allt').submit({ toId: cilla.id })
    expect((await all()).map(({ keeperId }) => keeperId)).to.deep.equal(Array(4).fill(cilla.id))
    await hand(await given.browserOf(cilla), anna.id)
    for (const report of await all()) expect(report).to.include({ keeperId: null, handedAt: null })
    expect((await author.get('/rapporter')).text).to.contain(DRAFT)
  })

  it('is done by the coordinator for anybody, who is told; the text of a draft is not shown before', async () => {
    await carry()
    const before = await world.mails()
    const list = await coordinator.get(path)
    expect(list.text).to.match(/Anna Ombud 1 2 1/)
    const hers = await list.follow('Anna Ombud')
    expect(hers.text)
      .to.contain('Det här har Anna Ombud hos sig')
      .and.contain('Utkast (1)')
      .and.contain('Påbörjad 21 november')
    expect(hers.html).to.not.contain('färdtjänst')
    expect((await coordinator.get(`/rapportera/${(await draft()).id}`)).status).to.equal(404)
    await hers.form('Lämna över allt').submit({ toId: bo.id })
    expect(await toldSince(before)).to.have.members([
      ...[`office.handedOver → ${bo.email}`, `office.handedAway → ${anna.email}`],
    ])
    expect((await coordinator.get(`/rapportera/${(await draft()).id}`)).status).to.equal(404)
    for (const mail of await world.mails())
      expect((await world.letter(mail)).text)
        .to.not.contain('Anna')
        .and.not.match(/[{}]/)
  })

  it('is found by the coordinator when somebody has left without it: drafts without an owner', async () => {
    await carry()
    expect((await coordinator.get('/')).text).to.not.contain('Utkast utan ägare')
    await leave(anna)
    const start = await coordinator.get('/')
    expect(start.text).to.contain('Utkast utan ägare 1 att lämna över')
    const list = await start.follow('Utkast utan ägare')
    expect(list.path).to.equal(path)
    expect(list.text).to.contain('Anna Ombud Har slutat')
    await hand(coordinator, 'verksamheten', `${path}?ombud=${anna.id}`)
    expect((await coordinator.get('/')).text).to.not.contain('Utkast utan ägare')
    expect((await coordinator.get('/rapporter')).text).to.contain(DRAFT)
  })

  it('tells the coordinators of what nobody carries any more', async () => {
    await carry()
    await leave(anna)
    const before = await world.mails()
    await world.given(ctx => tellReporters(ctx, deficiency, 'answers.told', { organisation: 'Regionen' }))
    expect(await toldSince(before)).to.deep.equal([`answers.told → ${greta.email}`])
  })

  it('leaves what is ended, what feeds a closed systemfel, and what another office has', async () => {
    await carry()
    await (await coordinator.get('/inkorg/R-2026-0001/inte-systemfel'))
      .form('Avsluta rapporten')
      .submit({ reason: 'x' })
    await world.given(async ctx => changeState(ctx, await ctx.rows(deficiencies).get({ id: deficiency.id }), 'close'))
    const second = await given.office()
    await world.given(ctx =>
      ctx
        .rows(observations)
        .insert({ ...BLANK_REPORT, id: ctx.newId(), officeId: second.id, ombudId: anna.id, number: 'R-2026-0099' }),
    )
    const page = await author.get(path)
    expect(page.text).to.contain('R-2026-0002').and.not.contain('R-2026-0001').and.not.contain('R-2026-0003')
    await hand(author, bo.id)
    const kept = (await all()).filter(({ keeperId }) => keeperId === bo.id).map(({ number }) => number)
    expect(kept).to.have.members([null, 'R-2026-0002'])
  })

  it('goes to an ombud of the office only, and asks who it shall be', async () => {
    await carry()
    const elsewhere = await given.person([{ role: 'ombud', officeId: (await given.office()).id }])
    const closed = await given.person([{ role: 'ombud', officeId: office.id }], { state: 'closed' })
    const missing = await hand(author, '')
    expect([missing.status, missing.errors]).to.deep.equal([422, ['Välj vem som tar över.']])
    for (const { id } of [elsewhere, closed, greta, anna]) {
      const form = (await author.get(path)).form('Lämna över allt')
      expect((await form.send({ toId: id })).status, id).to.equal(422)
    }
    expect((await all()).every(({ handedAt }) => handedAt === null)).to.equal(true)
  })

  it('is one’s own or the coordinator’s: nobody looks at or hands over what a colleague carries', async () => {
    await carry()
    expect((await colleague.get(`${path}?ombud=${anna.id}`)).status).to.equal(404)
    expect((await colleague.get(`${path}?ombud=verksamheten`)).status).to.equal(404)
    expect((await colleague.get(path)).text)
      .to.not.contain('Anna Ombud')
      .and.not.contain('färdtjänst')
    const form = (await author.get(path)).form('Lämna över allt')
    const token = (await colleague.get('/min-sida')).$('input[name=_csrf]').attr('value') ?? ''
    const forced = { ...form.fields, _csrf: token, toId: bo.id } as Record<string, string>
    expect((await colleague.post(path, forced)).status).to.equal(404)
    const foreign = await given.as('coordinator', { officeId: (await given.office()).id })
    expect((await foreign.get(path)).status).to.equal(404)
    const stranger = await given.person([{ role: 'ombud', officeId: (await given.office()).id }])
    expect((await coordinator.get(`${path}?ombud=${stranger.id}`)).status).to.equal(404)
    for (const role of ['admin', 'convener', 'analyst'] as const)
      expect((await (await given.as(role)).get(path)).status, role).to.equal(403)
    expect((await all()).every(({ handedAt }) => handedAt === null)).to.equal(true)
  })

  it('is done once, and stops a form that was open on what is handed over', async () => {
    await carry()
    const open = await author.get(`/rapportera/${(await draft()).id}/kontrollera`)
    const form = (await author.get(path)).form('Lämna över allt')
    const fields = { ...form.fields, toId: bo.id } as Record<string, string>
    await Promise.all([author.post(path, fields), author.post(path, fields)])
    expect(await world.rows(auditEvents, { action: 'office.handedOver' })).to.have.length(1)
    expect((await open.form('Skicka rapporten').submit({ noClientData: 'ja' })).status).to.equal(409)
  })

  it('takes five hundred at a time, and says that there is more', async () => {
    await world.given(async ctx => {
      const reports = Array.from({ length: 501 }, (_, at) => ({
        ...{ ...BLANK_REPORT, id: ctx.newId(), officeId: office.id, ombudId: anna.id },
        number: `R-2025-${String(at).padStart(4, '0')}`,
      }))
      await ctx.rows(observations).insertAll(reports)
    })
    const page = await author.get(path)
    expect(page.text).to.contain('Högst 500 lämnas över åt gången').and.contain('och 451 till')
    const after = await page.form('Lämna över allt').submit({ toId: bo.id })
    expect(after.notice).to.contain('En del är överlämnat')
    expect(await world.rows(observations, { keeperId: bo.id })).to.have.length(500)
    await hand(author, bo.id)
    expect(await world.rows(observations, { keeperId: bo.id })).to.have.length(501)
  }).timeout(20_000)

  it('is refused to others also as a command', async () => {
    await carry()
    const handing = world.works.write({ ...SYSTEM, grants: [] }, ctx =>
      handOver(ctx, office, { fromId: anna.id, toId: bo.id }),
    )
    expect(await handing.catch((error: Error) => error.name)).to.equal('Forbidden')
    expect((await world.row(observations, { state: 'draft' })).whatHappened).to.equal(DRAFT)
  })
})

describe('Who may hand over what somebody carries (Z1)', () => {
  const none: Grant = { role: 'ombud', officeId: null, groupId: null, areaId: null, organisationId: null }
  const person = (id: string, grant: Partial<Grant>): Actor => ({
    ...NOBODY,
    kind: 'person',
    id,
    grants: [{ ...none, ...grant }],
  })
  const MATRIX: readonly (readonly [string, Actor, hers: boolean, offices: boolean])[] = [
    ['nobody', NOBODY, false, false],
    ['herself', person('anna', { officeId: 'own' }), true, false],
    ['herself after leaving', person('anna', { officeId: 'new' }), false, false],
    ['a colleague', person('bo', { officeId: 'own' }), false, false],
    ['the coordinator', person('greta', { role: 'coordinator', officeId: 'own' }), true, true],
    ['a coordinator elsewhere', person('x', { role: 'coordinator', officeId: 'other' }), false, false],
    ['a convener', person('x', { role: 'convener', groupId: 'group' }), false, false],
    ['a member', person('x', { role: 'member', groupId: 'group' }), false, false],
    ['an analyst', person('x', { role: 'analyst', areaId: 'area' }), false, false],
    ['an administrator', person('x', { role: 'admin' }), false, false],
  ]
  for (const [who, actor, hers, offices] of MATRIX)
    it(`${who}: ${hers ? 'hers' : 'not hers'}, ${offices ? 'the office’s' : 'not the office’s'}`, () => {
      expect(handoverPolicy.can(actor, 'view', { officeId: 'own', personId: 'anna' })).to.equal(hers)
      expect(handoverPolicy.can(actor, 'view', { officeId: 'own', personId: null })).to.equal(offices)
    })
})
