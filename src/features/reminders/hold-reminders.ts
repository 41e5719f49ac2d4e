import { IsNull } from 'typeorm'
import { z } from 'zod'
import { answerRequests } from '#src/features/answers/answer.entity.ts'
import { requestPolicy } from '#src/features/answers/answer-request.policy.ts'
import type { FoundRequest } from '#src/features/answers/find-request.ts'
import { addDays } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type ReminderHold, reminderHolds } from './reminder.entity.ts'

export const LONGEST_HOLD = 60
export const HoldForm = z.object({
  untilDay: field.day(),
  reason: field.formal(1000, 'reminders.giveReason'),
})

/** From tomorrow on, so that today rests, and no longer than two months: nothing is forgotten. */
export function holdFaults({ today }: Pick<Ctx, 'today'>, { untilDay }: { readonly untilDay: string }): FieldErrors {
  if (untilDay <= today) return { untilDay: ['reminders.untilEarlier'] }
  const last = addDays(today, LONGEST_HOLD)
  return untilDay > last ? { untilDay: [{ key: 'reminders.untilLate', values: { most: LONGEST_HOLD } }] } : {}
}

/**
 * Lets the reminders of a question rest until a day. Takes the place of a rest that is under way. Throws `Conflict` when no answer
 * is waited for.
 */
export async function holdReminders(
  ctx: Ctx,
  found: FoundRequest,
  { untilDay, reason }: z.output<typeof HoldForm>,
): Promise<ReminderHold> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const { id: requestId, deficiencyId } = await waiting(ctx, found)
  await endHolds(ctx, requestId)
  const hold = await ctx.rows(reminderHolds).insert({
    ...{ id: ctx.newId(), requestId, untilDay, reason },
    ...{ personId: ctx.actor.id, at: ctx.now, endedAt: null, version: 1 },
  })
  const { officeId, groupId } = found.request
  ctx.record('reminder.held', { type: 'deficiency', id: deficiencyId }, { requestId, untilDay, officeId, groupId })
  return hold
}

/** Lets them go again before the day. Doing it again changes nothing. */
export async function resumeReminders(ctx: Ctx, found: FoundRequest): Promise<void> {
  requestPolicy.authorize(ctx.actor, 'keep', found)
  const { id: requestId, deficiencyId, officeId, groupId } = await waiting(ctx, found)
  if ((await endHolds(ctx, requestId)) === 0) return
  ctx.record('reminder.resumed', { type: 'deficiency', id: deficiencyId }, { requestId, officeId, groupId })
}

/** Held, so that no reminder goes while it is decided that none shall. */
async function waiting(ctx: Ctx, { request: { id } }: FoundRequest) {
  const request = await ctx.rows(answerRequests).hold({ id })
  if (request.state !== 'sent') throw new Conflict('errors.notFromHere')
  return request
}

/** Gives how many were under way. */
async function endHolds(ctx: Ctx, requestId: string): Promise<number> {
  const open = await ctx.rows(reminderHolds).all({ requestId, endedAt: IsNull() })
  for (const hold of open) await ctx.rows(reminderHolds).update(hold, { endedAt: ctx.now })
  return open.filter(({ untilDay }) => untilDay > ctx.today).length
}
