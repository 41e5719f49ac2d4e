import { choice, id, instant, integer, json, optional, text } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/**
 * `held`: waits in the tray of a meeting until its notes are done; without a meeting, since a backup was restored, for the
 * administrator to say what becomes of it (J9). `failed`: refused for good, given up, or bounced. `discarded`: the
 * administrator has set it aside, and it is never sent.
 */
export const MAIL_STATES = ['held', 'waiting', 'sent', 'failed', 'discarded'] as const
/** It has not reached whom it was for, and will not. */
export const UNDELIVERED = ['failed', 'discarded'] as const
export const isUndelivered = ({ state }: Pick<OutboxMail, 'state'>): boolean => UNDELIVERED.some(one => one === state)

/** A mail, written in the unit of work that causes it. Only structured facts: no text that a person wrote (J7). */
export interface OutboxMail {
  id: string
  /** Which template of the catalogue. */
  template: string
  toAddress: string
  /** Name of the function or the account; never in the subject. */
  toName: string | null
  facts: Readonly<Record<string, string | number>>
  /** Page the mail points at; null when `linkId` makes the link. */
  path: string | null
  /** An access link, derived again when the mail is sent. */
  linkId: string | null
  /** What it is about, so that people can find it: `answer_request`, `person` … */
  subjectType: string
  subjectId: string
  /** The meeting whose tray it lies in. */
  heldByMeetingId: string | null
  state: (typeof MAIL_STATES)[number]
  attempts: number
  nextAttemptAt: Date
  leasedUntil: Date | null
  sentAt: Date | null
  /** SMTP code of the last failure; `bounce.…` when the letter came back to somebody. */
  failure: string | null
  createdAt: Date
}
export const outboxMails = table<OutboxMail>(
  'outbox_mail',
  {
    id: id(),
    template: text(60, 'system'),
    toAddress: text(254, 'address'),
    toName: optional(text(120, 'name')),
    facts: json(),
    path: optional(text(200, 'system')),
    linkId: optional(text(36, 'system')),
    subjectType: text(30, 'system'),
    subjectId: text(36, 'system'),
    heldByMeetingId: optional(text(36, 'system')),
    state: choice(MAIL_STATES),
    attempts: integer(),
    nextAttemptAt: instant(),
    leasedUntil: optional(instant()),
    sentAt: optional(instant()),
    failure: optional(text(200, 'system')),
    createdAt: instant(),
  },
  { index: [['state', 'nextAttemptAt'], ['heldByMeetingId'], ['subjectId']] },
)
