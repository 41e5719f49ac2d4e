import { callMeeting } from '#src/features/calls/call-meeting.ts'
import { cancelMeeting } from '#src/features/calls/cancel-meeting.ts'
import { findMeeting } from '#src/features/meetings/meeting.queries.ts'
import { planMeeting } from '#src/features/meetings/plan-meeting.ts'
import type { Cast } from './cast.ts'
import type { Moment } from './stage.ts'

const [PLANNED, CANCELLED, DAY] = [-66, -64, -52]
const REASON = 'För få kan komma. Det som väntade tas upp på nästa möte.'

/** A meeting that was called to and then called off: whoever was called has been told. */
export function cancelledMoments(cast: Cast): Moment[] {
  let id = ''
  return [
    cast.on(PLANNED, '09:10', cast.convener, async ctx => {
      const { register, stage } = cast
      const place = 'Kommunhuset, sammanträdesrum Viken'
      ;({ id } = await planMeeting(ctx, { groupId: register.group.id, day: stage.workday(DAY), time: '13:00', place }))
      await callMeeting(ctx, await findMeeting(ctx, id))
    }),
    cast.on(CANCELLED, '14:20', cast.convener, async ctx => {
      const meeting = await findMeeting(ctx, id)
      await cancelMeeting(ctx, meeting, { reason: REASON, version: meeting.version })
    }),
  ]
}
