import { seatsWithHolders } from '#src/features/groups/group.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import type { CallInvitation } from './call.entity.ts'
import type { Edition, Receiver } from './call.mails.ts'
import { editionOf, invitationsOf, meetingCalled } from './call.queries.ts'
import { isNeeded } from './call.rules.ts'
import { invite, withdraw } from './invite.ts'

/** Calls the substitutes whom the holder's answer asks for, and tells those whom it no longer does. */
export async function settleSubstitutes(ctx: Ctx, { meetingId, seatId, answer, substituteName }: CallInvitation) {
  const meeting = await meetingCalled(ctx, meetingId)
  const edition = { meeting, sequence: (await editionOf(ctx, meetingId))?.sequence ?? 0 }
  const seats = await seatsWithHolders(ctx, meeting.groupId, meeting.day)
  const called = new Map((await invitationsOf(ctx, meetingId)).map(one => [one.holderId, one]))
  const holders = seats
    .filter(({ id }) => id === seatId)
    .flatMap(seat => seat.holders.map(holder => ({ seat, holder })))
  for (const one of holders.filter(({ holder }) => holder.substitute)) {
    const invitation = called.get(one.holder.id) ?? null
    await settle(ctx, edition, one, { invitation, needed: isNeeded(answer, substituteName, one.holder) })
  }
}

async function settle(
  ctx: Ctx,
  edition: Edition,
  substitute: Omit<Receiver, 'invitation'>,
  { invitation, needed }: { readonly invitation: CallInvitation | null; readonly needed: boolean },
): Promise<void> {
  if (needed && invitation === null && substitute.holder.email !== null)
    await invite(ctx, edition, substitute, 'substitute')
  if (!needed && invitation !== null) await withdraw(ctx, edition, { ...substitute, invitation })
}
