import { expect } from 'chai'
import { auditEvents } from '#src/features/audit/audit-event.entity.ts'
import { clearDrafts } from '#src/features/observations/clear-drafts.job.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { addDays, instantAt } from '#src/kernel/days.ts'
import { BLANK_REPORT } from '#test/support/blank-report.ts'
import { Given } from '#test/support/given.ts'
import { World } from '#test/support/world.ts'
import { writeReport } from './filed.ts'

const BEGUN = '2026-03-02'
const SECRET = 'Kvastfening saknas överallt'

describe('An old draft', () => {
  let world: World
  let given: Given
  let office: Office
  let author: Person
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
    author = await given.person([{ role: 'ombud', officeId: office.id }])
  })

  /** So many days after it was begun, in the morning. */
  async function onDay(days: number): Promise<void> {
    world.clock.moveTo(instantAt(addDays(BEGUN, days), '04:00'))
    await clearDrafts(world.works)
  }
  const draft = (values = {}) =>
    world.given(ctx =>
      ctx.rows(observations).insert({
        ...BLANK_REPORT,
        id: ctx.newId(),
        officeId: office.id,
        ombudId: author.id,
        state: 'draft',
        sentAt: null,
        whatHappened: SECRET,
        createdAt: instantAt(BEGUN, '17:00'),
        changedAt: instantAt(BEGUN, '17:00'),
        ...values,
      }),
    )
  const left = async (): Promise<number> => (await world.rows(observations)).length

  it('is told of once, 75 days after it was last changed, and is gone after 90', async () => {
    const { id } = await draft()
    await onDay(74)
    expect(await world.mails()).to.deep.equal([])
    await onDay(75)
    await clearDrafts(world.works)
    await onDay(76)
    const [mail, ...others] = await world.mails()
    expect(others).to.deep.equal([])
    expect(mail).to.include({ template: 'observations.draftsAgeing', toAddress: author.email, path: '/rapporter' })
    expect(mail?.facts).to.deep.equal({ count: 1, days: 15 })
    await onDay(89)
    expect(await left()).to.equal(1)
    await onDay(90)
    expect(await left()).to.equal(0)
    expect(await world.acts(id)).to.deep.equal(['observation.draftAgeing', 'observation.draftCleared'])
    expect(await world.mails()).to.have.length(1)
  })

  it('tells facts only: in the mail, in its row and in the log there is no text of it', async () => {
    await draft()
    await onDay(75)
    const [mail] = await world.mails()
    const letter = await world.letter(mail as NonNullable<typeof mail>)
    expect(letter.text).to.contain('75 dagar: 1.').and.contain('Om 15 dagar').and.not.match(/[{}]/)
    await onDay(90)
    const stored = JSON.stringify([await world.mails(), await world.rows(auditEvents), letter.text, letter.html])
    expect(stored).not.to.contain('Kvastfening')
  })

  it('counts from the last change, and is told of anew after another', async () => {
    const browser = await given.browserOf(author)
    await writeReport(browser)
    const [begun] = await world.rows(observations)
    const at = (days: number) => {
      world.clock.moveTo(new Date((begun?.changedAt ?? begun?.createdAt ?? new Date(0)).getTime() + days * 86_400_000))
      return clearDrafts(world.works)
    }
    await at(80)
    const again = await given.browserOf(author)
    const step = (await again.get(`/rapportera/${begun?.id}`)).form('Spara och fortsätt')
    expect((await step.submit({ whatHappened: 'Nu har jag skrivit mer om det.' })).status).to.equal(200)
    for (const days of [95, 150]) await at(days)
    expect([await left(), (await world.mails()).length]).to.deep.equal([1, 1])
    await at(156)
    expect([await left(), (await world.mails()).length]).to.deep.equal([1, 2])
    await at(171)
    expect(await left()).to.equal(0)
  })

  it('that is one of several is told of in one mail', async () => {
    const other = await given.person([{ role: 'ombud', officeId: office.id }])
    for (const ombudId of [author.id, author.id, author.id, other.id]) await draft({ ombudId })
    await onDay(75)
    const told = (await world.mails()).map(({ toAddress, facts }) => [toAddress, facts['count']])
    expect(told).to.have.deep.members([
      [author.email, 3],
      [other.email, 1],
    ])
  })

  it('is told of to whoever writes it for another, or was handed it; where nobody is left, to the coordinators', async () => {
    const [writer, keeper] = [
      await given.person([{ role: 'coordinator', officeId: office.id }]),
      await given.person([{ role: 'ombud', officeId: office.id }]),
    ]
    await draft({ writtenById: writer.id })
    await draft({ keeperId: keeper.id, handedAt: instantAt(BEGUN, '17:00') })
    await draft({ ombudId: (await given.person([])).id })
    await onDay(75)
    const told = (await world.mails()).map(({ toAddress, facts }) => [toAddress, facts['count']])
    expect(told).to.have.deep.members([
      [writer.email, 2],
      [keeper.email, 1],
    ])
  })

  it('never goes unwarned: after a long standstill it is told of first, and stays fifteen days', async () => {
    await draft()
    await onDay(200)
    expect([await left(), (await world.mails()).length]).to.deep.equal([1, 1])
    await onDay(214)
    expect(await left()).to.equal(1)
    await onDay(215)
    expect(await left()).to.equal(0)
  })

  it('from before changes were noted counts from when it was made', async () => {
    await draft({ changedAt: null })
    await onDay(75)
    await onDay(90)
    expect([await left(), (await world.mails()).length]).to.deep.equal([0, 1])
  })

  it('goes also when its author is gone, and nobody is written to', async () => {
    await draft()
    await world.given(ctx => ctx.rows(people).changeAll({ id: author.id }, { state: 'closed' }))
    await onDay(75)
    await onDay(90)
    expect([await left(), (await world.mails()).length]).to.deep.equal([0, 0])
  })

  it('is no report that was returned, or sent', async () => {
    for (const state of ['returned', 'sent', 'withdrawn', 'not_systemic'] as const)
      await draft({ state, number: `R-2026-000${state.length}` })
    for (const days of [75, 90, 400]) await onDay(days)
    expect([await left(), (await world.mails()).length]).to.deep.equal([4, 0])
  })

  it('goes with hundreds of others', async () => {
    for (let count = 0; count < 405; count += 1) await draft()
    await onDay(75)
    expect((await world.mails()).reduce((sum, { facts }) => sum + Number(facts['count']), 0)).to.equal(405)
    await onDay(90)
    expect(await left()).to.equal(0)
  })
})
