import { choice, day, id, instant, longText, optional, ref } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const CONTACT_WAYS = ['telephone', 'mail', 'letter', 'meeting', 'other'] as const
export const CONTACT_OUTCOMES = ['no_reply', 'considering', 'declined', 'accepted'] as const

/** What was done to get somebody into an empty seat: the yearly account asks for it. */
export interface ContactAttempt {
  id: string
  seatId: string
  day: string
  way: (typeof CONTACT_WAYS)[number]
  outcome: (typeof CONTACT_OUTCOMES)[number]
  note: string | null
  at: Date
}
export const contactAttempts = table<ContactAttempt>(
  'contact_attempt',
  {
    id: id(),
    seatId: ref('seat'),
    day: day(),
    way: choice(CONTACT_WAYS),
    outcome: choice(CONTACT_OUTCOMES),
    note: optional(longText('formal')),
    at: instant(),
  },
  { index: [['seatId', 'day']] },
)
