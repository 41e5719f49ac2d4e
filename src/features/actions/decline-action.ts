import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { howOf } from './accept-action.ts'
import { type Action, actions } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { asSeen, byHolder, type FoundAction } from './find-action.ts'
import { tellKeepers } from './task.mails.ts'

/** `proof` holds why: in every end it is what shows how the action ended. */
export const Refusal = z.object({ version: field.version(), proof: field.formal(2000, 'actions.whyDeclineMissing') })

/** The owner does not take it on. The systemfel is on the group's next agenda by rule. */
export async function declineAction(
  ctx: Ctx,
  found: FoundAction,
  { version, proof }: z.output<typeof Refusal>,
): Promise<Action> {
  actionPolicy.authorize(ctx.actor, 'answer', found)
  const action = asSeen(found.action, version)
  const state = actionLifecycle.next(action.state, 'decline')
  const declined = await ctx.rows(actions).update(action, { state, proof, closedAt: ctx.now })
  const how = howOf(ctx, found)
  const facts = { actionId: action.id, kind: action.kind, how, ...byHolder(found) }
  ctx.record('action.declined', { type: 'deficiency', id: found.deficiency.id }, facts)
  if (how !== 'convener') await tellKeepers(ctx, found, 'actions.declined')
  return declined
}
