import { seatHolders, seats } from '#src/features/groups/group.entity.ts'
import { holdsOn } from '#src/features/groups/seat.rules.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { actions, type TaskInvitation, taskInvitations } from './action.entity.ts'
import { type FoundAction, withOwners } from './find-action.ts'

/** An action, for the holder of the link to it. */
export interface Task extends FoundAction {
  readonly invitation: TaskInvitation
}

/**
 * For the holder of a mailed link, who needs no account. Throws one and the same `NotFound` for every dead link: it dies
 * when somebody else holds the seat, when she is reached at another address, and when the seat is another organisation's.
 */
export async function taskByLink(ctx: Ctx, token: string): Promise<Task> {
  const link = await findLink(ctx, token, 'task')
  const invitation = await ctx.rows(taskInvitations).one({ id: link.subjectId, linkId: link.id })
  if (invitation === null) throw new NotFound('errors.notFound')
  const found = await withOwners(ctx, await ctx.rows(actions).get({ id: invitation.actionId }))
  const holder = await ctx.rows(seatHolders).get({ id: invitation.holderId })
  const seat = await ctx.rows(seats).get({ id: invitation.seatId })
  const hers = holdsOn(holder, ctx.today) && !holder.substitute && holder.email === link.contact
  if (!hers || !found.owners.includes(seat.organisationId ?? '')) throw new NotFound('errors.notFound')
  return { ...found, invitation }
}

/** As it stands now, and nobody else changes it before this unit of work ends. */
export async function holdTask(ctx: Ctx, task: Task): Promise<Task> {
  return { ...task, action: await ctx.rows(actions).hold({ id: task.action.id }) }
}
