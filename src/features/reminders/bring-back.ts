import { IsNull } from 'typeorm'
import type { AnswerRequest } from '#src/features/answers/answer.entity.ts'
import { partiesOf } from '#src/features/answers/answer.mails.ts'
import { circleMembers, type Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { unansweredReason } from '#src/features/meetings/agenda.rules.ts'
import { type AgendaItem, agendaItems, type Why } from '#src/features/meetings/meeting.entity.ts'
import { nextOpenAgendaOf } from '#src/features/meetings/meeting.queries.ts'
import { placeOnAgenda } from '#src/features/meetings/place-on-agenda.ts'
import type { Ctx } from '#src/work/context.ts'

/**
 * The question is back before whoever asked, as unanswered: on the group's next agenda that is not locked, or, of a question that
 * an office asked, of every group in the systemfel's circle. One that stands there already for a lesser reason, such as having
 * been postponed, says this one from now on. Where no meeting is planned, the agenda's own rule takes it up when one is.
 */
export async function bringBack(ctx: Ctx, request: AnswerRequest): Promise<void> {
  const { deficiency, organisation } = await partiesOf(ctx, request)
  if (!isOpen(deficiency.state)) return
  let current: Deficiency = deficiency
  for (const groupId of await groupIdsFor(ctx, request))
    current = await bringTo(ctx, current, groupId, {
      organisation: organisation.name,
      day: request.dueDay ?? ctx.today,
    })
}

/** Reasons that say less than that a question is unanswered; what a person has put there, or what only informs, stands. */
const LESSER: readonly Why[] = [
  'answer_overdue',
  'action_overdue',
  'postponed',
  'taken_directly',
  'meets_definition',
  'new',
]
const givesWay = ({ why, whyFacts }: AgendaItem): boolean => LESSER.includes(why) && whyFacts['variant'] !== 'between'

async function groupIdsFor(ctx: Ctx, { groupId, deficiencyId }: AnswerRequest): Promise<string[]> {
  if (groupId !== null) return [groupId]
  const groups = await ctx.rows(circleMembers).all({ deficiencyId, kind: 'group' }, { memberId: 'ASC' })
  return groups.map(({ memberId }) => memberId)
}

async function bringTo(
  ctx: Ctx,
  deficiency: Deficiency,
  groupId: string,
  overdue: { readonly organisation: string; readonly day: string },
): Promise<Deficiency> {
  const meeting = await nextOpenAgendaOf(ctx, groupId)
  if (meeting === null) return deficiency
  const { why, facts, section } = unansweredReason(overdue)
  const standing = await ctx
    .rows(agendaItems)
    .one({ meetingId: meeting.id, deficiencyId: deficiency.id, paragraph: IsNull() })
  if (standing === null) return placeOnAgenda(ctx, deficiency, meeting, why, facts, section)
  if (givesWay(standing)) await ctx.rows(agendaItems).update(standing, { why, whyFacts: facts })
  return deficiency
}
