import type { Action } from '#src/features/actions/action.entity.ts'
import type { Answer } from '#src/features/answers/answer.entity.ts'
import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Level } from '#src/features/deficiencies/words.ts'
import type { EffectCheck } from '#src/features/meetings/decision.entity.ts'
import { addDays, type Day } from '#src/kernel/days.ts'
import { firstDayOf, nextHalfYear, readHalfYear } from '#src/kernel/half-years.ts'

/** Something that was done about a systemfel: facts of it, none of its words. */
export type Deed =
  | {
      readonly what: 'done' | 'underWay'
      readonly kind: Action['kind']
      readonly strength: Action['strength']
      readonly by: string | null
      /** When it was done, or is to be. */
      readonly day: Day | null
    }
  | { readonly what: 'answer'; readonly kind: Answer['kind']; readonly by: string; readonly day: Day }

/** A systemfel that something was done about. */
export interface Line {
  readonly title: string
  readonly level: Level
  readonly organisations: readonly string[]
  readonly state: State
  readonly deeds: readonly Deed[]
  /** The latest that those who reported have said of it. */
  readonly effect: EffectCheck['answer']
  /** When they are asked next. */
  readonly effectDay: Day | null
  readonly fictitious: boolean
}

/** What stands on a wall: not what rests on one single report, whose words it might be (domain §6). */
export const LEAST_REPORTS = 2

/** The first and the last day of a year (`2026`) or a half-year (`2026-1`); null of anything else. */
export function readPeriod(key: string): { readonly from: Day; readonly to: Day } | null {
  if (/^20\d\d$/.test(key)) return { from: `${key}-01-01`, to: `${key}-12-31` }
  const half = readHalfYear(key)
  return half === null ? null : { from: firstDayOf(half), to: addDays(firstDayOf(nextHalfYear(half)), -1) }
}

export const CHANGES = ['resolved', 'eased', 'better', 'partly', 'not', 'notMet', 'asked', 'none'] as const
export type Change = (typeof CHANGES)[number]
/** What it changed, as far as anybody who meets it has said. */
export function changeOf({ state, effect, effectDay }: Pick<Line, 'state' | 'effect' | 'effectDay'>): Change {
  if (state === 'resolved' || state === 'eased') return state
  if (effect !== null) return ({ yes: 'better', partly: 'partly', no: 'not', not_met: 'notMet' } as const)[effect]
  return effectDay === null ? 'none' : 'asked'
}
