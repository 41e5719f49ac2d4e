import type { Role } from '#src/kernel/actor.ts'
import { type Lifecycle, lifecycleOf } from '#src/kernel/lifecycle.ts'
import type { LinkKind } from './link.entity.ts'

/** `none`: nobody has said it of the two. What is undone may be said again, as a new link. */
export const LINK_STATES = ['none', 'standing', 'undone'] as const
export type LinkState = (typeof LINK_STATES)[number]
export const LINK_ACTS = ['make', 'undo'] as const
export type LinkAct = (typeof LINK_ACTS)[number]

const linkLife = (makers: readonly Role[], undoers: readonly Role[]): Lifecycle<LinkState, LinkAct, Role> =>
  lifecycleOf<LinkState, LinkAct, Role>()({
    none: { make: { to: 'standing', by: makers } },
    standing: { undo: { to: 'undone', by: undoers } },
    undone: { make: { to: 'standing', by: makers } },
  })

/** What can happen to what is said of two systemfel, and who does it. */
export const linkLifecycle: Readonly<Record<LinkKind, Lifecycle<LinkState, LinkAct, Role>>> = {
  same: linkLife(['coordinator'], ['coordinator']),
  similar: linkLife(['coordinator', 'convener', 'analyst'], ['coordinator', 'convener']),
  // Whoever says that the two are alike takes back that they are not.
  different: linkLife(['analyst'], ['coordinator', 'convener', 'analyst']),
}

export const stateOf = ({ undoneAt }: { readonly undoneAt: Date | null }): LinkState =>
  undoneAt === null ? 'standing' : 'undone'
