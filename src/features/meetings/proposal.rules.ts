import type { Answer } from '#src/features/answers/answer.entity.ts'
import type { DefinitionStatus } from '#src/features/deficiencies/definition.rules.ts'
import type { Level } from '#src/features/deficiencies/words.ts'
import type { Choice, Why } from './meeting.entity.ts'

/** What a proposed decision goes by. */
export interface Known {
  readonly why: Why
  /** The special case of it, where there is one: `done`, `declined`. */
  readonly variant: string | null
  readonly level: Level
  /** The national definition, as it counts. */
  readonly definition: DefinitionStatus | null
  /** Of the latest answer; null when nobody has answered. */
  readonly answer: Answer['kind'] | null
  /** It names another organisation as responsible, and that one has a contact to ask. */
  readonly referred?: boolean
  /**
   * What there is to propose with: a contact of its own bodies, such a body or one that has promised something, an office of
   * the group, a group above.
   */
  readonly has: {
    readonly contact: boolean
    readonly body: boolean
    readonly office: boolean
    readonly parent: boolean
  }
}

const BY_ANSWER: Readonly<Record<Answer['kind'], readonly Choice[]>> = {
  changed: ['accept'],
  planned: ['commit', 'monitor'],
  investigating: ['postpone'],
  will_not: ['lift', 'monitor'],
  not_ours: ['investigate'],
  lift: ['lift', 'monitor'],
}

/** What nobody has acted on: what is central goes up, what is not yet a systemfel by the definition is watched. */
function untouched({ level, definition }: Known): readonly Choice[] {
  if (level === 'central') return ['lift', 'ask']
  return definition === 'unmet' ? ['monitor'] : ['ask']
}

/** A no is asked about; what helped somewhat is followed on, or watched. */
const partialEffect = ({ variant }: Known): readonly Choice[] =>
  variant === 'decide' ? ['accept', 'monitor'] : ['ask']

const WISHES: Readonly<Record<Why, (known: Known) => readonly Choice[]>> = {
  new: untouched,
  meets_definition: untouched,
  lifted_here: untouched,
  proposed: untouched,
  added: untouched,
  answer_overdue: () => ['ask'],
  answer_in: ({ variant, answer, referred = false }) => {
    if (variant === 'done') return ['accept']
    if (answer === null) return []
    return referred ? ['ask', ...BY_ANSWER[answer]] : BY_ANSWER[answer]
  },
  // Who has said no is not asked for the same once more.
  action_overdue: ({ variant }) => (variant === 'declined' ? ['ask'] : ['commit']),
  effect_no: partialEffect,
  came_back: () => ['ask'],
  // Bordlagd once already: not postponed again by itself.
  postponed: () => ['ask'],
  taken_directly: () => ['note'],
}
const OTHERWISE: readonly Choice[] = ['ask', 'commit', 'investigate', 'monitor', 'note']

/** The decision to propose, of those that may be made: the first that there is somebody for. */
export function proposedChoice(known: Known, allowed: readonly Choice[]): Choice | null {
  const wishes = [...WISHES[known.why](known), ...OTHERWISE]
  return wishes.find(choice => allowed.includes(choice) && hasTaker(choice, known)) ?? null
}

function hasTaker(choice: Choice, { has }: Known): boolean {
  if (choice === 'ask') return has.contact && has.office
  if (choice === 'commit') return has.body
  if (choice === 'investigate') return has.office
  return choice !== 'lift' || has.parent
}
