import {
  choice,
  flag,
  id,
  instant,
  integer,
  json,
  longText,
  month,
  optional,
  ref,
  text,
  version,
} from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { DEFINITIONS, type DefinitionStatus } from './definition.rules.ts'
import { type Facet, LEVELS, type Level, THEMES, type Theme } from './words.ts'

export const OPEN_STATES = [
  'new',
  'on_agenda',
  'postponed',
  'awaiting_answer',
  'action_under_way',
  'investigating',
  'lifted',
  'monitored',
  'remedied',
  'effect_unknown',
  'returned',
] as const
export const END_STATES = ['resolved', 'eased', 'closed', 'merged'] as const
export const STATES = [...OPEN_STATES, ...END_STATES] as const
export type State = (typeof STATES)[number]

/** A systemfel: the problem, fed by reports. It lives across years and leaves only in a named end state. */
export interface Deficiency {
  id: string
  /** `SF-2026-0042`. */
  number: string
  title: string
  description: string
  /** Kort sagt: what, for whom, what we want, in three plain sentences. */
  what: string | null
  forWhom: string | null
  wanted: string | null
  level: Level
  facets: readonly Facet[]
  /** A gap between several responsible bodies. */
  gap: boolean
  legalGround: string | null
  externalReference: string | null
  diaryNumber: string | null
  state: State
  stateSince: Date
  /** The source stated no level: "nivå satt i efterhand". */
  levelInferred: boolean
  /** A report about one's own employer feeds it: the protected path. */
  protected: boolean
  /** Where an imported item comes from, as "Stockholm 2016, s. 9 (seed-001)". */
  source: string | null
  reportCount: number
  firstMonth: string | null
  lastMonth: string | null
  /** When the oldest unanswered request was sent; null when none is. */
  waitingSince: Date | null
  /** The national definition, as it counts: a convener's word where there is one, else what the reports say. */
  definition: DefinitionStatus | null
  /** What a convener has found instead, why, for which group and when. */
  definitionOverride: Exclude<DefinitionStatus, 'untried'> | null
  definitionReason: string | null
  definitionGroupId: string | null
  definitionAt: Date | null
  mergedIntoId: string | null
  /** Made by, so that its office stands in its circle. */
  officeId: string
  createdAt: Date
  closedAt: Date | null
  fictitious: boolean
  version: number
}
export const deficiencies = table<Deficiency>(
  'deficiency',
  {
    id: id(),
    number: text(20, 'system', { unique: true }),
    title: text(200, 'free'),
    description: longText('free'),
    what: optional(text(300, 'free')),
    forWhom: optional(text(300, 'free')),
    wanted: optional(text(300, 'free')),
    level: choice(LEVELS),
    facets: json(),
    gap: flag(),
    legalGround: optional(text(200, 'formal')),
    externalReference: optional(text(100, 'formal')),
    diaryNumber: optional(text(60, 'formal')),
    state: choice(STATES),
    stateSince: instant(),
    levelInferred: flag(),
    protected: flag(),
    source: optional(text(200, 'system')),
    reportCount: integer(),
    firstMonth: optional(month()),
    lastMonth: optional(month()),
    waitingSince: optional(instant()),
    definition: optional(choice(DEFINITIONS)),
    definitionOverride: optional(choice(['met', 'unmet'])),
    definitionReason: optional(longText('formal')),
    definitionGroupId: optional(ref('governance_group')),
    definitionAt: optional(instant()),
    mergedIntoId: optional(ref('deficiency')),
    officeId: ref('office'),
    createdAt: instant(),
    closedAt: optional(instant()),
    fictitious: flag(),
    version: version(),
  },
  {
    index: [
      ['state', 'stateSince'],
      ['state', 'level', 'id'],
      ['createdAt'],
      ['stateSince', 'id'],
      ['waitingSince', 'id'],
      ['reportCount', 'id'],
      ['definition', 'state', 'id'],
    ],
  },
)

/** A responsible body of a systemfel. */
export interface DeficiencyOrganisation {
  id: string
  deficiencyId: string
  organisationId: string
}
export const deficiencyOrganisations = table<DeficiencyOrganisation>(
  'deficiency_organisation',
  { id: id(), deficiencyId: ref('deficiency'), organisationId: ref('organisation') },
  { unique: [['deficiencyId', 'organisationId']], index: [['organisationId']] },
)

export interface DeficiencyTheme {
  id: string
  deficiencyId: string
  theme: Theme
}
export const deficiencyThemes = table<DeficiencyTheme>(
  'deficiency_theme',
  { id: id(), deficiencyId: ref('deficiency'), theme: choice(THEMES) },
  { unique: [['deficiencyId', 'theme']], index: [['theme']] },
)

export const CIRCLE_KINDS = ['office', 'group', 'municipality'] as const
/** Who stands in the circle of a systemfel: offices that feed it, groups it was routed to, municipalities it is met in. */
export interface CircleMember {
  id: string
  deficiencyId: string
  kind: (typeof CIRCLE_KINDS)[number]
  memberId: string
  /** It came with a report, and leaves again with the last one that brings it. */
  reported: boolean | null
}
export const circleMembers = table<CircleMember>(
  'circle_member',
  {
    id: id(),
    deficiencyId: ref('deficiency'),
    kind: choice(CIRCLE_KINDS),
    memberId: text(36, 'system'),
    reported: optional(flag()),
  },
  { unique: [['memberId', 'deficiencyId']], index: [['deficiencyId', 'memberId']] },
)

/** Every state a systemfel has had, so that a past period can be counted as it was. */
export interface StateChange {
  id: string
  deficiencyId: string
  state: State
  /** What led to it: an act of the lifecycle, or `made`. */
  act: string
  at: Date
}
export const stateChanges = table<StateChange>(
  'state_change',
  { id: id(), deficiencyId: ref('deficiency'), state: choice(STATES), act: text(40, 'system'), at: instant() },
  { index: [['deficiencyId', 'at']] },
)
