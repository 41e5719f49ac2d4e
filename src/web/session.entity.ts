import { id, instant, integer, ref, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** A signed-in browser. Only the hash of the cookie's value is kept. */
export interface Session {
  id: string
  tokenHash: string
  personId: string
  createdAt: Date
  lastSeenAt: Date
}
export const sessions = table<Session>(
  'session',
  {
    id: id(),
    tokenHash: text(43, 'system', { unique: true }),
    personId: ref('person'),
    createdAt: instant(),
    lastSeenAt: instant(),
  },
  { index: [['personId']] },
)

/** Counts tries in a window of time: sign-in per account and per address. The id is a hash. */
export interface Throttle {
  id: string
  tries: number
  windowFrom: Date
}
export const throttles = table<Throttle>('throttle', { id: id(), tries: integer(), windowFrom: instant() })
