import { choice, day, id, instant, longText, optional, ref, text, version } from '#src/db/columns.ts'
import { table } from '#src/db/table.ts'

/** In their order. `superior`: the manager of the contact; `agenda`: the group takes it up again as unanswered. */
export const STEPS = ['before', 'after', 'seat', 'superior', 'agenda'] as const
export type Step = (typeof STEPS)[number]
/** `done`: mailed, or for `agenda` taken back to the group. `nobody`: there was nobody to mail. `passed_over`: a later step was due. */
export const OUTCOMES = ['done', 'nobody', 'passed_over'] as const
export type Outcome = (typeof OUTCOMES)[number]

/** A step of a question's ladder that has been taken. One row for each step and due day: that is what makes it happen once. */
export interface Reminder {
  id: string
  requestId: string
  /** The due day that the step was counted from. */
  dueDay: string
  step: Step
  outcome: Outcome
  /** The function it went to; null where it went to the holder of a seat, or to nobody. */
  toFunction: string | null
  /** In the outbox, while it is kept there. */
  mailId: string | null
  at: Date
}
export const reminders = table<Reminder>(
  'reminder',
  {
    id: id(),
    requestId: ref('answer_request'),
    dueDay: day(),
    step: choice(STEPS),
    outcome: choice(OUTCOMES),
    toFunction: optional(text(120, 'name')),
    mailId: optional(text(36, 'system')),
    at: instant(),
  },
  { unique: [['requestId', 'dueDay', 'step']] },
)

/** Reminders of a question rest until a day, for a reason. It ends by itself. */
export interface ReminderHold {
  id: string
  requestId: string
  /** The first day on which they may go again. */
  untilDay: string
  reason: string
  personId: string
  at: Date
  /** Somebody let them go again before. */
  endedAt: Date | null
  version: number
}
export const reminderHolds = table<ReminderHold>(
  'reminder_hold',
  {
    id: id(),
    requestId: ref('answer_request'),
    untilDay: day(),
    reason: longText('formal'),
    personId: ref('person'),
    at: instant(),
    endedAt: optional(instant()),
    version: version(),
  },
  { index: [['requestId']] },
)
