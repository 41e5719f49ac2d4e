import { expect } from 'chai'
import type { Job } from '#src/jobs/job.ts'
import { type JobRun, jobRuns } from '#src/jobs/job-run.entity.ts'
import { JobRunner } from '#src/jobs/job-runner.ts'
import { JOBS } from '#src/jobs/jobs.ts'
import { daily, every, type Rhythm } from '#src/jobs/rhythm.rules.ts'
import { makeLog } from '#src/log.ts'
import { noTransport } from '#src/mail/transport.ts'
import { World } from '#test/support/world.ts'

const SECOND = 1_000
const MINUTE = 60_000
const HOUR = 3600_000

describe('Jobs', () => {
  let world: World
  let lines: string[]
  beforeEach(async () => {
    world = await World.open()
    lines = []
  })

  /** As a process of its own would have it. */
  const runner = (...jobs: Job[]): JobRunner => {
    const log = makeLog('debug', { write: line => lines.push(line) })
    return new JobRunner({ works: world.works, transport: noTransport, log }, jobs)
  }
  const job = (run: (due: Date) => Promise<unknown>, rhythm: Rhythm = every(3), more: Partial<Job> = {}): Job => ({
    name: 'test-job',
    rhythm,
    work: () => run,
    ...more,
  })
  /** Counts its runs by the time they were due. */
  const counting = (rhythm: Rhythm = every(3)) => {
    const dues: string[] = []
    return { dues, job: job(async due => void dues.push(due.toISOString()), rhythm) }
  }
  const look = async (...runners: JobRunner[]): Promise<void> => {
    await Promise.all(runners.map(one => one.look()))
    await Promise.all(runners.map(one => one.settled()))
  }
  const pass = (ms: number): void => world.clock.moveTo(new Date(world.clock.now().getTime() + ms))
  const row = (): Promise<JobRun> => world.row(jobRuns, { id: 'test-job' })

  it('C10: run once for each due time, however many processes look', async () => {
    const { dues, job: counted } = counting()
    const processes = [runner(counted), runner(counted), runner(counted)]
    await look(...processes)
    for (let second = 0; second < 60; second += 1) {
      await look(...processes)
      pass(SECOND)
    }
    expect(new Set(dues).size).to.equal(dues.length)
    expect(dues).to.have.length(20)
  })

  it('J5, J6: a daily one runs once a day over a year, with downtime every night and the clock put right and wrong', async () => {
    world.clock.moveTo('2026-10-20T09:00:00Z')
    const { dues, job: counted } = counting(daily('02:30'))
    const processes = [runner(counted), runner(counted)]
    await look(...processes)
    const before = dues.length
    for (let hour = 0; hour < 24 * 30; hour += 1) {
      pass(HOUR)
      if (world.clock.now().getUTCHours() > 3 || hour % 48 > 24) await look(...processes)
    }
    expect(before, 'not before its hour').to.equal(0)
    expect(new Set(dues).size).to.equal(dues.length)
    expect(dues).to.have.length(30)
  })

  for (const [what, jump] of Object.entries({
    'two hours forward': 2 * HOUR,
    'a day forward': 24 * HOUR,
    'two hours back': -2 * HOUR,
    'a day back': -24 * HOUR,
  }))
    it(`J6: neither run in masses nor stand still when the clock jumps ${what}`, async () => {
      const { dues, job: counted } = counting(every(60))
      const one = runner(counted)
      await look(one)
      await look(one)
      expect(dues).to.have.length(1)
      pass(jump)
      await look(one)
      await look(one)
      expect(dues.length, 'at most once for the jump').to.be.within(1, 2)
      const after = dues.length
      for (let minute = 0; minute < 5; minute += 1) {
        pass(MINUTE)
        await look(one)
      }
      expect(dues.length - after).to.equal(5)
    })

  it('are taken over when whoever ran them has died, not before, and that is noted', async () => {
    let asked = 0
    const dead = runner(job(() => new Promise(() => undefined)))
    await look(dead)
    await dead.look()
    for (let guard = 0; guard < 200; guard += 1)
      if ((await row()).holder === null) await new Promise(done => setTimeout(done, 10))
    expect((await row()).holder).to.be.a('string')
    let seen: JobRun | null = null
    const other = runner(
      job(async () => {
        asked += 1
        seen = await row()
      }),
    )
    await look(other)
    pass(100 * SECOND)
    await look(other)
    expect(asked).to.equal(0)
    pass(21 * SECOND)
    await look(other)
    expect(asked).to.equal(1)
    expect(seen).to.include({ attempts: 1, failure: 'abandoned' })
    expect(await row()).to.include({ attempts: 0, failure: null, holder: null, leasedUntil: null })
  })

  it('J10: wait longer after each failure, say so, and stop none of the others', async () => {
    let tries = 0
    const others = counting()
    const failing = job(
      async () => {
        tries += 1
        throw Object.assign(new Error('kanariefågel'), { code: 'EBROKEN' })
      },
      every(3),
      { name: 'failing' },
    )
    const one = runner(failing, others.job)
    await look(one)
    const at: number[] = []
    for (let second = 0; second < 7 * 60; second += 1) {
      const before = tries
      await look(one)
      if (tries > before) at.push(second)
      pass(SECOND)
    }
    expect(at).to.deep.equal([0, 60, 180])
    expect(others.dues).to.have.length(140)
    const failed = await world.row(jobRuns, { id: 'failing' })
    expect(failed).to.include({ attempts: 3, failure: 'EBROKEN', lastDoneAt: null, holder: null })
    expect(lines.filter(line => line.includes('job.failed'))).to.have.length(3)
  })

  it('write nothing while there is nothing to do, but for a sign of life each minute', async () => {
    let work = false
    let runs = 0
    const count = async (): Promise<void> => {
      runs += 1
    }
    const seldom = job(count, every(3), { hasWork: async () => work })
    const one = runner(seldom)
    for (let second = 0; second < 180; second += 1) {
      await look(one)
      pass(SECOND)
    }
    expect(runs).to.equal(3)
    work = true
    await look(one)
    expect(runs).to.equal(4)
  })

  it('do not overlap: one that takes long is not begun again beside itself', async () => {
    let running = 0
    let most = 0
    let end: () => void = () => undefined
    const slow = job(async () => {
      running += 1
      most = Math.max(most, running)
      await new Promise<void>(done => {
        end = done
      })
      running -= 1
    })
    const [one, other] = [runner(slow), runner(slow)]
    await look(one)
    await one.look()
    await new Promise(done => setTimeout(done, 200))
    for (let second = 0; second < 30; second += 1) {
      await Promise.all([one.look(), other.look()])
      pass(SECOND)
    }
    end()
    await Promise.all([one.settled(), other.settled()])
    expect(most).to.equal(1)
  })

  it('of the program all run, each with a name of its own that fits its row', async () => {
    expect(new Set(JOBS.map(({ name }) => name)).size).to.equal(JOBS.length)
    for (const { name } of JOBS) expect(name.length, name).to.be.at.most(36)
    const one = runner(...JOBS)
    await look(one)
    pass(25 * HOUR)
    await look(one)
    expect(lines.filter(line => line.includes('job.failed'))).to.deep.equal([])
    const rows = await world.rows(jobRuns)
    expect(rows.map(({ id }) => id)).to.have.members(JOBS.map(({ name }) => name))
    expect(rows.every(({ lastDoneAt }) => lastDoneAt !== null)).to.equal(true)
  })
})
