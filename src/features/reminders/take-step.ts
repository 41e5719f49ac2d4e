import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { type Parties, partiesOf } from '#src/features/answers/answer.mails.ts'
import { withUsableLink } from '#src/features/answers/request-link.ts'
import type { AgencyContact } from '#src/features/organisations/organisation.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { bringBack } from './bring-back.ts'
import { climbsOf, isSent, type Sent } from './ladder.queries.ts'
import type { Manager } from './manager-of.ts'
import { type Reminder, reminders, type Step } from './reminder.entity.ts'
import { type Address, type MailedStep, mailReminder } from './reminder.mails.ts'
import { dueStep } from './reminders.rules.ts'
import { seatHolderOf } from './seat-holder-of.ts'

export type FindManager = (ctx: Ctx, contact: AgencyContact) => Promise<Manager | null>

/**
 * Takes the step of a question that is due now, if one is. Where there is nobody to mail the step is noted so, and the turn goes
 * on to the next that is due. Says whether anything was done. Throws as a whole when another process was first.
 */
export async function climb(ctx: Ctx, requestId: string, findManager: FindManager): Promise<boolean> {
  const request = await ctx.rows(answerRequests).hold({ id: requestId })
  if (!isSent(request)) return false
  let rounds = 0
  while (await takeDue(ctx, request, findManager)) rounds += 1
  return rounds > 0
}

/** False when nothing is due, as after a step that was done: a day has one at most. */
async function takeDue(ctx: Ctx, request: Sent, findManager: FindManager): Promise<boolean> {
  const ladder = (await climbsOf(ctx, [request])).get(request.id)?.ladder
  const due = ladder === undefined ? null : dueStep(ladder, ctx.today)
  if (due === null) return false
  const taken = due.step === null ? null : await take(ctx, request, due.step, findManager)
  if (taken?.outcome === 'nobody') return true
  for (const step of due.passed) await note(ctx, request, { step, outcome: 'passed_over' })
  return true
}

type Note = Pick<Reminder, 'step' | 'outcome'> & Partial<Pick<Reminder, 'toFunction' | 'mailId'>>

async function take(ctx: Ctx, request: Sent, step: Step, findManager: FindManager): Promise<Reminder> {
  if (step === 'agenda') {
    await bringBack(ctx, request)
    return note(ctx, request, { step, outcome: 'done' })
  }
  const parties = await partiesOf(ctx, request)
  const to = await receiverOf(ctx, parties, step, findManager)
  if (to === null) return note(ctx, request, { step, outcome: 'nobody' })
  const reachable = await withUsableLink(ctx, request, LINK_DAYS)
  const { id: mailId } = await mailReminder(ctx, { ...parties, request: reachable }, step, to)
  return note(ctx, request, { step, outcome: 'done', toFunction: to.name, mailId })
}

/** So long a link lives at least when it is mailed; one that does is kept, so that the first letter's works as long as can be. */
const LINK_DAYS = 14

async function receiverOf(
  ctx: Ctx,
  parties: Parties,
  step: MailedStep,
  findManager: FindManager,
): Promise<Address | null> {
  const { contact } = parties
  if (step === 'seat') {
    const address = await seatHolderOf(ctx, parties)
    return address === null ? null : { address, name: null }
  }
  const to = step === 'superior' ? await findManager(ctx, contact) : contact
  return to === null ? null : { address: to.email, name: to.function }
}

const ACTS = { done: 'reminder.sent', nobody: 'reminder.nobody', passed_over: 'reminder.passedOver' } as const

async function note(ctx: Ctx, { id: requestId, deficiencyId, dueDay }: Sent, step: Note): Promise<Reminder> {
  const row = await ctx.rows(reminders).insert({
    ...{ toFunction: null, mailId: null },
    ...step,
    ...{ id: ctx.newId(), requestId, dueDay, at: ctx.now },
  })
  const act = step.step === 'agenda' && step.outcome === 'done' ? 'reminder.unanswered' : ACTS[step.outcome]
  ctx.record(act, { type: 'deficiency', id: deficiencyId }, { requestId, dueDay, reminderStep: step.step })
  return row
}
