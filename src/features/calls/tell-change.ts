import { seats as seatTable } from '#src/features/groups/group.entity.ts'
import { holdersOf, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { callInvitations } from './call.entity.ts'
import { type Edition, mailCall, type Receiver, withUsableLink } from './call.mails.ts'
import { calledTo, invitationsOf } from './call.queries.ts'
import { type Change, changeBetween } from './call.rules.ts'
import { changeEdition } from './edition.ts'
import { invite, withdraw } from './invite.ts'

/**
 * A planned meeting has another day, time or place: it is a new edition, and whoever has been called is told, once. With
 * another day or time everybody answers again. Who holds a seat on the new day only is called, and who no longer does is
 * told so. Of what has passed both before and after, nobody is told.
 */
export async function tellChange(ctx: Ctx, before: MeetingInGroup, after: MeetingInGroup): Promise<void> {
  const change = changeBetween(before, after)
  if (change === 'none') return
  const { sequence, calledAt } = await changeEdition(ctx, after.id, edition => ({ sequence: edition.sequence + 1 }))
  const passed = before.day < ctx.today && after.day < ctx.today
  if (calledAt === null || passed) return
  const edition = { meeting: after, sequence }
  await withdrawLeavers(ctx, edition)
  for (const { seat, holder, invitation } of await calledTo(ctx, after)) {
    if (invitation !== null) await tell(ctx, edition, { seat, holder, invitation }, change)
    else if (holder.email !== null) await invite(ctx, edition, { seat, holder }, 'call')
  }
}

async function tell(ctx: Ctx, edition: Edition, to: Receiver, change: Change): Promise<void> {
  const unanswered = { answer: null, substituteName: null, answeredAt: null }
  const invitation =
    change === 'time' ? await ctx.rows(callInvitations).update(to.invitation, unanswered) : to.invitation
  const address = to.holder.email ?? ''
  const usable = address === '' ? invitation : await withUsableLink(ctx, edition.meeting, invitation, address)
  await mailCall(ctx, edition, { ...to, invitation: usable }, 'changed')
}

/** Who was called and has no place on the day of the meeting any more. */
export async function withdrawLeavers(ctx: Ctx, edition: Edition): Promise<void> {
  const { groupId, day, id } = edition.meeting
  const holding = (await seatsWithHolders(ctx, groupId, day)).flatMap(({ holders }) => holders.map(one => one.id))
  const leaving = (await invitationsOf(ctx, id)).filter(({ holderId }) => !holding.includes(holderId))
  for (const invitation of leaving) {
    const seat = await ctx.rows(seatTable).get({ id: invitation.seatId })
    const holder = (await holdersOf(ctx, [seat.id])).find(one => one.id === invitation.holderId)
    if (holder === undefined) continue
    await withdraw(ctx, edition, { seat: { ...seat, organisationName: null }, holder, invitation })
  }
}
