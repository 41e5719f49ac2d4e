import { isClosedForGood } from '#src/features/deficiencies/coming-back.rules.ts'
import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import { type Act, EFFECT_ACTS, isOpen, lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { dayOf } from '#src/kernel/days.ts'

/** Where a systemfel stands. */
export interface Standing {
  readonly state: State
  readonly since: Date
  readonly closed: Date | null
}
/** What a merge brings to the one that lives on, as far as it changes where that one stands. */
export interface Brought {
  readonly asked: boolean
  readonly acting: boolean
  readonly lifted: boolean
  readonly placed: boolean
}
/** Something that may change where a systemfel stands: a report, a merge into it, or what somebody did. */
export type Event = { readonly at: Date } & (
  | { readonly what: 'report' }
  | { readonly what: 'merge'; readonly id: string; readonly brought: Brought }
  | { readonly what: 'act'; readonly act: Act }
)
/** A line of the state history. */
export interface Step {
  readonly state: State
  readonly act: Act
  readonly at: Date
}
export interface Course {
  readonly end: Standing
  readonly steps: readonly Step[]
  /** How it stood before each merge, by the merge's id. */
  readonly before: ReadonlyMap<string, Standing>
}

/**
 * The course of a systemfel through what happens to it, in the order of time. A merge is undone by going through it all
 * again without it: a report brings a closed one back, and what somebody did to it counts also where, without the merge, it
 * would have been closed.
 */
export function courseOf(start: Standing, events: readonly Event[]): Course {
  const before = new Map<string, Standing>()
  const steps: Step[] = []
  let end = start
  for (const event of [...events].sort(inTime)) {
    if (event.what === 'merge') before.set(event.id, end)
    const taken = stepsOf(end, event)
    steps.push(...taken)
    end = taken.reduce(after, end)
  }
  return { end, steps, before }
}

const after = (_: Standing, { state, at }: Step): Standing => ({ state, since: at, closed: isOpen(state) ? null : at })

/** An act that changes nothing is no step. */
function stepsOf(standing: Standing, event: Event): Step[] {
  let { state } = standing
  return actsOf(standing, event).flatMap((act): Step[] => {
    const before = state
    state = lifecycle.next(lifecycle.allows(state, act) ? state : 'returned', act)
    return state === before ? [] : [{ state, act, at: event.at }]
  })
}

/** In one unit of work, what is postponed or lifted is put on an agenda before that is its state, and reopened before that. */
const RANKS = { report: 0, merge: 1, act: 4 } as const
const FIRST: Readonly<Partial<Record<Act, number>>> = { correct: 2, place: 3 }
const rankOf = (event: Event): number => (event.what === 'act' ? (FIRST[event.act] ?? RANKS.act) : RANKS[event.what])
const inTime = (one: Event, other: Event): number =>
  one.at.getTime() - other.at.getTime() || rankOf(one) - rankOf(other)

/** What is open need not be opened again, and what nobody has accepted has no effect to speak of. */
const isVain = ({ state }: Standing, act: Act): boolean =>
  (act === 'correct' && isOpen(state)) || (isOfEffect(act) && !lifecycle.allows(state, act))
const isOfEffect = (act: Act): boolean => (EFFECT_ACTS as readonly Act[]).includes(act)

function actsOf(standing: Standing, event: Event): Act[] {
  if (event.what === 'act') return isVain(standing, event.act) ? [] : [event.act]
  if (event.what === 'report') return comesBack(standing, event.at) ? ['return'] : []
  const returned: Act[] = isOpen(standing.state) ? [] : ['return']
  const state = returned.length === 0 ? standing.state : lifecycle.next(standing.state, 'return')
  const act = actOf(event.brought)
  return act !== null && lifecycle.allows(state, act) ? [...returned, act] : returned
}

/** What weighs most: an answer that somebody waits for. */
function actOf({ asked, acting, lifted, placed }: Brought): Act | null {
  if (asked) return 'inheritRequest'
  if (acting) return 'inheritAction'
  if (lifted) return 'inheritLift'
  return placed ? 'place' : null
}

const comesBack = ({ state, closed }: Standing, at: Date): boolean =>
  !isOpen(state) && !isClosedForGood({ state, closedAt: closed }, dayOf(at))

export const sameStanding = (one: Standing, other: Standing): boolean =>
  one.state === other.state && one.since.getTime() === other.since.getTime()
