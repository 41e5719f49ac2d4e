import { z } from 'zod'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions, dueChanges } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { openWish, settleWish } from './ask-due-day.ts'
import { asSeen, type FoundAction } from './find-action.ts'

export const NewDueDay = z.object({ version: field.version(), dueDay: field.day(), reason: field.formal(1000) })

export const dueDayFaults = (ctx: Ctx, { dueDay }: z.output<typeof NewDueDay>): FieldErrors =>
  dueDay < ctx.today ? { dueDay: ['actions.dueEarlier'] } : {}

/** Sets another due day and keeps the old one with the reason. Whoever has asked for another day has an answer by it. */
export async function changeDueDay(
  ctx: Ctx,
  found: FoundAction,
  { version, dueDay, reason }: z.output<typeof NewDueDay>,
): Promise<Action> {
  actionPolicy.authorize(ctx.actor, 'change', found)
  const { deficiency } = found
  const action = asSeen(found.action, version)
  const state = actionLifecycle.next(action.state, 'changeDue')
  const changed = await ctx.rows(actions).update(action, { state, dueDay })
  const fromDay = action.dueDay
  await ctx
    .rows(dueChanges)
    .insert({ id: ctx.newId(), actionId: action.id, fromDay, toDay: dueDay, reason, at: ctx.now })
  ctx.record(
    'action.dueChanged',
    { type: 'deficiency', id: deficiency.id },
    {
      actionId: action.id,
      from: fromDay ?? '–',
      to: dueDay,
    },
  )
  const wish = await openWish(ctx, action.id)
  if (wish !== null) await settleWish(ctx, found, wish, dueDay)
  return changed
}
