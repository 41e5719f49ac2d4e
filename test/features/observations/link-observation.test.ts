import { expect } from 'chai'
import { isClosedForGood } from '#src/features/deficiencies/coming-back.rules.ts'
import { circleMembers, deficiencies, stateChanges } from '#src/features/deficiencies/deficiency.entity.ts'
import { linkObservation } from '#src/features/observations/link-observation.ts'
import { type Observation, observations } from '#src/features/observations/observation.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import type { Office } from '#src/features/organisations/office.entity.ts'
import { people } from '#src/features/people/person.entity.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { Given } from '#test/support/given.ts'
import { thrownBy } from '#test/support/thrown-by.ts'
import { World } from '#test/support/world.ts'
import { fileReport, givenDeficiency } from './filed.ts'

describe('Linking a report to a systemfel', () => {
  let world: World
  let given: Given
  let office: Office
  beforeEach(async () => {
    world = await World.open()
    given = new Given(world)
    office = await given.office()
  })
  const report = async (firstMonth: string, lastMonth: string, of = office): Promise<Observation> =>
    fileReport(world, await given.as('ombud', { officeId: of.id }), { extent: { firstMonth, lastMonth } })

  it('counts it and widens the months', async () => {
    const made = await givenDeficiency(world, office)
    const [one, two] = [await report('2026-03', '2026-05'), await report('2026-01', '2026-04')]
    await world.given(ctx => linkObservation(ctx, one, made))
    // The row as it was read before: the count is the stored one's.
    const after = await world.given(ctx => linkObservation(ctx, two, made))
    expect(after).to.include({ reportCount: 2, firstMonth: '2026-01', lastMonth: '2026-05' })
    expect(await world.row(deficiencies, { id: made.id })).to.deep.equal(after)
  })

  it('lets the office in once, however many reports it sends', async () => {
    const group = await given.group([office])
    const made = await givenDeficiency(world, await given.office(), { municipalityIds: [] })
    for (const month of ['2026-03', '2026-04']) {
      const sent = await report(month, month)
      await world.given(ctx => linkObservation(ctx, sent, made))
    }
    const circle = await world.rows(circleMembers, { deficiencyId: made.id })
    const [covered] = await world.rows(observations)
    expect(circle.map(({ memberId }) => memberId)).to.have.members([
      made.officeId,
      office.id,
      group.id,
      covered?.municipalityId,
    ])
  })

  it('is refused for a report that is not sent', async () => {
    const made = await givenDeficiency(world, office)
    const sent = await report('2026-03', '2026-03')
    await world.given(ctx => linkObservation(ctx, sent, made))
    const linked = await world.row(observations, { id: sent.id })
    expect(await thrownBy(() => world.given(ctx => linkObservation(ctx, linked, made)))).to.be.instanceOf(Conflict)
    expect((await world.row(deficiencies, { id: made.id })).reportCount).to.equal(1)
  })

  it('brings a closed one back within 24 months, with its step in the history', async () => {
    const made = await givenDeficiency(world, office)
    const closedAt = new Date('2025-01-31T12:00:00Z')
    await world.given(ctx => ctx.rows(deficiencies).change(made.id, { state: 'resolved', closedAt }))
    const sent = await report('2026-03', '2026-03')
    const after = await world.given(ctx => linkObservation(ctx, sent, made))
    expect(after).to.include({ state: 'returned', closedAt: null, reportCount: 1 })
    const steps = await world.rows(stateChanges, { deficiencyId: made.id })
    expect(steps.map(({ act, state }) => `${act} ${state}`)).to.have.members(['made new', 'return returned'])
  })

  it('counts 24 months in calendar months of Sweden', () => {
    const closed = (at: string) => ({ state: 'closed', closedAt: new Date(at) }) as const
    expect(isClosedForGood(closed('2024-11-21T12:00:00Z'), '2026-11-21')).to.equal(false)
    expect(isClosedForGood(closed('2024-11-20T12:00:00Z'), '2026-11-21')).to.equal(true)
    // 00.30 on the 21st in Sweden.
    expect(isClosedForGood(closed('2024-11-20T23:30:00Z'), '2026-11-21')).to.equal(false)
    expect(isClosedForGood({ state: 'merged', closedAt: new Date(0) }, '2026-11-21')).to.equal(false)
    expect(isClosedForGood({ state: 'new', closedAt: null }, '2026-11-21')).to.equal(false)
  })

  describe('lets those who reported be told', () => {
    it('once each, at their account’s address, with the systemfel’s page', async () => {
      const made = await givenDeficiency(world, office)
      const [one, gone, other] = [
        await given.person([{ role: 'ombud', officeId: office.id }]),
        await given.person([{ role: 'ombud', officeId: office.id }]),
        await given.person([{ role: 'ombud', officeId: (await given.office()).id }]),
      ]
      for (const person of [one, one, gone, other]) {
        const sent = await fileReport(world, await given.browserOf(person))
        await world.given(ctx => linkObservation(ctx, sent, made))
      }
      await fileReport(world, await given.as('ombud', { officeId: office.id }))
      await world.given(ctx => ctx.rows(people).change(gone.id, { state: 'closed' }))
      const count = await world.given(ctx => tellReporters(ctx, made, 'answers.told', { answerKind: 'x' }))
      expect(count).to.equal(2)
      const mails = await world.mails()
      expect(mails.map(({ toAddress }) => toAddress)).to.have.members([one.email, other.email])
      expect(mails[0]).to.deep.include({
        template: 'answers.told',
        path: `/systemfel/${made.number}`,
        facts: { reference: made.number, level: 'Lokal nivå', answerKind: 'x' },
        state: 'waiting',
        heldByMeetingId: null,
      })
    })

    it('when the meeting’s notes are done, if it is held for them', async () => {
      const made = await givenDeficiency(world, office)
      const sent = await report('2026-03', '2026-03')
      await world.given(ctx => linkObservation(ctx, sent, made))
      const options = { heldByMeetingId: '0190f3c2-0000-7000-8000-000000000000' }
      await world.given(ctx => tellReporters(ctx, made, 'meetings.decided', {}, options))
      expect((await world.mails())[0]).to.include({ state: 'held', ...options })
    })
  })
})
