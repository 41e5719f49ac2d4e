import { choice, id, instant, integer, json, longText, optional, ref, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import type { Content } from './content.rules.ts'

export const SUMMARY_STATES = ['draft', 'frozen'] as const

/** Halvårssammanställning: office(s) → group. Numbers are counted; paragraphs are written; then frozen as sent. */
export interface Summary {
  id: string
  groupId: string
  year: number
  half: number
  state: (typeof SUMMARY_STATES)[number]
  introduction: string | null
  wentWell: string | null
  questions: string | null
  /** A nil report is a deliberate act with a reason. */
  nilReason: string | null
  /** The content as it was sent; null while a draft. */
  frozen: Content | null
  madeAt: Date
  frozenAt: Date | null
  version: number
}
export const summaries = table<Summary>(
  'summary',
  {
    id: id(),
    groupId: ref('governance_group'),
    year: integer(),
    half: integer(),
    state: choice(SUMMARY_STATES),
    introduction: optional(longText('formal')),
    wentWell: optional(longText('formal')),
    questions: optional(longText('formal')),
    nilReason: optional(longText('formal')),
    frozen: optional(json<Content>()),
    madeAt: instant(),
    frozenAt: optional(instant()),
    version: version(),
  },
  { index: [['groupId', 'year', 'half']] },
)

export interface SummaryOffice {
  id: string
  summaryId: string
  officeId: string
}
export const summaryOffices = table<SummaryOffice>(
  'summary_office',
  { id: id(), summaryId: ref('summary'), officeId: ref('office') },
  { unique: [['summaryId', 'officeId']] },
)

/** A systemfel as it stood in a frozen summary, or the end note of one that the next summary leaves out. */
export interface SummaryLine {
  id: string
  summaryId: string
  deficiencyId: string
  endNote: string | null
  version: number
}
export const summaryLines = table<SummaryLine>(
  'summary_line',
  {
    id: id(),
    summaryId: ref('summary'),
    deficiencyId: ref('deficiency'),
    endNote: optional(longText('formal')),
    version: version(),
  },
  { unique: [['summaryId', 'deficiencyId']] },
)
