import { choice, id, instant, json, optional, ref, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import type { State } from '#src/features/deficiencies/deficiency.entity.ts'
import type { AgendaItem } from '#src/features/meetings/meeting.entity.ts'
import type { Brought } from './course.rules.ts'

/** `same`: merged into the other, until undone. `similar`: only shown. `different`: looked at, and found not to be the same. */
export const LINK_KINDS = ['same', 'similar', 'different'] as const
export type LinkKind = (typeof LINK_KINDS)[number]

/** A state as it is kept among what a merge moved: instants as text. */
export interface KeptStanding {
  readonly state: State
  readonly since: string
  readonly closed: string | null
}
/** An item that was taken off an agenda since the other one stood there too. Its title is the systemfel's, and it had no note. */
export type TakenOff = Pick<AgendaItem, 'id' | 'meetingId' | 'section' | 'position' | 'why' | 'whyFacts'>
/** What a merge moved, by ids, and how both stood before it: all that undoing it needs. Never text that a person wrote. */
export interface Moved {
  readonly from: KeptStanding
  readonly to: KeptStanding
  readonly brought: Brought
  readonly reports: readonly string[]
  readonly requests: readonly string[]
  readonly actions: readonly string[]
  readonly lifts: readonly string[]
  readonly effects: readonly string[]
  /** Merges that were made before there were any have none. */
  readonly circulations?: readonly string[]
  readonly items: readonly string[]
  readonly takenOff: readonly TakenOff[]
  /** Who stands in the circle of the one that lives on because of it: ids of members. */
  readonly circle: readonly string[]
}

/** Two systemfel and what somebody found about them. */
export interface DeficiencyLink {
  id: string
  kind: LinkKind
  fromId: string
  /** Of `same`: the one that lives on. */
  toId: string
  personId: string
  at: Date
  undoneAt: Date | null
  undoneById: string | null
  /** Of `same` only. */
  moved: Moved | null
  version: number
}
export const deficiencyLinks = table<DeficiencyLink>(
  'deficiency_link',
  {
    id: id(),
    kind: choice(LINK_KINDS),
    fromId: ref('deficiency'),
    toId: ref('deficiency'),
    personId: ref('person'),
    at: instant(),
    undoneAt: optional(instant()),
    undoneById: optional(ref('person')),
    moved: optional(json()),
    version: version(),
  },
  { index: [['fromId'], ['toId']] },
)
