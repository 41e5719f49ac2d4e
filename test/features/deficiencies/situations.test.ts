import { expect } from 'chai'
import { fillDemo } from '#src/dev/demo/prepare-demo.ts'
import { deficiencies, STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import { gather } from '#src/features/deficiencies/deficiency-gathered.queries.ts'
import { nextStep } from '#src/features/deficiencies/next-step.rules.ts'
import { situationOf } from '#src/features/deficiencies/situation.ts'
import { situationsOf } from '#src/features/deficiencies/situations.queries.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { World } from '#test/support/world.ts'

describe('What is under way about many systemfel at once', () => {
  it('is what it is about each, whatever its state', async function () {
    this.timeout(120_000)
    const world = await World.open()
    await fillDemo(world.works)
    await world.works.snapshot(SYSTEM, async ctx => {
      const all = await ctx.rows(deficiencies).all()
      const together = await situationsOf(ctx, all)
      for (const one of all) {
        const alone = situationOf(ctx, one, await gather(ctx, one))
        const { answered, coming, actions, ...rest } = alone
        expect(together.get(one.id), one.number).to.deep.include({ ...rest, actions, answered, coming })
        // In another state the same facts lead elsewhere: each part of them is compared.
        for (const state of STATES)
          expect(nextStep({ ...(together.get(one.id) ?? alone), state }), `${one.number} ${state}`).to.deep.equal(
            nextStep({ ...alone, state }),
          )
      }
      expect(all.length).to.be.above(40)
    })
  })

  it('is nothing of nothing', async () => {
    const world = await World.open()
    expect(await world.works.read(SYSTEM, ctx => situationsOf(ctx, []))).to.deep.equal(new Map())
  })
})
