import { bringFromBetween } from '#src/features/decisions/bring-from-between.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Reason, reasonFor } from './agenda.rules.ts'
import type { Meeting } from './meeting.entity.ts'
import { meetingPolicy, type OfGroup } from './meeting.policy.ts'
import { copyFreeItem, mustBeOpen, numberAgenda, placeLast } from './place-on-agenda.ts'
import { postponedFreeItems } from './postponed.queries.ts'
import { type WaitingDeficiency, waitingFor } from './waiting.queries.ts'

export interface Candidate extends Pick<WaitingDeficiency, 'deficiency'> {
  readonly reason: Reason
}

/** What waits for the group and why, oldest first (product §6). */
export async function candidatesFor(ctx: Ctx, groupId: string): Promise<Candidate[]> {
  const all = await waitingFor(ctx, groupId)
  return all.flatMap(({ deficiency, waiting }) => {
    const reason = reasonFor(waiting, ctx.today)
    return reason === null ? [] : [{ deficiency, reason }]
  })
}

/** Puts all that waits for the group on the meeting's agenda; what stands there stays. Gives how many were added. */
export async function proposeAgenda(ctx: Ctx, meeting: Meeting & OfGroup): Promise<number> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  mustBeOpen(meeting)
  const candidates = await candidatesFor(ctx, meeting.groupId)
  for (const { deficiency, reason } of candidates) await placeLast(ctx, deficiency, meeting, reason)
  const between = await bringFromBetween(ctx, meeting)
  const free = await postponedFreeItems(ctx, meeting.groupId)
  for (const item of free) await copyFreeItem(ctx, item, meeting)
  await numberAgenda(ctx, meeting)
  const added = candidates.length + between + free.length
  ctx.record('meeting.agendaProposed', { type: 'meeting', id: meeting.id }, { added })
  return added
}
