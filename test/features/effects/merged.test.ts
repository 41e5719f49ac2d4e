import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { World } from '#test/support/world.ts'
import { FIRST, Followed, LAST } from './followed.ts'

describe('What is followed when two systemfel are merged', function () {
  this.timeout(60_000)
  let world: World
  let now: Followed
  let third: Person
  let twin: Deficiency
  beforeEach(async () => {
    world = await World.open()
    now = await Followed.of(world, 1)
    const { given, office } = now.board
    third = await given.person([{ role: 'ombud', officeId: office.id }])
    twin = await now.board.deficiency({ title: 'Ingen svarar i telefon' })
    await now.board.report(twin, { ombudId: third.id })
  })
  const merge = async (from: Deficiency, to: Deficiency) => {
    const browser = await now.board.given.browserOf(now.coordinator)
    return (await browser.get(`/systemfel/${from.number}/sla-ihop?med=${to.number}`)).form('Slå ihop').submit()
  }
  const undo = async (from: Deficiency) => {
    const browser = await now.board.given.browserOf(now.coordinator)
    return (await browser.get(`/systemfel/${from.number}/dela`)).form('Ångra sammanslagningen').submit()
  }
  const stateOf = async ({ id }: Deficiency) => (await world.row(deficiencies, { id })).state

  it('asks those whose reports came along, and stays solved when the merge is undone', async () => {
    world.clock.moveTo('2026-12-01T09:00:00Z')
    await merge(twin, now.deficiency)
    await now.on(LAST)
    expect((await now.words()).map(({ personId }) => personId)).to.have.members([now.one.id, third.id])
    for (const person of [now.one, third]) await now.says(person, 'yes')
    expect(await now.state()).to.equal('resolved')
    world.clock.moveTo('2027-10-01T09:00:00Z')
    await undo(twin)
    expect(await now.state()).to.equal('resolved')
    expect(await stateOf(twin)).to.be.oneOf(['new', 'on_agenda'])
  })

  it('is taken up again by undoing, as far as it had come', async () => {
    world.clock.moveTo('2026-12-01T09:00:00Z')
    await merge(now.deficiency, twin)
    await now.on(FIRST)
    expect(await now.words(), 'nothing has been accepted of the one that lives on').to.deep.equal([])
    await undo(now.deficiency)
    expect(await now.state()).to.equal('remedied')
    await now.run()
    expect((await now.words()).map(({ personId }) => personId)).to.deep.equal([now.one.id])
  })

  it('keeps a no through an undone merge', async () => {
    world.clock.moveTo('2026-12-01T09:00:00Z')
    await merge(twin, now.deficiency)
    await now.on(FIRST)
    await now.says(third, 'no')
    expect(await now.state()).to.equal('on_agenda')
    world.clock.moveTo('2027-03-01T09:00:00Z')
    await undo(twin)
    expect(await now.state()).to.equal('on_agenda')
  })
})
