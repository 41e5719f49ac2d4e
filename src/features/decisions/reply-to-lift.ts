import { IsNull } from 'typeorm'
import { z } from 'zod'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { type DeficiencyInCircle, deficiencyById } from '#src/features/deficiencies/find-deficiency.ts'
import { type Group, groups } from '#src/features/groups/group.entity.ts'
import { type Lift, lifts } from '#src/features/meetings/decision.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { nextMeetingOf } from '#src/features/meetings/meeting.queries.ts'
import { numberAgenda, placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { liftPolicy } from './lift.policy.ts'

export const GroupReply = z.object({ reply: field.formal(4000, 'decisions.replyMissing') })
/** Of a body outside, also where the reply stands written. */
export const OutsideReply = GroupReply.extend({ replySource: field.formal(200, 'decisions.sourceMissing') })
interface Reply {
  readonly reply: string
  readonly replySource?: string
}

/**
 * Answers a lift. The reply reaches every group that has lifted the systemfel to the same receiver: each finds it on its
 * next agenda and is told by mail. Throws `Conflict` when it is answered already.
 */
export async function replyToLift(
  ctx: Ctx,
  deficiency: DeficiencyInCircle,
  liftId: string,
  { reply, replySource }: Reply,
): Promise<void> {
  const lift = await ctx.rows(lifts).hold({ id: liftId, deficiencyId: deficiency.id })
  liftPolicy.authorize(ctx.actor, 'reply', { lift, deficiency })
  if (lift.repliedAt !== null) throw new Conflict('decisions.repliedAlready')
  const answered = await alike(ctx, lift)
  for (const { id } of answered)
    await ctx.rows(lifts).change(id, { reply, replySource: replySource ?? null, repliedAt: ctx.now })
  const givers = [...new Set(answered.map(({ fromGroupId }) => fromGroupId))]
  const { toGroupId } = lift
  ctx.record('lift.replied', { type: 'deficiency', id: deficiency.id }, { liftId, toGroupId, givers })
  const receiver = toGroupId === null ? null : await ctx.rows(groups).get({ id: toGroupId })
  for (const id of givers) await reach(ctx, lift, await ctx.rows(groups).get({ id }), receiver)
}

/** The lifts that wait for the same receiver's reply. */
async function alike(ctx: Ctx, { deficiencyId, toGroupId, toName }: Lift): Promise<Lift[]> {
  const waiting = await ctx.rows(lifts).all({ deficiencyId, repliedAt: IsNull() }, { id: 'ASC' })
  const named = (name: string | null): string | undefined => name?.trim().toLocaleLowerCase('sv')
  return waiting.filter(one => one.toGroupId === toGroupId && named(one.toName) === named(toName))
}

/** The giver finds the reply on its next agenda, under Svar; where none is planned, it waits for the next one made. */
async function reach(ctx: Ctx, lift: Lift, giver: Group, receiver: Group | null): Promise<void> {
  const deficiency = await deficiencyById(ctx, lift.deficiencyId)
  const next = await nextMeetingOf(ctx, giver.id)
  if (next !== null && lifecycle.allows(deficiency.state, 'place')) {
    const whyFacts = { organisation: receiver?.name ?? lift.toName ?? '', day: ctx.today }
    await placeOnAgenda(ctx, deficiency, next, 'answer_in', whyFacts, 'answers')
    const item = await ctx.rows(agendaItems).get({ meetingId: next.id, deficiencyId: deficiency.id })
    if (item.whyFacts['corrects'] === undefined && item.paragraph === null) {
      await ctx.rows(agendaItems).update(item, { section: 'answers', why: 'answer_in', whyFacts })
      await numberAgenda(ctx, next)
    }
  }
  if (giver.email === null) return
  await enqueueMail(ctx, {
    template: receiver === null ? 'decisions.outsideReplied' : 'decisions.replied',
    to: { address: giver.email, name: giver.name },
    facts: { reference: deficiency.number, ...(receiver === null ? {} : { group: receiver.name }) },
    path: `/systemfel/${deficiency.number}/lyft`,
    about: { type: 'lift', id: lift.id },
  })
}
