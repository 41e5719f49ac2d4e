import { expect } from 'chai'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { sendDigests } from '#src/features/following/digest.job.ts'
import { DAYS_BETWEEN } from '#src/features/following/news.rules.ts'
import { FREQUENCIES, newsChoices, reporterNews } from '#src/features/following/reporter-news.entity.ts'
import { tellReporters } from '#src/features/observations/observation.mails.ts'
import type { Person } from '#src/features/people/person.entity.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
import type { OutboxMail } from '#src/mail/outbox-mail.entity.ts'
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

const WANTED = ['prompt', 'prompt', 'weekly', 'none'] as const

/** An ombud for each choice, all of whom have reported the same systemfel. */
async function givenReporters(board: Board): Promise<{ persons: Person[]; deficiency: Deficiency }> {
  const { world, given, office } = board
  const persons: Person[] = []
  let deficiency = await board.deficiency()
  for (const frequency of WANTED) {
    const person = await given.person([{ role: 'ombud', officeId: office.id }])
    persons.push(person)
    const choice = { personId: person.id, frequency, version: 1 }
    await world.given(ctx => ctx.rows(newsChoices).insert({ id: ctx.newId(), ...choice }))
    deficiency = await board.report(deficiency, { ombudId: person.id })
  }
  return { persons, deficiency }
}

/** From before the clock is changed until long after, with nights and whole days when nothing runs. Gives how much happened. */
async function liveThrough(world: World, deficiency: Deficiency): Promise<number> {
  const [random, start] = [dice(7), Date.parse('2026-10-20T05:00:00Z')]
  const facts = { organisation: 'Myndigheten', answerKind: 'Vi utreder' }
  let happened = 0
  for (let hour = 0; hour < DAYS * 24; hour += 6) {
    world.clock.moveTo(new Date(start + hour * HOUR))
    if (random.next().value < 0.12) {
      happened += 1
      const sourceId = `source ${happened}`
      const once = () => world.given(ctx => tellReporters(ctx, deficiency, 'answers.told', facts, { sourceId }))
      await Promise.all([once(), once()])
    }
    if (isUp(hour)) await Promise.all([sendDigests(world.works), sendDigests(world.works)])
  }
  world.clock.moveTo(new Date(start + (DAYS + 15) * 24 * HOUR))
  await sendDigests(world.works)
  return happened
}
const isUp = (hour: number): boolean => hour % 24 !== 18 && Math.floor(hour / 24) % 10 !== 9

const gapsOf = (letters: readonly OutboxMail[]): number[] => {
  const days = letters.map(({ createdAt }) => dayOf(createdAt))
  return days.slice(1).map((day, at) => daysBetween(days[at] as string, day))
}
const countOf = (letters: readonly OutboxMail[]): number =>
  letters.map(({ facts }) => Number(facts['count'] ?? 1)).reduce((sum, count) => sum + count, 0)

describe('Digests on a simulated clock (J4)', function () {
  this.timeout(120_000)

  it('J4: every piece of news exactly once in five months, never two letters in a week, with two runs at once', async () => {
    const world = await World.open()
    const { persons, deficiency } = await givenReporters(await Board.of(world))
    const happened = await liveThrough(world, deficiency)
    expect(happened).to.be.greaterThan(40)
    expect(new Set(WANTED)).to.deep.equal(new Set(FREQUENCIES))
    for (const [at, person] of persons.entries()) {
      const letters = await lettersTo(world, person)
      const mailed = WANTED[at] !== 'none'
      expect(Math.min(...gapsOf(letters), Number.POSITIVE_INFINITY)).to.be.at.least(DAYS_BETWEEN)
      // Each once, and the one time that her report came to count.
      const news = await world.rows(reporterNews, { personId: person.id })
      expect(news).to.have.length(happened + 1)
      expect(countOf(letters), WANTED[at]).to.equal(mailed ? happened + 1 : 0)
      const by = news.flatMap(({ mailId }) => mailId ?? [])
      expect(new Set(by)).to.deep.equal(new Set(letters.map(({ id }) => id)))
      expect(letters.length).to.be.greaterThan(mailed ? 15 : -1)
    }
  })

  it('J10: go on to the next when one cannot be mailed, and say so', async () => {
    const world = await World.open()
    const board = await Board.of(world)
    const other = await board.given.person([{ role: 'ombud', officeId: board.office.id }])
    const deficiency = await board.report(await board.deficiency())
    await board.report(deficiency, { ombudId: other.id })
    const [first] = [board.ombud.id, other.id].sort()
    await world.db.write(em => em.query(`UPDATE "reporter_news" SET "facts" = '{' WHERE "person_id" = '${first}'`))
    expect(await sendDigests(world.works).catch((error: Error) => error.name)).to.equal('SyntaxError')
    const second = first === other.id ? board.ombud : other
    expect((await lettersTo(world, second)).map(({ template }) => template)).to.deep.equal(['following.received'])
  })
})
