import { accessLinks } from '#src/features/people/access-link.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { callInvitations } from './call.entity.ts'
import { type CallTemplate, type Edition, linkFor, mailCall, type Receiver } from './call.mails.ts'

type Someone = Omit<Receiver, 'invitation'>

/** Calls somebody who has an address. Who was called before and was not needed any more is called anew, unanswered. */
export async function invite(
  ctx: Ctx,
  edition: Edition,
  { seat, holder }: Someone,
  template: CallTemplate,
): Promise<void> {
  const { id: meetingId, day } = edition.meeting
  const before = await ctx.rows(callInvitations).one({ meetingId, holderId: holder.id })
  const id = before?.id ?? ctx.newId()
  const link = await linkFor(ctx, id, holder.email ?? '', day)
  const fresh = { linkId: link.id, answer: null, substituteName: null, answeredAt: null, withdrawnAt: null }
  const invitation =
    before === null
      ? await ctx
          .rows(callInvitations)
          .insert({ ...fresh, id, meetingId, seatId: seat.id, holderId: holder.id, version: 1 })
      : await ctx.rows(callInvitations).update(before, fresh)
  await mailCall(ctx, edition, { seat, holder, invitation }, template)
}

/** Tells somebody who was called that she is not needed: calendars drop the meeting, and the link is dead. */
export async function withdraw(ctx: Ctx, edition: Edition, { seat, holder, invitation }: Receiver): Promise<void> {
  await mailCall(ctx, edition, { seat, holder, invitation }, 'notNeeded')
  await ctx.rows(accessLinks).change(invitation.linkId, { revokedAt: ctx.now })
  await ctx.rows(callInvitations).update(invitation, { withdrawnAt: ctx.now })
}
