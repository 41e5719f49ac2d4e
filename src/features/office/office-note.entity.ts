import { choice, id, instant, longText, ref, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const NOTE_SUBJECTS = ['observation', 'deficiency'] as const
/** What it was written with: by itself, or as the reason of something that was done to a report. */
export const NOTE_KINDS = ['note', 'held', 'returned', 'dismissed', 'reopened'] as const

/**
 * An internal note (intern anteckning) on a report or a systemfel: read by the ombud and coordinators of one office only,
 * apart from the text that others read. Never in a pack, an export, a mail or a search. Notes are added, never changed.
 */
export interface OfficeNote {
  id: string
  officeId: string
  subjectType: (typeof NOTE_SUBJECTS)[number]
  subjectId: string
  personId: string
  kind: (typeof NOTE_KINDS)[number]
  text: string
  at: Date
}
export const officeNotes = table<OfficeNote>(
  'office_note',
  {
    id: id(),
    officeId: ref('office'),
    subjectType: choice(NOTE_SUBJECTS),
    subjectId: text(36, 'system'),
    personId: ref('person'),
    kind: choice(NOTE_KINDS),
    text: longText('free'),
    at: instant(),
  },
  {
    index: [
      ['subjectId', 'officeId', 'at'],
      ['officeId', 'at'],
    ],
  },
)
