import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions, type TaskInvitation } from './action.entity.ts'
import { actionPolicy } from './action.policy.ts'

export interface FoundAction {
  readonly action: Action
  readonly deficiency: DeficiencyInCircle
  /** The organisation and the one that it is a unit of, or the office. */
  readonly owners: readonly string[]
  /** Of whoever came by a mailed link. */
  readonly invitation?: TaskInvitation
}

/** Throws `NotFound` when there is none or the actor stands outside the circle of its systemfel. */
export async function findAction(ctx: Ctx, id: string): Promise<FoundAction> {
  const found = await withOwners(ctx, await ctx.rows(actions).get({ id }))
  actionPolicy.reveal(ctx.actor, found)
  return found
}

/** For those who have shown otherwise that they may. */
export async function withOwners(ctx: Ctx, action: Action): Promise<FoundAction> {
  const deficiency = await deficiencyById(ctx, action.deficiencyId)
  return { action, deficiency, owners: await ownersOf(ctx, action) }
}

async function ownersOf(ctx: Ctx, { organisationId, officeId }: Action): Promise<string[]> {
  if (organisationId === null) return officeId === null ? [] : [officeId]
  const { parentId } = await ctx.rows(organisations).get({ id: organisationId })
  return parentId === null ? [organisationId] : [organisationId, parentId]
}

/** The action as its editor saw it. Throws `Conflict` when it has been changed since, also when its state now forbids the act. */
export function asSeen(action: Action, version: number): Action {
  if (version !== action.version) throw new Conflict('errors.conflict', { table: actions.name, id: action.id })
  return action
}

/** What the log tells of who did it, beside the actor: the holder of a link has no account. */
export const byHolder = ({ invitation }: FoundAction): { holderId?: string } =>
  invitation === undefined ? {} : { holderId: invitation.holderId }
