import type { Ctx } from '#src/work/context.ts'
import { meetingScreens } from './live.entity.ts'
import type { Matter } from './matter.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'

/** The secretary puts an item before those who follow. */
export async function showItem(ctx: Ctx, { meeting, item }: Matter): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'decide')
  await putOnScreen(ctx, meeting, item.id)
  ctx.record('meeting.itemShown', { type: 'meeting', id: meeting.id }, { itemId: item.id })
}

/** As a decision is made, those who follow go on to the next item, too. Null when none is left. */
export async function putOnScreen(ctx: Ctx, { id }: MeetingInGroup, agendaItemId: string | null): Promise<void> {
  const rows = ctx.rows(meetingScreens)
  const screen = await rows.one({ meetingId: id })
  if (screen === null) await rows.insert({ id: ctx.newId(), meetingId: id, agendaItemId, step: 1 })
  else await rows.change(screen.id, { agendaItemId, step: screen.step + 1 })
}
