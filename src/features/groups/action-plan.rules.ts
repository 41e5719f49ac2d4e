import type { Action } from '#src/features/actions/action.entity.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { type Day, daysBetween } from '#src/kernel/days.ts'

/** Something that somebody has to do: an open action, or a question that waits for its answer. */
export interface Task {
  readonly kind: 'action' | 'request'
  readonly id: string
  /** The organisation or office whose it is. */
  readonly owner: string | null
  readonly ownerFunction: string | null
  readonly what: string
  readonly actionKind: Action['kind'] | null
  readonly strength: Action['strength']
  /** Proposed and not accepted yet, or not sent yet. */
  readonly pending: boolean
  readonly number: string
  readonly title: string
  readonly dueDay: Day | null
  /** The day it was made, or sent. */
  readonly since: Day
}
export interface OwnedTasks {
  readonly owner: string | null
  readonly tasks: readonly Task[]
}

/** In the Swedish order of who owns them, what nobody owns last; of each, what is due first comes first. */
export function byOwner(tasks: readonly Task[]): OwnedTasks[] {
  const owners = [...new Set(tasks.map(({ owner }) => owner))].sort((one, other) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return inSwedish(one, other)
  })
  return owners.map(owner => ({ owner, tasks: tasks.filter(task => task.owner === owner).sort(soonestFirst) }))
}

const soonestFirst = (one: Task, other: Task): number =>
  (one.dueDay ?? '9').localeCompare(other.dueDay ?? '9') || one.since.localeCompare(other.since)

/** Days past the due day; 0 for what is not late. */
export const daysLate = ({ dueDay }: Pick<Task, 'dueDay'>, today: Day): number =>
  dueDay === null ? 0 : Math.max(0, daysBetween(dueDay, today))

export const ageOf = ({ since }: Pick<Task, 'since'>, today: Day): number => daysBetween(since, today)
