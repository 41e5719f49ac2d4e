import { actions } from '#src/features/actions/action.entity.ts'
import { usableInvitation } from '#src/features/actions/task-link.ts'
import { seats } from '#src/features/groups/group.entity.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { linkToken } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import type { CallInvitation } from './call.entity.ts'
import { meetingCalled } from './call.queries.ts'
import { holderOf } from './find-call.ts'
import { ownTasks } from './own-tasks.queries.ts'

/**
 * From a call to the page of an action that the seat's organisation owes. Gives the link that opens it, as the letter about
 * it would have; null where it is none of hers.
 */
export async function openOwnTask(ctx: Ctx, invitation: CallInvitation, actionId: unknown): Promise<string | null> {
  const { groupId } = await meetingCalled(ctx, invitation.meetingId)
  const seat = await ctx.rows(seats).get({ id: invitation.seatId })
  const holder = await holderOf(ctx, invitation)
  const owned = (await ownTasks(ctx, groupId, seat.organisationId)).actions.find(({ id }) => id === actionId)
  if (owned === undefined || holder.substitute || holder.email === null) return null
  const action = await ctx.rows(actions).get({ id: owned.id })
  const { linkId } = await usableInvitation(ctx, action, { seat, holder, email: holder.email })
  return linkToken(ctx.keys.link, await ctx.rows(accessLinks).get({ id: linkId }))
}
