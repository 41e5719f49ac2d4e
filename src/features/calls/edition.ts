import type { Ctx } from '#src/work/context.ts'
import { type MeetingCall, meetingCalls } from './call.entity.ts'
import { editionOf } from './call.queries.ts'

/** What calendars and people have been told of the meeting, with what is new; made where there is none. */
export async function changeEdition(
  ctx: Ctx,
  meetingId: string,
  changes: (before: Pick<MeetingCall, 'sequence'>) => Partial<MeetingCall>,
): Promise<MeetingCall> {
  const before = await editionOf(ctx, meetingId)
  if (before !== null) return ctx.rows(meetingCalls).update(before, changes(before))
  const first = { sequence: 0, calledAt: null, remindedDay: null, cancelledAt: null, cancelReason: null }
  return ctx.rows(meetingCalls).insert({ ...first, id: ctx.newId(), meetingId, version: 1, ...changes(first) })
}
