import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { actionPolicy } from './action.policy.ts'
import type { FoundAction } from './find-action.ts'
import { isSendable } from './task-link.ts'
import { tellHolders } from './tell-holders.ts'

/**
 * Writes once more to those who hold a seat for the owner now: somebody may have taken the seat since, got another
 * address, or lost the letter. Gives how many they are.
 */
export async function resendTask(ctx: Ctx, found: FoundAction): Promise<number> {
  actionPolicy.authorize(ctx.actor, 'change', found)
  if (!isSendable(found.action)) throw new Conflict('errors.notFromHere')
  const letters = await tellHolders(ctx, found, 'actions.resent')
  const facts = { actionId: found.action.id, letters }
  ctx.record('action.linkSent', { type: 'deficiency', id: found.deficiency.id }, facts)
  return letters
}
