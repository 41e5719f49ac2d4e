import { In, IsNull, LessThan } from 'typeorm'
import { type Parties, requestFacts } from '#src/features/answers/answer.mails.ts'
import { REMINDER_TONES, type ReminderTone } from '#src/features/groups/group.entity.ts'
import { type Day, daysBetween } from '#src/kernel/days.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import { type OutboxMail, outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Step } from './reminder.entity.ts'

export type MailedStep = Exclude<Step, 'agenda'>
export const MAILED_STEPS = ['before', 'after', 'seat', 'superior'] as const satisfies readonly MailedStep[]
export const [USUAL_TONE] = REMINDER_TONES

/** `reminders.beforeFriendly`: the fixed text of a step in a tone. */
export const templateOf = (step: MailedStep, tone: ReminderTone): string =>
  `reminders.${step}${tone.charAt(0).toUpperCase()}${tone.slice(1)}`

/** Days before the due day or after it: the text of the step says which. */
export const daysFrom = (dueDay: Day, today: Day): number => Math.abs(daysBetween(dueDay, today))

/**
 * A reminder in the tone that the asking group has chosen: structured facts only (J7), and the link of the question itself.
 * Whoever gets it answers for the same authority, and the receipt goes to the function that was asked.
 */
export async function mailReminder(ctx: Ctx, parties: Parties, step: MailedStep, to: Address): Promise<OutboxMail> {
  const { request, group } = parties
  const { dueDay, linkId } = request
  return enqueueMail(ctx, {
    template: templateOf(step, group?.reminderTone ?? USUAL_TONE),
    to,
    facts: { ...(await requestFacts(ctx, parties)), days: daysFrom(dueDay ?? ctx.today, ctx.today) },
    ...(linkId === null ? {} : { linkId }),
    about: { type: ABOUT, id: request.id },
  })
}
export interface Address {
  readonly address: string
  /** A function. A holder of a seat is a person, and stands without a name (J7). */
  readonly name: string | null
}
/** Of its own, so that a question that is taken back is not thought unsent because a reminder of it is. */
const ABOUT = 'reminder'

/** Nobody is reminded of what is answered or no longer asked: letters that have not left stay here. */
export async function takeBackReminders(ctx: Ctx, requestId: string): Promise<void> {
  const unsent = { subjectType: ABOUT, subjectId: requestId, state: In(['held', 'waiting']) }
  await ctx.rows(outboxMails).remove({ ...unsent, leasedUntil: IsNull() })
  await ctx.rows(outboxMails).remove({ ...unsent, leasedUntil: LessThan(ctx.now) })
}
