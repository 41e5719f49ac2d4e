import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { asSeen, type FoundAction } from './find-action.ts'

export const Acceptance = z.object({ version: field.version(), ownerFunction: field.name(120) })

/** The owner takes it on. Who does so is a function, never a person. */
export async function acceptAction(
  ctx: Ctx,
  found: FoundAction,
  { version, ownerFunction }: z.output<typeof Acceptance>,
): Promise<Action> {
  actionPolicy.authorize(ctx.actor, 'change', found)
  const { deficiency } = found
  const action = asSeen(found.action, version)
  const state = actionLifecycle.next(action.state, 'accept')
  const accepted = await ctx.rows(actions).update(action, { state, ownerFunction, startedDay: ctx.today })
  ctx.record('action.accepted', { type: 'deficiency', id: deficiency.id }, { actionId: action.id, kind: action.kind })
  return accepted
}
