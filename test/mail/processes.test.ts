import { setTimeout as wait } from 'node:timers/promises'
import { expect } from 'chai'
import { dialect } from '#test/support/database.ts'
import { TEST_NOW, World } from '#test/support/world.ts'
import { states, waiting } from './letters.ts'
import { Sink } from './sink.ts'
import { Worker } from './worker.ts'

/** `npm run test:faults` kills a hundred times while a thousand letters go out. */
const KILLS = Number(process.env['FAULT_KILLS'] ?? 10)
const LETTERS = process.env['FAULT_KILLS'] === undefined ? 300 : 1_000
/** Longer than a dead process's leases. */
const LIFE_MS = 130_000
const NOW = new Date(TEST_NOW).getTime()

describe('Processes that send mail', function () {
  this.timeout(3600_000)
  let world: World
  let sink: Sink
  let workers: Worker[]
  beforeEach(async () => {
    world = await World.open()
    sink = await Sink.open()
    workers = []
  })
  afterEach(async () => {
    await Promise.all(workers.map(worker => worker.kill()))
    await sink.close()
  })
  const fresh = (): Worker => {
    const worker = new Worker()
    workers.push(worker)
    return worker
  }
  const begin = (worker: Worker, now: number): Promise<void> =>
    worker.begin({ place: world.db.place, smtp: sink.url, now })
  const until = async (holds: () => boolean | Promise<boolean>, worker: Worker): Promise<void> => {
    while (!(await holds())) {
      if (!worker.running) throw new Error('The process ended by itself.')
      await wait(5)
    }
  }
  const sent = async (): Promise<number> => (await states(world)).sent ?? 0

  it(`J2: lose nothing when they are killed ${KILLS} times, and send at most one letter twice for each kill`, async () => {
    const mails = await waiting(world, LETTERS)
    let next = fresh()
    let now = NOW
    const repeated: number[] = []
    for (let kill = 1; kill <= KILLS; kill += 1) {
      const worker = next
      next = fresh()
      const before = sink.received.length
      const most = (LETTERS * kill) / (KILLS + 1)
      await begin(worker, now)
      await until(() => sink.received.length >= Math.max(most, before + 1), worker)
      await wait(Math.random() * 30)
      await worker.kill()
      now += LIFE_MS
      repeated.push(repeats(sink, before))
    }
    const before = sink.received.length
    await begin(next, now)
    await until(async () => sink.received.length >= LETTERS && (await sent()) === LETTERS, next)
    repeated.push(repeats(sink, before))
    const ids = sink.received.map(({ mail }) => mail.messageId)
    expect([...new Set(ids)].sort()).to.deep.equal(mails.map(({ id }) => `<${id}@systemfel.test>`).sort())
    expect(Math.max(...repeated), 'letters sent twice after one kill').to.be.at.most(1)
    expect(ids.length - LETTERS).to.be.at.most(KILLS)
    if (process.env['FAULT_KILLS'] !== undefined)
      process.stdout.write(`      ${KILLS} kills, ${LETTERS} letters, ${ids.length - LETTERS} sent twice, 0 lost\n`)
  })

  if (dialect === 'postgres')
    it('C10, J2: two on one database run each job once for each due time, and send each mail once', async () => {
      const mails = await waiting(world, 200)
      const [one, other] = [fresh(), fresh()] as const
      // A few seconds before the daily job.
      const start = new Date('2026-11-22T02:19:56Z').getTime()
      await begin(one, start)
      await begin(other, start)
      await until(async () => (await sent()) === 200, one)
      await until(() => [...one.lines, ...other.lines].some(line => line.startsWith('ran each-day')), one)
      await until(() => runs(one).length + runs(other).length >= 8, one)
      await one.stop()
      const left = runs(other).length
      await until(() => runs(other).length >= left + 3, other)
      await other.stop()
      const dues = [...runs(one), ...runs(other)]
      expect(new Set(dues).size).to.equal(dues.length)
      expect([...one.lines, ...other.lines].filter(line => line.startsWith('ran each-day'))).to.have.length(1)
      const ids = sink.received.map(({ mail }) => mail.messageId).sort()
      expect(ids).to.deep.equal(mails.map(({ id }) => `<${id}@systemfel.test>`).sort())
    })
})

/** How many of the letters since were letters that had come before. */
function repeats(sink: Sink, since: number): number {
  const known = new Set(sink.received.slice(0, since).map(({ mail }) => mail.messageId))
  return sink.received.slice(since).filter(({ mail }) => known.has(mail.messageId)).length
}

const runs = ({ lines }: Worker): string[] => lines.filter(line => line.startsWith('ran each-second'))
