import { choice, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** What somebody saw in a text that should not be there. */
export const WHYS = ['number', 'client', 'official', 'rare'] as const
export const WITHHELD_STATES = ['withheld', 'released', 'corrected'] as const

/**
 * A text that has been withheld (spärrad) because it points somebody out. It is moved here, and a line that says so stands
 * in its place: whatever shows the place (lists, search, files, a page behind a link) shows that line. Only the
 * coordinators of the office that is responsible for it may read it, until it is decided what shall become of it.
 */
export interface WithheldText {
  id: string
  /** Where it stood. */
  tableName: string
  rowId: string
  field: string
  text: string
  /** The thing it was read in, what people know that by, as `SF-2026-0042`, and its page. */
  thingType: string
  thingId: string
  reference: string
  path: string
  /** The office that is responsible; of what a group has written, those that the group serves. */
  officeId: string | null
  groupId: string | null
  why: (typeof WHYS)[number]
  state: (typeof WITHHELD_STATES)[number]
  withheldById: string
  at: Date
  decidedById: string | null
  decidedAt: Date | null
  /** Of the registered decision, where the office has one. */
  decisionNumber: string | null
  version: number
}
export const withheldTexts = table<WithheldText>(
  'withheld_text',
  {
    id: id(),
    tableName: text(40, 'system'),
    rowId: text(36, 'system'),
    field: text(40, 'system'),
    text: longText('free'),
    thingType: text(30, 'system'),
    thingId: text(36, 'system'),
    reference: text(200, 'system'),
    path: text(200, 'system'),
    officeId: optional(ref('office')),
    groupId: optional(ref('governance_group')),
    why: choice(WHYS),
    state: choice(WITHHELD_STATES),
    withheldById: ref('person'),
    at: instant(),
    decidedById: optional(ref('person')),
    decidedAt: optional(instant()),
    decisionNumber: optional(text(60, 'formal')),
    version: version(),
  },
  {
    index: [
      ['state', 'officeId'],
      ['state', 'groupId'],
      ['tableName', 'rowId'],
    ],
  },
)
