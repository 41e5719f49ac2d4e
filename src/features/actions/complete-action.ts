import { z } from 'zod'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { howOf } from './accept-action.ts'
import { type Action, actions, STRENGTHS } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { asSeen, byHolder, type FoundAction } from './find-action.ts'
import { tellKeepers } from './task.mails.ts'

export const Completion = z.object({
  version: field.version(),
  doneDay: field.day(),
  strength: field.choice(STRENGTHS),
  proof: field.formal(2000),
})

export const completionFaults = (ctx: Ctx, { doneDay }: z.output<typeof Completion>): FieldErrors =>
  doneDay > ctx.today ? { doneDay: ['actions.doneLater'] } : {}

/** It is done: what shows it, when, and whether it works around, eases or resolves the systemfel. */
export async function completeAction(
  ctx: Ctx,
  found: FoundAction,
  { version, ...done }: z.output<typeof Completion>,
): Promise<Action> {
  actionPolicy.authorize(ctx.actor, 'answer', found)
  const action = asSeen(found.action, version)
  const state = actionLifecycle.next(action.state, 'complete')
  const ended = { closedAt: ctx.now, nextContactDay: null }
  const completed = await ctx.rows(actions).update(action, { ...done, ...ended, state })
  const { doneDay, strength } = done
  const facts = { actionId: action.id, doneDay, strength, ...byHolder(found) }
  ctx.record('action.completed', { type: 'deficiency', id: found.deficiency.id }, facts)
  if (howOf(ctx, found) !== 'convener') await tellKeepers(ctx, found, 'actions.done')
  return completed
}
