/** The only place that reads the machine's time. Everything else takes `ctx.now`. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

/** A clock that stands still until it is moved: for tests, demo data and summaries of past periods. */
export class StillClock implements Clock {
  #at: Date
  constructor(at: string | Date) {
    this.#at = new Date(at)
  }
  now(): Date {
    return this.#at
  }
  moveTo(at: string | Date): void {
    this.#at = new Date(at)
  }
}
