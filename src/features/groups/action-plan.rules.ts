import type { Action } from '#src/features/actions/action.entity.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { type Day, daysBetween } from '#src/kernel/days.ts'

/** How far it has come: an action's own state, or a question that lies in a tray or has been sent. */
export type Stage = 'proposed' | 'accepted' | 'done' | 'declined' | 'tray' | 'sent'

/** Something that somebody has to do, or has done: an action, or a question that waits for its answer. */
export interface Task {
  readonly kind: 'action' | 'request'
  readonly id: string
  /** The organisation or office whose it is. */
  readonly owner: string | null
  readonly ownerFunction: string | null
  readonly what: string
  readonly actionKind: Action['kind'] | null
  readonly strength: Action['strength']
  readonly stage: Stage
  readonly number: string
  readonly title: string
  readonly dueDay: Day | null
  /** Due days that it has had before, the earliest first. */
  readonly oldDueDays: readonly Day[]
  /** What was last said of how it goes; of one that is over, what shows it or why. */
  readonly progress: { readonly day: Day; readonly text: string } | null
  readonly nextContactDay: Day | null
  /** The day it was made, or sent. */
  readonly since: Day
}
export interface OwnedTasks {
  readonly owner: string | null
  readonly tasks: readonly Task[]
}

/** In the Swedish order of who owns them, what nobody owns last; of each, what is open comes before what is over, and what is due first comes first. */
export function byOwner(tasks: readonly Task[]): OwnedTasks[] {
  const owners = [...new Set(tasks.map(({ owner }) => owner))].sort((one, other) => {
    if (one === null || other === null) return Number(one === null) - Number(other === null)
    return inSwedish(one, other)
  })
  return owners.map(owner => ({ owner, tasks: tasks.filter(task => task.owner === owner).sort(soonestFirst) }))
}

const soonestFirst = (one: Task, other: Task): number =>
  Number(isOver(one)) - Number(isOver(other)) ||
  (one.dueDay ?? '9').localeCompare(other.dueDay ?? '9') ||
  one.since.localeCompare(other.since)

/** Done or declined: it stands after what is open. */
export const isOver = ({ stage }: Pick<Task, 'stage'>): boolean => stage === 'done' || stage === 'declined'

/** Days past the due day; 0 for what is not late, and for what is over. */
export const daysLate = ({ dueDay, stage }: Pick<Task, 'dueDay' | 'stage'>, today: Day): number =>
  dueDay === null || isOver({ stage }) ? 0 : Math.max(0, daysBetween(dueDay, today))

/** Days since it was made or sent; null of what is over. */
export const ageOf = ({ since, stage }: Pick<Task, 'since' | 'stage'>, today: Day): number | null =>
  isOver({ stage }) ? null : daysBetween(since, today)
