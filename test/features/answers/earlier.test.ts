import { expect } from 'chai'
import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { World } from '#test/support/world.ts'
import { answered, asked, mailedLink, openedForm, type Situation, situation } from './situation.ts'

const CAPTION = 'Andra frågor till samma funktion'

describe('What the same function has been asked before', () => {
  let world: World
  let now: Situation
  const again = async (): Promise<Situation> => ({
    ...now,
    deficiency: await world.row(deficiencies, { id: now.deficiency.id }),
  })
  beforeEach(async () => {
    world = await World.open()
    now = await situation(world)
  })

  it('stands on the page of the answer and on the receipt, with when it was asked and what was answered', async () => {
    const first = await asked(now)
    await answered(world, await mailedLink(now, first), { kind: 'will_not', text: 'Vi har inte medel.' })
    world.clock.moveTo('2026-11-25T09:00:00Z')
    const second = await asked(await again(), { question: 'Och nu?' })
    const link = await mailedLink(now, second)
    const { page } = await openedForm(world, link)
    expect(page.text).to.contain(CAPTION).and.contain('Vi kommer inte att ändra').and.contain('21 november 2026')
    expect(page.text).not.to.contain('Vi har inte medel.')
    expect((await answered(world, link)).text)
      .to.contain(CAPTION)
      .and.contain('Vi kommer inte att ändra')
  })

  it('is not there where nothing else was asked', async () => {
    const { page } = await openedForm(world, await mailedLink(now, await asked(now)))
    expect(page.text).not.to.contain(CAPTION)
  })

  it('is not shown to another function of the same organisation', async () => {
    await answered(world, await mailedLink(now, await asked(now)))
    const other = await now.given.contact(now.organisation, { function: 'Registrator' })
    const second = await asked({ ...(await again()), contact: other })
    const { page } = await openedForm(world, await mailedLink(now, second))
    expect(page.text).not.to.contain(CAPTION)
  })

  it('is not shown to another address that the same function has got since', async () => {
    await answered(world, await mailedLink(now, await asked(now)))
    await world.given(ctx => ctx.rows(agencyContacts).change(now.contact.id, { email: 'ny@myndighet.test' }))
    const second = await asked(await again())
    const { page } = await openedForm(world, await mailedLink(now, second))
    expect(page.text).not.to.contain(CAPTION)
  })
})
