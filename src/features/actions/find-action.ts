import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions } from './action.entity.ts'
import { actionPolicy } from './action.policy.ts'

export interface FoundAction {
  readonly action: Action
  readonly deficiency: DeficiencyInCircle
}

/** Throws `NotFound` when there is none or the actor stands outside the circle of its systemfel. */
export async function findAction(ctx: Ctx, id: string): Promise<FoundAction> {
  const action = await ctx.rows(actions).get({ id })
  const deficiency = await deficiencyById(ctx, action.deficiencyId)
  const found: FoundAction = { action, deficiency }
  actionPolicy.reveal(ctx.actor, found)
  return found
}

/** The action as its editor saw it. Throws `Conflict` when it has been changed since, also when its state now forbids the act. */
export function asSeen(action: Action, version: number): Action {
  if (version !== action.version) throw new Conflict('errors.conflict', { table: actions.name, id: action.id })
  return action
}
