import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy, speaksFor } from './action.policy.ts'
import { asSeen, byHolder, type FoundAction } from './find-action.ts'
import { tellKeepers } from './task.mails.ts'

export const Acceptance = z.object({
  version: field.version(),
  ownerFunction: field.name(120),
  expectedEffect: field.optionalFormal(1000),
})

/** The owner takes it on. Who does so is a function, never a person. */
export async function acceptAction(
  ctx: Ctx,
  found: FoundAction,
  { version, ownerFunction, expectedEffect }: z.output<typeof Acceptance>,
): Promise<Action> {
  actionPolicy.authorize(ctx.actor, 'answer', found)
  const action = asSeen(found.action, version)
  const state = actionLifecycle.next(action.state, 'accept')
  const acceptedHow = howOf(ctx, found)
  const taken = { ownerFunction, expectedEffect, acceptedHow, acceptedAt: ctx.now, startedDay: ctx.today }
  const accepted = await ctx.rows(actions).update(action, { state, ...taken })
  const facts = { actionId: action.id, kind: action.kind, how: acceptedHow, ...byHolder(found) }
  ctx.record('action.accepted', { type: 'deficiency', id: found.deficiency.id }, facts)
  if (acceptedHow !== 'convener') await tellKeepers(ctx, found, 'actions.accepted')
  return accepted
}

/** `convener`: on the word of the member. */
export function howOf(ctx: Ctx, found: FoundAction): 'link' | 'member' | 'convener' {
  if (found.invitation !== undefined) return 'link'
  return speaksFor(ctx.actor, found) ? 'member' : 'convener'
}
