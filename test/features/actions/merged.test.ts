import { expect } from 'chai'
import { actionNotes, dueWishes, taskInvitations } from '#src/features/actions/action.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { World } from '#test/support/world.ts'
import { Undertaking } from './undertaking.ts'

describe('An undertaking on a systemfel that is merged', () => {
  let world: World
  let now: Undertaking
  let other: Deficiency
  beforeEach(async () => {
    world = await World.open()
    now = await Undertaking.decided(world)
    other = await now.board.report(await now.board.deficiency({ title: 'Ingen svarar i telefon' }))
  })
  const coordinator = () => now.board.given.as('coordinator', { officeId: now.board.office.id })
  const merge = async () => {
    const page = await (await coordinator()).get(`/systemfel/${now.deficiency.number}/sla-ihop?med=${other.number}`)
    return page.form('Slå ihop').submit()
  }
  const undo = async () =>
    (await (await coordinator()).get(`/systemfel/${now.deficiency.number}/dela`)).form('Ångra').submit()
  const whose = async (): Promise<string> => (await world.rows(taskInvitations))[0]?.actionId ?? ''

  it('goes along with its notes, its wish and its link, and comes back when it is undone', async () => {
    await now.act('antagande', { ownerFunction: 'Enhetschef' })
    await now.act('lage', { text: 'Rutinen är skriven.' })
    await now.act('ny-dag', { wishedDay: '2027-03-01', reason: 'Mer tid.' })
    const { id } = await now.action()
    await merge()
    const moved = await (await coordinator()).get(`/atgarder/${id}`)
    expect(moved.text).to.include(other.number).and.include('Rutinen är skriven.').and.include('Mer tid.')
    const { page } = await now.opened()
    expect(page.text).to.include('Ingen svarar i telefon').and.include('Rutinen är skriven.')
    await now.act('lage', { text: 'Den är beslutad.' })
    await undo()
    expect((await now.action()).id).to.equal(id)
    expect((await world.rows(actionNotes)).map(({ actionId, text }) => [actionId, text])).to.deep.equal([
      [id, 'Rutinen är skriven.'],
      [id, 'Den är beslutad.'],
    ])
    expect((await world.row(dueWishes, {})).actionId).to.equal(id)
    expect(await whose()).to.equal(id)
    expect((await now.opened()).page.text).to.include('Svårt att nå handläggare')
  })

  for (const [what, path, values, why] of [
    ['was declined', 'nej', { proof: 'Reglerna är nationella.' }, 'action_overdue'],
    ['is done and resolves it', 'genomford', { strength: 'resolves', proof: 'Rutinen gäller.' }, 'answer_in'],
  ] as const)
    it(`that ${what} is news to the group also when it came by a merge`, async () => {
      if (path === 'genomford') await now.act('antagande', { ownerFunction: 'Enhetschef' })
      await now.act(path, values)
      await merge()
      await now.board.later('2026-12-01T09:00:00Z')
      const meeting = await now.board.plan('2026-12-10')
      const items = await now.board.items(meeting)
      expect(items.map(item => [item.deficiencyId, item.why])).to.deep.equal([[other.id, why]])
    })

  it('that the group has heard of stays as history where it was', async () => {
    await now.act('nej', { proof: 'Reglerna är nationella.' })
    await now.board.later('2026-12-10T09:00:00Z')
    const { meeting } = await now.board.open('2026-12-10')
    const items = await now.board.items(meeting)
    const nr = items.findIndex(({ deficiencyId }) => deficiencyId === now.deficiency.id) + 1
    await now.board.decide(meeting, nr, 'monitor')
    await merge()
    expect((await now.action()).deficiencyId).to.equal(now.deficiency.id)
  })
})
