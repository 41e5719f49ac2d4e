import { expect } from 'chai'
import fc from 'fast-check'
import { World } from '#test/support/world.ts'
import { contentOf } from './content.ts'
import { Play, type Try } from './play.ts'

const RUNS = 25
const SAID = ['decline', 'note', 'wish', 'pass', 'moreTime', 'questionBack', 'effect'] as const
const WHAT = [
  ...(['report', 'join', 'place', 'place', 'decide', 'decide', 'askDirectly', 'answer', 'complete'] as const),
  ...(['circulate', 'agree', 'suggest', 'correct'] as const),
  ...SAID,
  'effect',
] as const
/** Half of what is tried is about merges. */
const tries: fc.Arbitrary<Try[]> = fc.array(
  fc.record({
    what: fc.oneof(
      { weight: 4, arbitrary: fc.constant('merge' as const) },
      { weight: 2, arbitrary: fc.constant('undo' as const) },
      { weight: 10, arbitrary: fc.constantFrom(...WHAT) },
    ),
    one: fc.nat(99),
    other: fc.nat(99),
    more: fc.nat(99),
  }),
  { minLength: 12, maxLength: 40, size: 'max' },
)

/** Where an item stands among the others of a coming agenda is a matter of when it was put there. */
const OF_ITS_TIME = [/"position":\d+,?/, /"linkId":"[^"]*",?/, /"seq":\d+,?/, /"subjectId":"[0-9a-f-]{36}",?/]
const unplaced = (lines: readonly string[]): string[] =>
  lines.map(line => OF_ITS_TIME.reduce((text, part) => text.replace(part, ''), line)).sort()

describe('Whatever happens between merges and their undoing', function () {
  this.timeout(300_000)

  it('all is as though nothing had been merged, but for what has really happened', async () => {
    let merges = 0
    const deeds: string[] = []
    await fc.assert(
      fc.asyncProperty(tries, async tried => {
        const played = await Play.on(await World.open())
        merges += (await played.tryAll(tried)).merges
        deeds.push(...played.deeds.map(({ what }) => what))
        const after = unplaced(await contentOf(played.world, await played.names()))
        const again = await Play.on(await World.open())
        await again.doAll(played.deeds)
        expect(after).to.deep.equal(unplaced(await contentOf(again.world, await again.names())))
      }),
      { numRuns: RUNS, endOnFailure: true },
    )
    process.stdout.write(`    ${merges} merges, ${deeds.length} other things in ${RUNS} plays\n`)
    expect(merges).to.be.greaterThan(RUNS)
    const said = deeds.filter(what => SAID.some(each => each === what))
    expect(said.length, 'what is said of actions, questions and effects').to.be.greaterThan(RUNS / 2)
    const rarer = deeds.filter(what => ['circulate', 'agree', 'suggest', 'correct'].includes(what))
    expect(rarer.length, 'proposals, suggestions and corrections').to.be.greaterThan(RUNS / 2)
  })
})
