import type { Actor } from '#src/kernel/actor.ts'
import { StillClock } from '#src/kernel/clock.ts'
import { addDays, type Day, dayOf, instantAt } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { UnitsOfWork } from '#src/work/unit-of-work.ts'

/** Something that happens at an instant of the demo's past. */
export interface Moment {
  readonly at: Date
  readonly happens: () => Promise<unknown>
}

/**
 * Where the demo's past is lived through: units of work on a clock that is moved to each event, so that numbers, history,
 * mails and state changes are dated as they happened.
 */
export class Stage {
  /** Today in Sweden, as of the start. */
  readonly today: Day
  readonly now: Date
  readonly #clock: StillClock
  readonly #real: UnitsOfWork
  readonly #invented: UnitsOfWork

  constructor({ settings }: UnitsOfWork) {
    this.now = settings.clock.now()
    this.today = dayOf(this.now)
    this.#clock = new StillClock(this.now)
    this.#real = new UnitsOfWork({ ...settings, clock: this.#clock, demo: false })
    this.#invented = new UnitsOfWork({ ...settings, clock: this.#clock, demo: true })
  }

  /** For what stands in public documents. */
  real<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.#real.write(actor, work)
  }
  /** For what is made up: registers entered in it say so. */
  invented<T>(actor: Actor, work: (ctx: Ctx) => Promise<T>): Promise<T> {
    return this.#invented.write(actor, work)
  }

  /** For a job, which makes units of work of its own. */
  job<T>(run: (works: UnitsOfWork) => Promise<T>): Promise<T> {
    return run(this.#invented)
  }

  /** The day so many days from today; negative ones are past. */
  day(offset: number): Day {
    return addDays(this.today, offset)
  }
  /** The same, or the Friday before where it is a weekend. */
  workday(offset: number): Day {
    const day = this.day(offset)
    const weekday = instantAt(day, '12:00').getUTCDay()
    return weekday === 0 ? addDays(day, -2) : weekday === 6 ? addDays(day, -1) : day
  }
  /** The instant of a clock time on a day, though never later than now. */
  instant(day: Day, time: string): Date {
    const at = instantAt(day, time)
    return at > this.now ? this.now : at
  }

  moveTo(day: Day, time = '09:00'): void {
    this.#clock.moveTo(this.instant(day, time))
  }
  /** Lives through the moments in the order of their instants. */
  async live(moments: readonly Moment[]): Promise<void> {
    for (const { at, happens } of [...moments].sort((one, other) => one.at.getTime() - other.at.getTime())) {
      this.#clock.moveTo(at)
      await happens()
    }
  }
}
