import { Rows } from '#src/db/rows.ts'
import { Statements } from '#src/db/statements.ts'
import { newId } from '#src/kernel/ids.ts'
import type { Job, JobServices } from './job.ts'
import { type JobRun, jobRuns } from './job-run.entity.ts'
import { afterFailure, LEASE_MS, nextAfter, turnOf } from './rhythm.rules.ts'
import { Ticker } from './ticker.ts'

const LOOK_EVERY_MS = 1_000
/** A job that finds nothing to do says so this seldom. */
const SIGN_OF_LIFE_MS = 60_000

interface ReadyJob extends Job {
  readonly run: (due: Date) => Promise<unknown>
}
interface Taken {
  readonly holder: string
  readonly due: Date
}

/**
 * Runs each job when it is due, in one of the processes that share the database: whoever holds its row. A run that dies is
 * taken over when its lease has gone by; one that fails waits longer each time, and stops none of the others.
 */
export class JobRunner {
  readonly #services: JobServices
  readonly #jobs: readonly ReadyJob[]
  readonly #running = new Map<string, Promise<void>>()
  readonly #ticker: Ticker
  constructor(services: JobServices, jobs: readonly Job[]) {
    this.#services = services
    this.#jobs = jobs.map(job => ({ ...job, run: job.work(services) }))
    this.#ticker = new Ticker('look-for-jobs', () => this.look(), services.log)
  }

  start(): void {
    this.#ticker.start(LOOK_EVERY_MS)
  }
  /** Waits for the runs that are under way. */
  async stop(): Promise<void> {
    await this.#ticker.stop()
    await this.settled()
  }
  async settled(): Promise<void> {
    await Promise.all(this.#running.values())
  }

  /** Starts what is due and is not running here already; `settled` waits for it. */
  async look(): Promise<void> {
    const rows = await this.#db.read(em => new Rows(em, jobRuns).all())
    for (const job of this.#jobs) {
      if (this.#running.has(job.name)) continue
      const row = rows.find(({ id }) => id === job.name)
      if (row !== undefined && turnOf(job.rhythm, row, this.#now) === 'wait') continue
      const turn = this.#turn(job, row)
        .catch(error => this.#tell(job, error))
        .finally(() => this.#running.delete(job.name))
      this.#running.set(job.name, turn)
    }
  }

  get #db() {
    return this.#services.works.settings.db
  }
  get #now(): Date {
    return this.#services.works.settings.clock.now()
  }

  async #turn(job: ReadyJob, row: JobRun | undefined): Promise<void> {
    if (row === undefined) {
      await this.#db.write(em => new Statements(em, this.#db.dialect).makeJob(job.name, firstOf(job, this.#now)))
      return
    }
    if (row.attempts === 0 && isFresh(row, this.#now) && (await job.hasWork?.(this.#services.works)) === false) return
    const taken = await this.#take(job)
    if (taken !== null) await this.#carryOut(job, taken)
  }

  /** Null when another process was first. */
  #take({ name, rhythm }: Job): Promise<Taken | null> {
    return this.#db.write(async em => {
      const rows = new Rows(em, jobRuns)
      const row = await rows.hold({ id: name })
      const now = this.#now
      const turn = turnOf(rhythm, row, now)
      if (turn === 'wait') return null
      if (turn !== 'run') {
        await rows.change(name, turn)
        return null
      }
      const holder = newId(now)
      const leasedUntil = new Date(now.getTime() + LEASE_MS)
      const died = row.leasedUntil === null ? {} : { attempts: row.attempts + 1, failure: 'abandoned' }
      await rows.change(name, { holder, leasedUntil, lastStartedAt: now, ...died })
      return { holder, due: row.nextAt }
    })
  }

  async #carryOut(job: ReadyJob, { holder, due }: Taken): Promise<void> {
    const renewal = setInterval(() => this.#renew(job, holder), LEASE_MS / 3).unref()
    const fault = await job.run(due).then(
      () => null,
      (error: unknown) => ({ error }),
    )
    clearInterval(renewal)
    if (fault !== null) this.#tell(job, fault.error)
    await this.#db.write(async em => {
      const rows = new Rows(em, jobRuns)
      const row = await rows.hold({ id: job.name })
      // Another has taken it over: it is no longer ours to speak for.
      if (row.holder === holder) await rows.change(job.name, { ...this.#outcome(job, row, fault), ...FREE })
    })
  }

  #outcome({ rhythm }: Job, { attempts }: JobRun, fault: { readonly error: unknown } | null): Partial<JobRun> {
    const now = this.#now
    if (fault === null) return { lastDoneAt: now, attempts: 0, failure: null, nextAt: nextAfter(rhythm, now) }
    const failures = attempts + 1
    return { attempts: failures, failure: codeOf(fault.error), nextAt: afterFailure(rhythm, failures, now) }
  }

  #renew(job: Job, holder: string): void {
    const leasedUntil = new Date(this.#now.getTime() + LEASE_MS)
    this.#db
      .write(em => new Rows(em, jobRuns).changeAll({ id: job.name, holder }, { leasedUntil }))
      .catch(error => this.#tell(job, error))
  }

  #tell({ name }: Job, error: unknown): void {
    const fault = error instanceof Error ? error.stack : String(error)
    this.#services.log.error('job.failed', { job: name, fault })
  }
}

const FREE = { holder: null, leasedUntil: null } as const

/** A daily job of a new installation waits for its hour. */
const firstOf = ({ rhythm }: Job, now: Date): Date => (rhythm.kind === 'every' ? now : nextAfter(rhythm, now))

const isFresh = ({ lastDoneAt }: JobRun, now: Date): boolean =>
  lastDoneAt !== null && Math.abs(now.getTime() - lastDoneAt.getTime()) < SIGN_OF_LIFE_MS

/** What kind of fault it was. Its words may hold what was being worked on. */
function codeOf(error: unknown): string {
  const { code, name } = (error ?? {}) as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'fault').slice(0, 40)
}
