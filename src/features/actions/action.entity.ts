import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const ACTION_KINDS = [
  'dialogue',
  'cooperation_meeting',
  'contact_route',
  'routine',
  'training',
  'service',
  'technical',
  'client_support',
  'letter',
  'political_decision',
  'other_system',
  'regulation',
  'investigation',
] as const
/** kringgår / lindrar / löser: so that a workaround is not taken for a cure. */
export const STRENGTHS = ['works_around', 'eases', 'resolves'] as const
export const ACTION_STATES = ['proposed', 'accepted', 'done', 'cancelled'] as const

/** What somebody does about a systemfel. */
export interface Action {
  id: string
  deficiencyId: string
  decisionId: string | null
  kind: (typeof ACTION_KINDS)[number]
  strength: (typeof STRENGTHS)[number] | null
  description: string
  organisationId: string | null
  officeId: string | null
  /** "Enhetschef": the function that owns it, not a person. */
  ownerFunction: string | null
  state: (typeof ACTION_STATES)[number]
  dueDay: string | null
  startedDay: string | null
  doneDay: string | null
  proof: string | null
  expectedEffect: string | null
  createdAt: Date
  version: number
}
export const actions = table<Action>(
  'action',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    decisionId: optional(ref('decision')),
    kind: choice(ACTION_KINDS),
    strength: optional(choice(STRENGTHS)),
    description: longText('formal'),
    organisationId: optional(ref('organisation')),
    officeId: optional(ref('office')),
    ownerFunction: optional(text(120, 'name')),
    state: choice(ACTION_STATES),
    dueDay: optional(day()),
    startedDay: optional(day()),
    doneDay: optional(day()),
    proof: optional(longText('formal')),
    expectedEffect: optional(longText('formal')),
    createdAt: instant(),
    version: version(),
  },
  { index: [['deficiencyId'], ['state', 'dueDay']] },
)

/** A changed due date keeps the old one and the reason. */
export interface DueChange {
  id: string
  actionId: string
  fromDay: string | null
  toDay: string
  reason: string
  at: Date
}
export const dueChanges = table<DueChange>(
  'due_change',
  {
    id: id(),
    actionId: ref('action'),
    fromDay: optional(day()),
    toDay: day(),
    reason: longText('formal'),
    at: instant(),
  },
  { index: [['actionId']] },
)
