import type { Log } from '#src/log.ts'

/** Runs a job again and again, never twice at once; a failure is logged and the next round comes all the same. */
export class Ticker {
  readonly #name: string
  readonly #job: () => Promise<unknown>
  readonly #log: Log
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()
  #stopped = false
  constructor(name: string, job: () => Promise<unknown>, log: Log) {
    this.#name = name
    this.#job = job
    this.#log = log
  }

  start(everyMs: number): void {
    const round = (): void => {
      this.#running = this.#once().finally(() => {
        if (!this.#stopped) this.#timer = setTimeout(round, everyMs)
      })
    }
    round()
  }

  /** Waits for the round that is under way. */
  async stop(): Promise<void> {
    this.#stopped = true
    clearTimeout(this.#timer)
    await this.#running
  }

  async #once(): Promise<void> {
    try {
      await this.#job()
    } catch (error) {
      this.#log.error('job.failed', { job: this.#name, fault: error instanceof Error ? error.stack : String(error) })
    }
  }
}
