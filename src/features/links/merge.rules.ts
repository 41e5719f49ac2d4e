import { isClosedForGood } from '#src/features/deficiencies/coming-back.rules.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import type { Day } from '#src/kernel/days.ts'

type Mergeable = Pick<Deficiency, 'id' | 'state' | 'closedAt'>
/** Why one cannot be merged into the other, as the catalogue's `links.cannot.<obstacle>`. */
export const OBSTACLES = ['self', 'ended', 'merged', 'otherMerged', 'forGood'] as const
export type Obstacle = (typeof OBSTACLES)[number]

/**
 * What stands in the way of merging one into the other, which lives on; null when nothing does. A closed one has its
 * outcome, so the open one is merged into it: then it comes back, as when a new report comes.
 */
export function obstacleTo(from: Mergeable, to: Mergeable, today: Day): Obstacle | null {
  if (from.id === to.id) return 'self'
  if (from.state === 'merged') return 'merged'
  if (!lifecycle.allows(from.state, 'merge')) return 'ended'
  if (to.state === 'merged') return 'otherMerged'
  return isClosedForGood(to, today) ? 'forGood' : null
}
