/**
 * A process of its own that runs jobs on a database that others use too, until it is killed or asked to end. Reading its
 * modules takes long, so it does that first, says "ready" and waits for its orders: one line of JSON. Each run of a marked
 * job is a line "ran NAME DUE".
 */
import { createInterface } from 'node:readline'
import { migrations } from '#migrations/index.ts'
import { openDatabase, type Place } from '#src/db/database.ts'
import { tables } from '#src/features.ts'
import type { Job } from '#src/jobs/job.ts'
import { JobRunner } from '#src/jobs/job-runner.ts'
import { JOBS } from '#src/jobs/jobs.ts'
import { daily, every } from '#src/jobs/rhythm.rules.ts'
import { systemClock } from '#src/kernel/clock.ts'
import { makeLog } from '#src/log.ts'
import { smtpTransport } from '#src/mail/transport.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'

export interface Orders {
  readonly place: Place
  readonly smtp: string
  /** What its clock is to show now, in milliseconds. */
  readonly now: number
}

const KEY = 'a key for tests only, of 32 letters'
const say = (text: string): void => void process.stdout.write(`${text}\n`)
const ran = (name: string) => () => async (due: Date) => say(`ran ${name} ${due.getTime()}`)

const MARKED: readonly Job[] = [
  { name: 'each-second', rhythm: every(1), work: ran('each-second') },
  { name: 'each-day', rhythm: daily('03:20'), work: ran('each-day') },
]

async function begin({ place, smtp, now }: Orders): Promise<void> {
  const ahead = now - systemClock.now().getTime()
  const clock = { now: () => new Date(systemClock.now().getTime() + ahead) }
  const db = await openDatabase(place, { tables, migrations }, { allowForgetful: true })
  const keys = { session: KEY, link: KEY, audit: KEY }
  const works = new UnitsOfWork({ db, clock, keys, baseUrl: 'https://systemfel.test', demo: false })
  const services = { works, transport: smtpTransport(smtp, 'systemfel@kommun.test'), log: makeLog('error') }
  const outbox = JOBS.filter(({ name }) => name === 'send-outbox')
  const runner = new JobRunner(services, [...outbox, ...MARKED])
  runner.start()
  const end = async (): Promise<void> => {
    await runner.stop()
    await db.close()
    process.exit(0)
  }
  process.on('SIGTERM', () => void end())
}

createInterface({ input: process.stdin })
  .on('line', line => {
    begin(JSON.parse(line) as Orders).catch(error => {
      process.stderr.write(`${error.stack}\n`)
      process.exit(1)
    })
  })
  .on('close', () => process.exit(1))
say('ready')
