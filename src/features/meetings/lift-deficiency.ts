import { enterCircle } from '#src/features/deficiencies/find-deficiency.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import type { Day } from '#src/kernel/days.ts'
import { enqueueMail } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Decision, type Lift, lifts } from './decision.entity.ts'
import type { DeficiencyMatter } from './matter.ts'
import { nextOpenAgendaOf } from './meeting.queries.ts'
import { placeOnAgenda } from './place-on-agenda.ts'
import { swedishDay } from './wording.ts'

interface Lifting {
  readonly toGroupId: string | null
  readonly toName: string | null
  readonly coveringText: string
  readonly wishedDay: Day
}

/** Lifts a systemfel to a group of ours, which sees it from now on and finds it on its next agenda, or to a body outside. */
export async function liftDeficiency(
  ctx: Ctx,
  matter: DeficiencyMatter,
  decision: Decision,
  { toGroupId, toName, coveringText, wishedDay }: Lifting,
): Promise<void> {
  const lift = await ctx.rows(lifts).insert({
    id: ctx.newId(),
    deficiencyId: matter.deficiency.id,
    decisionId: decision.id,
    fromGroupId: matter.meeting.groupId,
    toGroupId,
    toName,
    wishedDay,
    coveringText,
    reply: null,
    replySource: null,
    repliedAt: null,
  })
  if (toGroupId !== null) await reach(ctx, matter, lift, toGroupId)
}

async function reach(
  ctx: Ctx,
  { deficiency, meeting }: DeficiencyMatter,
  lift: Lift,
  toGroupId: string,
): Promise<void> {
  await enterCircle(ctx, deficiency.id, 'group', toGroupId)
  const next = await nextOpenAgendaOf(ctx, toGroupId)
  const facts = { group: meeting.group.name, day: meeting.day }
  if (next !== null) await placeOnAgenda(ctx, deficiency, next, 'lifted_here', facts, 'new')
  const { email, name } = await ctx.rows(groups).get({ id: toGroupId })
  if (email === null) return
  await enqueueMail(ctx, {
    template: 'meetings.lifted',
    to: { address: email, name },
    facts: { reference: deficiency.number, group: meeting.group.name, dueDay: swedishDay(lift.wishedDay) },
    path: `/systemfel/${deficiency.number}`,
    about: { type: 'lift', id: lift.id },
    heldByMeetingId: meeting.id,
  })
}
