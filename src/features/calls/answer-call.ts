import { z } from 'zod'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { CALL_ANSWERS, type CallInvitation, callInvitations } from './call.entity.ts'
import { takesAnswers } from './call.rules.ts'
import { holderOf } from './find-call.ts'
import { settleSubstitutes } from './settle-substitutes.ts'

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
  const answered = await ctx.rows(callInvitations).update(current, { answer, substituteName, answeredAt: ctx.now })
  const facts = { invitationId: id, seatId: current.seatId, from: current.answer, to: answer }
  ctx.record('meeting.callAnswered', { type: 'meeting', id: held.id }, facts)
  if (!holder.substitute) await settleSubstitutes(ctx, answered)
  return null
}
