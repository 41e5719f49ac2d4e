import { END_STATES, type State } from './deficiency.entity.ts'

export interface Step {
  readonly state: State
  readonly act: string
  readonly at: Date
}
/** When a systemfel ended and came back. */
export interface CameBack {
  readonly at: Date
  /** How and when it had ended; null where its history does not say. */
  readonly ended: Step | null
}

/** The last time it came back, of its steps in their order; null where it never has, and where it has ended again since. */
export function lastReturn(steps: readonly Step[]): CameBack | null {
  const at = steps.findLastIndex(({ act }) => act === 'return')
  const back = steps[at]
  if (back === undefined || steps.slice(at).some(isEnd)) return null
  return { at: back.at, ended: steps.slice(0, at).findLast(isEnd) ?? null }
}

const isEnd = ({ state }: Step): boolean => (END_STATES as readonly State[]).includes(state)

/** The latest before an instant, of things that know when they were. */
export const latestBefore = <T>(all: readonly T[], at: (one: T) => Date | null, before: Date): T | null =>
  all.reduce<T | null>((latest, one) => {
    const when = at(one)
    if (when === null || when >= before) return latest
    const best = latest === null ? null : at(latest)
    return best === null || when > best ? one : latest
  }, null)
