import { type SeatHolder, seatHolders } from '#src/features/groups/group.entity.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { findLink } from '#src/mail/find-link.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CallInvitation, callInvitations } from './call.entity.ts'

/** For the holder of a mailed link, who needs no account. Throws one and the same `NotFound` for every dead link. */
export async function callByLink(ctx: Ctx, token: string | null): Promise<CallInvitation> {
  if (token === null) throw new NotFound('errors.notFound')
  const link = await findLink(ctx, token, 'call')
  const invitation = await ctx.rows(callInvitations).one({ id: link.subjectId, linkId: link.id })
  if (invitation === null || invitation.withdrawnAt !== null) throw new NotFound('errors.notFound')
  return invitation
}

/** Whose call it is. */
export const holderOf = (ctx: Ctx, { holderId }: CallInvitation): Promise<SeatHolder> =>
  ctx.rows(seatHolders).get({ id: holderId })
