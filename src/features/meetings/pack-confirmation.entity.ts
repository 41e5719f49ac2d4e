import { id, instant, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** That the convener has read a meeting's pack for associations and lets others open it, as it was then. */
export interface PackConfirmation {
  id: string
  meetingId: string
  personId: string
  confirmedAt: Date
  /** What was confirmed, as a hash: another agenda must be confirmed again. */
  mark: string
  version: number
}
export const packConfirmations = table<PackConfirmation>(
  'pack_confirmation',
  {
    id: id(),
    meetingId: ref('meeting'),
    personId: ref('person'),
    confirmedAt: instant(),
    mark: text(64, 'system'),
    version: version(),
  },
  { unique: [['meetingId']] },
)
