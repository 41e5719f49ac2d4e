import { expect } from 'chai'
import { verifyChain } from '#src/features/audit/verify-chain.ts'
import { SYSTEM } from '#src/kernel/actor.ts'
import { contentOf } from '#test/support/dry-run.ts'
import { thrownBy } from '#test/support/thrown-by.ts'
import { World } from '#test/support/world.ts'
import { JOB_CASES } from './job-cases.ts'
import { QueryFaults } from './query-faults.ts'
import { type Ready, Scene, USE_CASES } from './use-cases.ts'

const FAULT_PAGE = { 500: 'Något gick fel', 503: 'Försök igen om en stund' }

/** All that is kept, while calls to the database fail. */
class Kept {
  readonly #world: World
  constructor(world: World) {
    this.#world = world
  }

  /** Every row of every table, also the technical ones. */
  content(): Promise<string> {
    return this.#world.db.snapshot(em => contentOf(em, true))
  }
  async expectContent(before: string, when: string): Promise<void> {
    const now = await this.content()
    if (now === before) return
    const lines = new Set(before.split('\n'))
    throw new Error(
      `${when} left behind:\n${now
        .split('\n')
        .filter(line => !lines.has(line))
        .join('\n')}`,
    )
  }
  async expectChain(): Promise<void> {
    const { fault } = await this.#world.works.snapshot(SYSTEM, ctx => verifyChain(ctx))
    expect(fault).to.equal(null)
  }
}

/** One use case whose form is sent again and again, each time on the same data. */
class Trial extends Kept {
  readonly #faults: QueryFaults
  readonly #ready: Ready
  constructor(world: World, faults: QueryFaults, ready: Ready) {
    super(world)
    this.#faults = faults
    this.#ready = ready
  }

  send() {
    const { browser, form, filled } = this.#ready
    return browser.raw('post', form.action, { ...form.fields, ...filled })
  }
  /** Whom the browser is signed in as, as its own page tells. */
  async who(): Promise<string> {
    const page = await this.#ready.browser.get('/min-sida')
    return `${page.path} ${page.$('header').text().replace(/\s+/g, ' ')}`
  }

  /** When the n-th call fails, nothing is left of the request, and the same form can be sent again. */
  async failsAt(n: number, before: string): Promise<void> {
    const when = `call ${n}`
    this.#faults.failAt(n)
    const { answer, cookies } = await this.#sendWith()
    expect(this.#faults.off(), `${when} was made`).to.equal(true)
    expect(answer.status, when).to.be.oneOf([500, 503])
    expect(answer.text, when).to.contain(FAULT_PAGE[answer.status as 500 | 503])
    expect(answer.text, when).not.to.match(/on purpose|SQLITE|57P01|INSERT|SELECT|UPDATE|node_modules|\bat .*:\d+:\d+/)
    expect(cookies, `cookies set after ${when}`).to.deep.equal([])
    await this.succeeds(when)
    await this.expectContent(before, when)
  }

  /** The form as it is, with nothing that fails; it is taken back, so that the next call can fail. Gives the number of calls. */
  async succeeds(when: string): Promise<number> {
    this.#faults.takeBack()
    const { answer } = await this.#sendWith()
    const { calls } = this.#faults
    this.#faults.off()
    expect(answer.status, `again after ${when}: ${answer.text.slice(-800)}`).to.equal(303)
    return calls
  }

  /** Sends the form, and leaves the browser with the cookies it had. */
  async #sendWith() {
    const { cookies } = this.#ready.browser
    const had = [...cookies]
    const answer = await this.send()
    cookies.clear()
    for (const [name, value] of had) cookies.set(name, value)
    return { answer, cookies: [answer.headers['set-cookie'] ?? []].flat() }
  }

  /** Committed, but the answer to the COMMIT is lost: a fault to the person, and the same form again has no second effect. */
  async losesTheAnswer(before: string, who: string): Promise<void> {
    this.#faults.loseAnswer()
    const answer = await this.send()
    expect(this.#faults.off()).to.equal(true)
    expect(answer.status).to.equal(500)
    expect(answer.headers['set-cookie']).to.equal(undefined)
    const after = await this.content()
    expect(after).not.to.equal(before)
    expect((await this.send()).status).to.equal(this.#ready.again ?? 303)
    await this.expectContent(after, 'sending again what was committed')
    if (who.startsWith('/logga-in')) expect(await this.who(), 'signed in by accident').to.equal(who)
    await this.expectChain()
  }
}

/** A job with one thing to do, run again and again on the same data. */
class JobTrial extends Kept {
  readonly #faults: QueryFaults
  readonly #run: () => Promise<unknown>
  constructor(world: World, faults: QueryFaults, run: () => Promise<unknown>) {
    super(world)
    this.#faults = faults
    this.#run = run
  }

  /** When the n-th call fails the job fails too, nothing is left of it, and its next run can do the same. */
  async failsAt(n: number, before: string): Promise<void> {
    const when = `call ${n}`
    this.#faults.failAt(n)
    const fault = await thrownBy(this.#run)
    expect(this.#faults.off(), `${when} was made`).to.equal(true)
    expect(fault, when).to.be.an.instanceOf(Error)
    await this.expectContent(before, when)
    await this.succeeds()
    await this.expectContent(before, `again after ${when}`)
  }
  /** Its one thing, taken back. Gives the number of calls. */
  async succeeds(): Promise<number> {
    this.#faults.takeBack()
    expect(await this.#run()).to.equal(1)
    const { calls } = this.#faults
    this.#faults.off()
    return calls
  }
  /** Committed, but the job never hears of it: its next run finds nothing to do. */
  async losesTheAnswer(before: string): Promise<void> {
    this.#faults.loseAnswer()
    expect(await thrownBy(this.#run)).to.be.an.instanceOf(Error)
    expect(this.#faults.off()).to.equal(true)
    const after = await this.content()
    expect(after).not.to.equal(before)
    expect(await this.#run()).to.equal(0)
    await this.expectContent(after, 'running again what was committed')
    await this.expectChain()
  }
}

describe('When the n-th call to the database fails, for every n (D6)', function () {
  this.timeout(60_000)
  let calls = 0
  after(() =>
    process.stdout.write(
      `    ${calls} calls failed in ${Object.keys({ ...USE_CASES, ...JOB_CASES }).length} use cases and jobs\n`,
    ),
  )

  for (const [name, prepare] of Object.entries(USE_CASES))
    it(`${name} is done whole or not at all, is answered in plain words, and can be sent again`, async () => {
      const faults = new QueryFaults()
      const world = await World.open({}, faults.through)
      const trial = new Trial(world, faults, await prepare(await Scene.of(world)))
      const [before, who] = [await trial.content(), await trial.who()]
      const all = await trial.succeeds('nothing')
      await trial.expectContent(before, 'what was taken back')
      // Who calls, the unit itself, its form key and its log line are always there.
      expect(all).to.be.greaterThan(8)
      for (let n = 1; n <= all; n += 1) await trial.failsAt(n, before)
      calls += all
      await trial.losesTheAnswer(before, who)
    })

  for (const [name, prepare] of Object.entries(JOB_CASES))
    it(`the job of ${name} does it whole or not at all, and once`, async () => {
      const faults = new QueryFaults()
      const world = await World.open({}, faults.through)
      const trial = new JobTrial(world, faults, await prepare(await Scene.of(world)))
      const before = await trial.content()
      const all = await trial.succeeds()
      await trial.expectContent(before, 'what was taken back')
      expect(all).to.be.greaterThan(8)
      for (let n = 1; n <= all; n += 1) await trial.failsAt(n, before)
      calls += all
      await trial.losesTheAnswer(before)
    })
})
