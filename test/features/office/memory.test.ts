import { expect } from 'chai'
import { actions } from '#src/features/actions/action.entity.ts'
import { assignAction } from '#src/features/actions/assign-action.ts'
import { askAgency } from '#src/features/answers/ask-agency.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import { writeOfficeNote } from '#src/features/office/write-office-note.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { type Grant, SYSTEM } from '#src/kernel/actor.ts'
import { givenDecision, givenDeficiency } from '#test/features/observations/filed.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

describe('The memory of an office', () => {
  let world: World
  let given: Given
  let office: Office
  let path: string
  let newcomer: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office({ name: 'PO i Tyresö' })
    path = `/verksamheter/${office.slug}/minne`
    newcomer = await given.browserOf(await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Nora Ny' }))
  })
  /** Made at an instant of the past. */
  async function madeIn(day: string, title: string, place: Office = office) {
    const now = world.clock.now()
    world.clock.moveTo(`${day}T09:00:00Z`)
    const made = await givenDeficiency(world, place, { title })
    world.clock.moveTo(now.toISOString())
    return made
  }
  const section = (page: Page, heading: string): string =>
    page.$(`h2:contains("${heading}")`).nextUntil('h2').text().replace(/\s+/g, ' ').trim()
  const years = (page: Page): string[] =>
    page
      .$('.app-years summary')
      .toArray()
      .map(summary => page.$(summary).text().trim())

  it('is linked from Min sida and the coordinator’s start, and says what will stand there', async () => {
    const page = await (await newcomer.get('/min-sida')).follow('Verksamhetens minne')
    expect([page.path, page.status]).to.deep.equal([path, 200])
    expect(page.text)
      .to.contain('Verksamheten har inga systemfel än')
      .and.contain('Inget systemfel är öppet.')
      .and.contain('Inga anteckningar än')
      .and.contain('Ingen myndighet har fått en fråga än.')
    const coordinator = await given.as('coordinator', { officeId: office.id })
    const hub = await (await coordinator.get('/')).follow('Verksamheten')
    expect((await hub.follow('Verksamhetens minne')).path).to.equal(path)
  })

  it('tells year by year, the newest first, what each came to and the days it took', async () => {
    const old = await madeIn('2024-03-01', 'Kallelser kommer för sent')
    await madeIn('2026-10-22', 'Telefontiden räcker inte')
    await madeIn('2026-11-01', 'Kön till stödboende')
    await givenDecision(world, given, office, old.id, '2024-09-10')
    await world.given(ctx =>
      ctx
        .rows(deficiencies)
        .update(old, { state: 'closed', stateSince: ctx.now, closedAt: new Date('2024-12-26T09:00:00Z') }),
    )
    const page = await newcomer.get(path)
    expect(years(page)).to.deep.equal(['2026: 2 systemfel', '2024: 1 systemfel'])
    expect(page.$('.app-years details[open]').length).to.equal(1)
    const rows = page
      .$('.app-years tbody tr')
      .toArray()
      .map(row => page.$(row).text().replace(/\s+/g, ' ').trim())
    expect(rows).to.deep.equal([
      'SF-2026-0002 Kön till stödboende Ny Inget beslut än 20 hittills',
      'SF-2026-0001 Telefontiden räcker inte Ny Inget beslut än 30 hittills',
      'SF-2024-0001 Kallelser kommer för sent Avslutat utan åtgärd Beslut 10 september 2024: Notera och bevaka 300',
    ])
  })

  it('shows what is open with its next step, whatever has stood still the longest first', async () => {
    await given.group([office], { name: 'Ledningsgruppen' })
    await madeIn('2026-10-22', 'Kön till stödboende')
    await madeIn('2026-09-01', 'Telefontiden räcker inte')
    const shown = section(await newcomer.get(path), 'Öppet nu')
    expect(shown).to.match(/Telefontiden räcker inte.*Kön till stödboende/)
    expect(shown).to.contain('Ledningsgruppen')
  })

  it('shows what worked: confirmed solutions with what was done', async () => {
    const solved = await madeIn('2025-01-10', 'Blanketten gick inte att läsa')
    const eased = await madeIn('2025-02-10', 'Väntrummet')
    await world.given(async ctx => {
      const office0 = { officeId: office.id, dueDay: null, state: 'accepted' } as const
      for (const [deficiency, description] of [
        [solved, 'En blankett på lätt svenska'],
        [eased, 'En skärm i väntrummet'],
      ] as const) {
        const action = await assignAction(ctx, {
          ...office0,
          deficiencyId: deficiency.id,
          kind: 'routine',
          description,
        })
        await ctx.rows(actions).update(action, { state: 'done', doneDay: '2025-05-01', strength: 'resolves' })
      }
      const closedAt = ctx.now
      await ctx
        .rows(deficiencies)
        .update(await ctx.rows(deficiencies).get({ id: solved.id }), { state: 'resolved', closedAt })
      await ctx
        .rows(deficiencies)
        .update(await ctx.rows(deficiencies).get({ id: eased.id }), { state: 'eased', closedAt })
    })
    const shown = section(await newcomer.get(path), 'Det här har hjälpt')
    expect(shown).to.contain('Blanketten gick inte att läsa').and.contain('En blankett på lätt svenska (Rutin, Löser)')
    expect(shown).to.not.contain('En skärm')
  })

  it('names who has worked there, from what is known, and the contacts that were asked', async () => {
    const gone = await given.person([], { name: 'Gun Borta', state: 'closed' })
    await world.given(async ctx => {
      for (const [at, sentAt] of [new Date('2019-02-03T09:00:00Z'), new Date('2023-06-07T09:00:00Z')].entries())
        await ctx.rows(observations).insert({
          ...{ ...BLANK_REPORT, id: ctx.newId(), officeId: office.id, ombudId: gone.id, number: `R-2019-000${at}` },
          sentAt,
        })
    })
    const contact = await given.contact(await given.organisation({ name: 'Regionen' }), { function: 'Enhetschef' })
    const deficiency = await madeIn('2026-10-22', 'Kön till stödboende')
    await world.given(async ctx => {
      const question = { contactId: contact.id, question: 'Varför?', termDays: 30, groupId: null, officeId: office.id }
      await askAgency(ctx, { ...question, deficiency })
    })
    const page = await newcomer.get(path)
    expect(page.text).to.contain('Gun Borta februari 2019 – juni 2023').and.contain('Nora Ny sedan november 2026')
    expect(page.text).to.contain('Regionen Enhetschef 21 november 2026 1 0')
    expect(page.text).to.contain('Namnen visas bara i verksamheten.')
  })

  it('shows the office’s latest notes and no other office’s', async () => {
    const deficiency = await madeIn('2026-10-22', 'Kön till stödboende')
    const other = await given.office()
    const writer = await given.person([])
    const grant = (officeId: string): Grant => ({
      ...{ role: 'coordinator', officeId, groupId: null, areaId: null, organisationId: null },
    })
    for (const [officeId, text] of [
      [office.id, 'Ring bostadsenheten'],
      [other.id, 'Andras ord'],
    ] as const)
      await world.works.write({ ...SYSTEM, id: writer.id, grants: [grant(officeId)] }, ctx =>
        writeOfficeNote(ctx, { officeId, subjectType: 'deficiency', subjectId: deficiency.id, text }),
      )
    const page = await newcomer.get(path)
    expect(page.text).to.contain('Ring bostadsenheten').and.not.contain('Andras ord')
    expect(page.$('section.app-internal a').attr('href')).to.equal('/systemfel/SF-2026-0001')
  })

  it('is in pages for a large office, and the older ones lead back', async () => {
    for (let at = 0; at < 105; at += 1) await madeIn(at < 90 ? '2026-10-01' : '2025-10-01', `Hinder ${at}`)
    const first = await newcomer.get(path)
    expect(first.$('.app-years tbody tr').length).to.equal(100)
    const second = await first.follow('Nästa')
    expect(second.$('.app-years tbody tr').length).to.equal(5)
    expect(second.text).to.not.contain('Öppet nu')
    expect((await second.follow('Föregående')).path).to.equal(path)
    const seen = [first, second].flatMap(page =>
      page
        .$('.app-years tbody th a')
        .toArray()
        .map(link => page.$(link).text()),
    )
    expect(new Set(seen).size).to.equal(105)
    expect(first.$('.app-cards').first().children().length).to.equal(30)
    expect(first.text).to.contain('Se alla öppna systemfel')
  }).timeout(20_000)

  it('is read by those who work there: elsewhere it does not exist', async () => {
    await madeIn('2026-10-22', 'Kön till stödboende')
    for (const role of ['ombud', 'coordinator'] as const)
      expect((await (await given.as(role, { officeId: (await given.office()).id })).get(path)).status, role).to.equal(
        404,
      )
    for (const role of ['convener', 'member', 'analyst', 'admin'] as const)
      expect((await (await given.as(role)).get(path)).status, role).to.equal(403)
    expect((await newcomer.get('/verksamheter/finns-inte/minne')).status).to.equal(404)
  })
})
