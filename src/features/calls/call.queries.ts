import { IsNull } from 'typeorm'
import { groupOffices, groups, type SeatHolder } from '#src/features/groups/group.entity.ts'
import { holdersOf, type SeatWithHolders, seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { type Meeting, meetings } from '#src/features/meetings/meeting.entity.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { people } from '#src/features/people/person.entity.ts'
import { deliveriesOf } from '#src/mail/deliveries.ts'
import type { Delivery } from '#src/mail/letters.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CallInvitation, callInvitations, type MeetingCall, meetingCalls } from './call.entity.ts'
import { type Expected, expectedIn } from './call.rules.ts'

/** For those who come by a link: the caller has shown that they are called. */
export async function meetingCalled(ctx: Ctx, id: string): Promise<MeetingInGroup> {
  const meeting = await ctx.rows(meetings).get({ id })
  const group = await ctx.rows(groups).get({ id: meeting.groupId })
  const served = await ctx.rows(groupOffices).all({ groupId: group.id })
  return { ...meeting, group, officeIds: served.map(({ officeId }) => officeId) }
}

/** Null for a meeting in its first edition that nobody has been called to. */
export const editionOf = (ctx: Ctx, meetingId: string): Promise<MeetingCall | null> =>
  ctx.rows(meetingCalls).one({ meetingId })

/** Of everybody who has been called and is still needed. */
export const invitationsOf = (ctx: Ctx, meetingId: string): Promise<CallInvitation[]> =>
  ctx.rows(callInvitations).all({ meetingId, withdrawnAt: IsNull() }, { id: 'ASC' })

/** Somebody with a place in the group on the day of the meeting, and how it stands with the call. */
export interface Called {
  readonly seat: SeatWithHolders
  readonly holder: SeatHolder
  readonly invitation: CallInvitation | null
  /** Of the last letter; null where there is none. */
  readonly delivery: Delivery | null
}

/** Ordinary holders of every seat, and the substitutes who have been called, in the order of the seats. */
export async function calledTo(ctx: Ctx, meeting: Meeting): Promise<Called[]> {
  const seats = await seatsWithHolders(ctx, meeting.groupId, meeting.day)
  const invitations = new Map((await invitationsOf(ctx, meeting.id)).map(one => [one.holderId, one]))
  const deliveries = await deliveriesOf(
    ctx,
    [...invitations.values()].map(({ id }) => id),
  )
  return seats.flatMap(seat =>
    seat.holders.flatMap(holder => {
      const invitation = invitations.get(holder.id) ?? null
      if (holder.substitute && invitation === null) return []
      return [{ seat, holder, invitation, delivery: deliveries.get(invitation?.id ?? '') ?? null }]
    }),
  )
}

/** The call of the person who is signed in: by her account, or by the address that the seat is reached at. */
export async function ownInvitation(ctx: Ctx, meetingId: string): Promise<CallInvitation | null> {
  const person = await ctx.rows(people).one({ id: ctx.actor.id })
  if (person === null) return null
  const invitations = await invitationsOf(ctx, meetingId)
  const holders = await holdersOf(ctx, [...new Set(invitations.map(({ seatId }) => seatId))])
  const own = holders.filter(({ personId, email }) => personId === person.id || (!personId && email === person.email))
  return invitations.find(({ holderId }) => own.some(({ id }) => id === holderId)) ?? null
}

/** Who is expected in each seat, by its id, as far as people have answered. */
export async function expectedAt(ctx: Ctx, meeting: Meeting): Promise<Map<string, Expected>> {
  const called = await calledTo(ctx, meeting)
  const expected = new Map<string, Expected>()
  for (const { seat, holder, invitation } of called) {
    if (holder.substitute) continue
    const substitutes = called
      .filter(one => one.seat.id === seat.id && one.holder.substitute)
      .map(one => ({ name: one.holder.name, answer: one.invitation?.answer ?? null }))
    const { answer, substituteName } = invitation ?? { answer: null, substituteName: null }
    const found = expectedIn({ answer, substituteName, substitutes })
    if (found !== null) expected.set(seat.id, found)
  }
  return expected
}
