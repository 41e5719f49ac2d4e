import { choice, day, flag, id, instant, json, longText, month, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'
import { CLIENT_BANDS, type ClientBand, type Facet, type Theme } from '#src/features/deficiencies/words.ts'
import type { Answers } from '#src/kernel/forms.ts'

export const OBSERVATION_STATES = ['draft', 'sent', 'linked', 'returned', 'not_systemic', 'withdrawn'] as const
export type ObservationState = (typeof OBSERVATION_STATES)[number]
/** `unsure` is allowed in a report and settled in triage. */
export const REPORT_LEVELS = ['caseworker', 'local', 'central', 'unsure'] as const
export const SEVERITIES = ['hinders', 'harms', 'acute'] as const

/** A report (rapport): what one ombud met. Anonymous as to clients: months and bands, never dates and counts. */
export interface Observation {
  id: string
  /** `R-2026-0001`, taken when it is sent. */
  number: string | null
  officeId: string
  ombudId: string
  state: ObservationState
  whatHappened: string
  consequence: string | null
  tried: string | null
  proposal: string | null
  level: (typeof REPORT_LEVELS)[number] | null
  facets: readonly Facet[]
  themes: readonly Theme[]
  organisationIds: readonly string[]
  gap: boolean
  municipalityId: string | null
  firstMonth: string | null
  lastMonth: string | null
  clientBand: ClientBand | null
  severity: (typeof SEVERITIES)[number] | null
  /** It concerns the office's own employer or commissioner. */
  ownEmployer: boolean
  /** Filed with "samma här": joins this systemfel. Once linked, the systemfel it feeds. */
  deficiencyId: string | null
  sameHere: boolean
  /** Why it was returned or found not systemic. */
  reason: string | null
  /** What the privacy guard asked about in the texts and the ombud let stand, and why. */
  reviewed: Answers | null
  createdAt: Date
  /** When the draft was last saved, and when its author was told that it has been lying for long. */
  changedAt: Date | null
  remindedAt: Date | null
  sentAt: Date | null
  triagedAt: Date | null
  /** Who wrote it on behalf of the ombud, when somebody did. */
  writtenById: string | null
  /** Who carries it on after the ombud; the ombud's name stays on it. Handed over to nobody: the office carries it. */
  keeperId: string | null
  handedAt: Date | null
  /** Set aside in the inbox until then. */
  heldUntil: string | null
  version: number
}
export const observations = table<Observation>(
  'observation',
  {
    id: id(),
    number: optional(text(20, 'system', { unique: true })),
    officeId: ref('office'),
    ombudId: ref('person'),
    state: choice(OBSERVATION_STATES),
    whatHappened: longText('free'),
    consequence: optional(longText('free')),
    tried: optional(longText('free')),
    proposal: optional(longText('free')),
    level: optional(choice(REPORT_LEVELS)),
    facets: json(),
    themes: json(),
    organisationIds: json(),
    gap: flag(),
    municipalityId: optional(ref('municipality')),
    firstMonth: optional(month()),
    lastMonth: optional(month()),
    clientBand: optional(choice(CLIENT_BANDS)),
    severity: optional(choice(SEVERITIES)),
    ownEmployer: flag(),
    deficiencyId: optional(ref('deficiency')),
    sameHere: flag(),
    reason: optional(longText('free')),
    reviewed: optional(json()),
    createdAt: instant(),
    changedAt: optional(instant()),
    remindedAt: optional(instant()),
    sentAt: optional(instant()),
    triagedAt: optional(instant()),
    writtenById: optional(ref('person')),
    keeperId: optional(ref('person')),
    handedAt: optional(instant()),
    heldUntil: optional(day()),
    version: version(),
  },
  {
    index: [
      ['officeId', 'state', 'sentAt'],
      ['ombudId', 'state'],
      ['deficiencyId'],
      ['deficiencyId', 'state', 'officeId'],
      ['officeId', 'sentAt'],
      ['keeperId', 'state'],
      ['writtenById', 'state'],
      ['state', 'changedAt'],
    ],
  },
)

/** What an ombud adds to a report that has been sent. Additions never overwrite. */
export interface ObservationAddition {
  id: string
  observationId: string
  personId: string
  text: string
  at: Date
}
export const observationAdditions = table<ObservationAddition>(
  'observation_addition',
  { id: id(), observationId: ref('observation'), personId: ref('person'), text: longText('free'), at: instant() },
  { index: [['observationId']] },
)
