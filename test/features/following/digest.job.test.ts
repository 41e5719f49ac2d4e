import { expect } from 'chai'
import { sendDigests } from '#src/features/following/digest.job.ts'
import { DAYS_BETWEEN } from '#src/features/following/news.rules.ts'
import { FREQUENCIES, newsChoices, reporterNews } from '#src/features/following/reporter-news.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import { World } from '#test/support/world.ts'
import { Board } from '../meetings/board.ts'
import { lettersTo } from './told.ts'

const DAYS = 160
const HOUR = 3_600_000

/** Numbers that look random and are the same each time. */
function* dice(seed: number): Generator<number, never> {
  for (let at = seed; ; ) {
    at = (at * 48271) % 2147483647
    yield at / 2147483647
  }
}

describe('Digests on a simulated clock (J4)', function () {
  this.timeout(120_000)

  it('J4: tell every piece of news exactly once in five months, never two letters in a week, with two runs at once', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    const office = { role: 'ombud', officeId: board.office.id } as const
    const wanted = ['prompt', 'prompt', 'weekly', 'none'] as const
    const persons: Person[] = []
    for (const frequency of wanted) {
      const person = await board.given.person([office])
      persons.push(person)
      await world.given(ctx =>
        ctx.rows(newsChoices).insert({ id: ctx.newId(), personId: person.id, frequency, version: 1 }),
      )
    }
    expect(new Set(wanted)).to.deep.equal(new Set(FREQUENCIES))
    let deficiency = await board.deficiency()
    for (const { id } of persons) deficiency = await board.report(deficiency, { ombudId: id })
    const random = dice(7)
    const roll = (): number => random.next().value
    let happened = 0
    // From before a change of the clock until after one, with nights and whole days when nothing runs.
    const start = Date.parse('2026-10-20T05:00:00Z')
    for (let hour = 0; hour < DAYS * 24; hour += 6) {
      world.clock.moveTo(new Date(start + hour * HOUR))
      if (roll() < 0.12) {
        happened += 1
        const [sourceId, facts] = [`source ${happened}`, { organisation: 'Myndigheten', answerKind: 'Vi utreder' }]
        const once = () => world.given(ctx => tellReporters(ctx, deficiency, 'answers.told', facts, { sourceId }))
        await once()
        await once()
      }
      const isDown = hour % 24 === 18 || Math.floor(hour / 24) % 10 === 9
      if (!isDown) await Promise.all([sendDigests(world.works), sendDigests(world.works)])
    }
    world.clock.moveTo(new Date(start + (DAYS + 15) * 24 * HOUR))
    await sendDigests(world.works)
    expect(happened).to.be.greaterThan(40)

    for (const [index, person] of persons.entries()) {
      const news = await world.rows(reporterNews, { personId: person.id })
      const letters = await lettersTo(world, person)
      const days = letters.map(({ createdAt }) => dayOf(createdAt))
      for (const [at, day] of days.entries())
        if (at > 0) expect(daysBetween(days[at - 1] as string, day), `letter ${at}`).to.be.at.least(DAYS_BETWEEN)
      // Each once, and the one time that it counts in its systemfel.
      expect(news).to.have.length(happened + 1)
      const told = letters.map(({ facts }) => Number(facts['count'] ?? 1)).reduce((sum, count) => sum + count, 0)
      expect(told, wanted[index]).to.equal(wanted[index] === 'none' ? 0 : happened + 1)
      const mailed = news.filter(({ mailId }) => mailId !== null)
      expect(new Set(mailed.map(({ mailId }) => mailId))).to.deep.equal(new Set(letters.map(({ id }) => id)))
      if (wanted[index] !== 'none') expect(letters.length).to.be.greaterThan(15)
    }
  })

  it('J10: go on to the next when one cannot be mailed, and say so', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    const other = await board.given.person([{ role: 'ombud', officeId: board.office.id }])
    const deficiency = await board.report(await board.deficiency())
    await board.report(deficiency, { ombudId: other.id })
    const [first] = [board.ombud.id, other.id].sort()
    await world.db.write(em =>
      em.query(
        `UPDATE "reporter_news" SET "facts" = '{"reference": {"not": "a fact"}}' WHERE "person_id" = '${first}'`,
      ),
    )
    await world.db.write(em => em.query(`UPDATE "person" SET "email" = '${'x'.repeat(10)}' WHERE "id" = '${first}'`))
    await sendDigests(world.works).catch(() => undefined)
    const second = first === other.id ? board.ombud : other
    expect((await lettersTo(world, second)).map(({ template }) => template)).to.deep.equal(['following.received'])
  })
})
