import { addDays, clockOf, type Day, dayOf, instantAt } from '#src/kernel/days.ts'

/** When a job is due: every so many seconds, or every day at a clock time in Sweden (`HH:MM`). */
export type Rhythm =
  | { readonly kind: 'every'; readonly seconds: number }
  | { readonly kind: 'daily'; readonly time: string }

export const every = (seconds: number): Rhythm => ({ kind: 'every', seconds })
export const daily = (time: string): Rhythm => ({ kind: 'daily', time })

/** What a job's row says of it. */
export interface Standing {
  readonly nextAt: Date
  /** Null while nobody runs it. */
  readonly leasedUntil: Date | null
  /** Failures in a row. */
  readonly attempts: number
}

/** Whoever runs a job says so again within this time; else it has died, and another takes over. */
export const LEASE_MS = 120_000
/** The clocks of two processes may differ by so much. */
const TOLERANCE_MS = 60_000
const HOUR_MS = 3600_000
const FIRST_WAIT_MS = 60_000
const LONGEST_WAIT_MS = 6 * HOUR_MS

const plus = (at: Date, ms: number): Date => new Date(at.getTime() + ms)
const earlier = (one: Date, other: Date): Date => (one < other ? one : other)
const later = (one: Date, other: Date): Date => (one > other ? one : other)

/**
 * The first due time after an instant. A job that was due several times while nothing ran is due once. Where the clock
 * shows a time twice in a day the first one counts, and where it leaves it out, the instant that it jumps to (J5).
 */
export function nextAfter(rhythm: Rhythm, now: Date): Date {
  if (rhythm.kind === 'every') return plus(now, rhythm.seconds * 1000)
  const today = dayOf(now)
  const due = firstAt(today, rhythm.time)
  return due > now ? due : firstAt(addDays(today, 1), rhythm.time)
}

/** Of a time that comes twice, `instantAt` gives the one or the other, by the season that it is asked in. */
function firstAt(day: Day, time: string): Date {
  const at = instantAt(day, time)
  const before = plus(at, -HOUR_MS)
  return clockOf(before) === time ? before : at
}

/** One, two, four … minutes after a failure, at most six hours; never past the next due time of a daily job. */
export function afterFailure(rhythm: Rhythm, attempts: number, now: Date): Date {
  const wait = plus(now, Math.min(FIRST_WAIT_MS * 2 ** (attempts - 1), LONGEST_WAIT_MS))
  return rhythm.kind === 'daily' ? earlier(wait, nextAfter(rhythm, now)) : later(wait, nextAfter(rhythm, now))
}

/**
 * Whether a job is to be run now, or its row is to be mended: a clock that was turned back has left times behind that no
 * right clock could have written, and the job would stand still until they come (J6).
 */
export function turnOf(
  rhythm: Rhythm,
  standing: Standing,
  now: Date,
): 'wait' | 'run' | Pick<Standing, 'nextAt' | 'leasedUntil'> {
  const { nextAt, leasedUntil, attempts } = standing
  const nextMost = attempts === 0 ? nextAfter(rhythm, now) : afterFailure(rhythm, attempts, now)
  const leaseMost = plus(now, LEASE_MS)
  const mended = {
    nextAt: nextAt > plus(nextMost, TOLERANCE_MS) ? nextMost : nextAt,
    leasedUntil: leasedUntil !== null && leasedUntil > plus(leaseMost, TOLERANCE_MS) ? leaseMost : leasedUntil,
  }
  if (mended.nextAt !== nextAt || mended.leasedUntil !== leasedUntil) return mended
  return nextAt <= now && (leasedUntil === null || leasedUntil <= now) ? 'run' : 'wait'
}
