import { choice, id, instant, optional, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

export const LINK_PURPOSES = [
  'invitation',
  'password',
  'answer',
  'call',
  'calendar',
  'approval',
  'code',
  'joint',
  'effect',
  'task',
  'circulation',
] as const

/**
 * What a mailed link is bound to. `code`: not a link but a code of six digits for whoever approves minutes, bound and
 * derived alike.  The link itself is derived with a key that is not in the database (S10).
 */
export interface AccessLink {
  /** 16 random bytes as hex: the first part of the link. */
  id: string
  purpose: (typeof LINK_PURPOSES)[number]
  /**
   * The person, the answer request, whoever is called to a meeting, a seat's holder, the adjuster of minutes, the one asked for
   * a word on the effect, or whoever answers for an action.
   */
  subjectId: string
  /** The address that the link was mailed to. */
  contact: string
  expiresAt: Date
  usedAt: Date | null
  revokedAt: Date | null
  createdAt: Date
}
export const accessLinks = table<AccessLink>(
  'access_link',
  {
    id: id(),
    purpose: choice(LINK_PURPOSES),
    subjectId: text(36, 'system'),
    contact: text(254, 'address'),
    expiresAt: instant(),
    usedAt: optional(instant()),
    revokedAt: optional(instant()),
    createdAt: instant(),
  },
  { index: [['subjectId']] },
)
