import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { asSeen, type FoundAction } from './find-action.ts'
import { tellCancelled } from './tell-holders.ts'

/** `proof` holds why it was called off: in both ends it is what shows how the action ended. */
export const Cancellation = z.object({ version: field.version(), proof: field.formal(2000) })

/** With `heldByMeetingId` the letters to those who had been told of it lie in that meeting's tray. */
export async function cancelAction(
  ctx: Ctx,
  found: FoundAction,
  { version, proof }: z.output<typeof Cancellation>,
  options: { readonly heldByMeetingId?: string } = {},
): Promise<Action> {
  actionPolicy.authorize(ctx.actor, 'change', found)
  const { deficiency } = found
  const action = asSeen(found.action, version)
  const state = actionLifecycle.next(action.state, 'cancel')
  const cancelled = await ctx.rows(actions).update(action, { state, proof, closedAt: ctx.now, nextContactDay: null })
  ctx.record('action.cancelled', { type: 'deficiency', id: deficiency.id }, { actionId: action.id, from: action.state })
  await tellCancelled(ctx, found, options)
  return cancelled
}
