import { z } from 'zod'
import { seatsWithHolders } from '#src/features/groups/group.queries.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { CALL_ANSWERS, type CallAnswer, type CallInvitation, callInvitations } from './call.entity.ts'
import type { Edition } from './call.mails.ts'
import { editionOf, invitationsOf, meetingCalled } from './call.queries.ts'
import { isNeeded, takesAnswers } from './call.rules.ts'
import { holderOf } from './find-call.ts'
import { invite, withdraw } from './invite.ts'

const CallAnswerForm = z.object({
  answer: field.choice(CALL_ANSWERS, 'calls.chooseAnswer'),
  substituteName: field.optionalName(120),
})

/**
 * Takes in whether somebody comes, by link or signed in; the latest answer counts. When the holder of a seat declines, the
 * substitutes that the seat has are called, and told when they are not needed after all. Gives the form back when
 * something is wrong with it. Throws `Conflict` when the meeting is cancelled, has passed or has begun.
 */
export async function answerCall(ctx: Ctx, { id }: CallInvitation, body: Submitted): Promise<Faulty | null> {
  const form = ctx.form(CallAnswerForm, body)
  if (!form.ok) return form
  const { answer } = form.value
  const substituteName = answer === 'substitute' ? form.value.substituteName : null
  if (answer === 'substitute' && substituteName === null) return faulty(body, { substituteName: ['calls.giveName'] })
  const invitation = await ctx.rows(callInvitations).get({ id })
  const held = await ctx.rows(meetings).hold({ id: invitation.meetingId })
  if (!takesAnswers(held, ctx.today)) throw new Conflict('calls.closed')
  const holder = await holderOf(ctx, invitation)
  if (holder.substitute && answer === 'substitute') return faulty(body, { answer: ['calls.chooseAnswer'] })
  const current = await ctx.rows(callInvitations).hold({ id })
  if (current.withdrawnAt !== null) throw new NotFound('errors.notFound')
  await ctx.rows(callInvitations).update(current, { answer, substituteName, answeredAt: ctx.now })
  const facts = { invitationId: id, seatId: current.seatId, from: current.answer, to: answer }
  ctx.record('meeting.callAnswered', { type: 'meeting', id: held.id }, facts)
  if (!holder.substitute) await settleSubstitutes(ctx, current, answer, substituteName)
  return null
}

async function settleSubstitutes(
  ctx: Ctx,
  { meetingId, seatId }: CallInvitation,
  answer: CallAnswer,
  substituteName: string | null,
): Promise<void> {
  const meeting = await meetingCalled(ctx, meetingId)
  const edition: Edition = { meeting, sequence: (await editionOf(ctx, meetingId))?.sequence ?? 0 }
  const seat = (await seatsWithHolders(ctx, meeting.groupId, meeting.day)).find(({ id }) => id === seatId)
  const called = new Map((await invitationsOf(ctx, meetingId)).map(one => [one.holderId, one]))
  for (const holder of seat?.holders ?? []) {
    if (seat === undefined || !holder.substitute) continue
    const invitation = called.get(holder.id)
    const needed = isNeeded(answer, substituteName, holder)
    if (needed && invitation === undefined && holder.email !== null)
      await invite(ctx, edition, { seat, holder }, 'substitute')
    if (!needed && invitation !== undefined) await withdraw(ctx, edition, { seat, holder, invitation })
  }
}
