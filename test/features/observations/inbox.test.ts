import { expect } from 'chai'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import { Given } from '#test/support/given.ts'
import type { Page } from '#test/support/page.ts'
import { type Browser, World } from '#test/support/world.ts'

describe('The inbox', () => {
  let world: World
  let given: Given
  let office: Office
  let anna: Person
  let bo: Person
  let coordinator: Browser
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    anna = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Anna' })
    bo = await given.person([{ role: 'ombud', officeId: office.id }], { name: 'Bo' })
    coordinator = await given.as('coordinator', { officeId: office.id })
  })
  let count = 0
  function report(values: Partial<Observation>): Promise<Observation> {
    count += 1
    const number = `R-2026-${String(count).padStart(4, '0')}`
    return world.given(ctx =>
      ctx.rows(observations).insert({
        ...BLANK_REPORT,
        ...{ id: ctx.newId(), officeId: office.id, ombudId: anna.id, number },
        ...values,
      }),
    )
  }
  const sentOn = (day: string): Partial<Observation> => ({ sentAt: new Date(`${day}T08:00:00Z`) })
  const numbers = (page: Page, id: string): string[] =>
    page
      .$(`section[aria-labelledby=${id}] th a`)
      .toArray()
      .map(link => page.$(link).text())
  const waits = (page: Page): string[][] =>
    page
      .$('section[aria-labelledby=nya] td .govuk-tag')
      .toArray()
      .map(tag => [page.$(tag).text(), /app-tag--(\w+)/.exec(page.$(tag).attr('class') ?? '')?.[1] ?? ''])

  it('counts each list in its heading, and counts again when something is chosen', async () => {
    await report({})
    await report({ ombudId: bo.id, ownEmployer: true })
    await report({ state: 'returned', ombudId: bo.id, triagedAt: new Date('2026-11-20T08:00:00Z') })
    await report({ state: 'not_systemic' })
    expect((await coordinator.get('/inkorg')).text)
      .to.contain('Nya (2)')
      .and.contain('Åter för komplettering (1)')
      .and.contain('Klara (1)')
    const chosen = await (await coordinator.get('/inkorg')).form('Visa').submit({ ombud: bo.id })
    expect(chosen.text).to.contain('Nya (1)').and.contain('Åter för komplettering (1)').and.contain('Klara (0)')
    expect(chosen.text).to.contain('Du ser ett urval.')
    const onPath = await coordinator.get(`/inkorg?ombud=${anna.id}&skyddad=ja`)
    expect(onPath.text).to.contain('Nya (0)').and.contain('Inga nya rapporter')
    expect((await coordinator.get('/inkorg?skyddad=ja')).text).to.contain('Nya (1)')
  })

  it('shows what was sent first, first, whenever it was begun', async () => {
    const late = await report(sentOn('2026-11-19'))
    const early = await report(sentOn('2026-11-03'))
    const between = await report(sentOn('2026-11-10'))
    const page = await coordinator.get('/inkorg')
    expect(numbers(page, 'nya')).to.deep.equal([early.number, between.number, late.number])
  })

  it('says how long each has waited, and marks calmly what has waited more than fourteen days', async () => {
    for (const day of ['2026-11-06', '2026-11-07', '2026-11-20', '2026-11-21']) await report(sentOn(day))
    expect(waits(await coordinator.get('/inkorg'))).to.deep.equal([
      ['väntat 15 dagar', 'waiting'],
      ['väntat 14 dagar', 'neutral'],
      ['väntat 1 dag', 'neutral'],
      ['kom i dag', 'neutral'],
    ])
  })

  it('goes on from page to page in the same choice, and no report is lost or shown twice', async () => {
    const all: string[] = []
    for (let at = 0; at < 60; at += 1)
      all.push((await report({ ...sentOn('2026-11-03'), ombudId: bo.id })).number ?? '')
    await report({ ...sentOn('2026-11-03'), ombudId: anna.id })
    const seen: string[] = []
    let page = await coordinator.get(`/inkorg?ombud=${bo.id}`)
    for (let at = 0; at < 3; at += 1) {
      seen.push(...numbers(page, 'nya'))
      if (at < 2) page = await page.follow('Nästa')
    }
    expect(seen).to.have.members(all)
    expect(new Set(seen).size).to.equal(60)
    expect(page.text).to.contain('Nya (60)').and.contain('Du ser ett urval.')
  })

  it('offers the office’s own ombud and whoever has a report that waits, and knows nobody else', async () => {
    const gone = await given.person([], { name: 'Cilla', state: 'closed' })
    await report({ ombudId: gone.id })
    const elsewhere = await given.office()
    const foreign = await given.person([{ role: 'ombud', officeId: elsewhere.id }], { name: 'Dag' })
    await report({ ombudId: foreign.id, officeId: elsewhere.id })
    const options = (await coordinator.get('/inkorg')).form('Visa').options('ombud')
    expect(options.map(({ label }) => label)).to.deep.equal(['Alla ombud', 'Anna', 'Bo', 'Cilla'])
    const unknown = await coordinator.get(`/inkorg?ombud=${foreign.id}`)
    expect(unknown.text).to.contain('Nya (1)').and.not.contain('Du ser ett urval.')
  })
})
