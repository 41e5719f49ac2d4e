import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { type Faulty, faulty, field, type Submitted } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { recusals } from './live.entity.ts'
import type { Matter } from './matter.ts'
import { agendaItems } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { attendanceOf } from './meeting.queries.ts'
import { wasThere } from './presence.rules.ts'

export const RecusalForm = z.object({
  item: field.id('errors.form'),
  version: field.version(),
  recused: field.ids(),
})

/**
 * Who takes no part in an item. The item's own version tells two secretaries apart: the form of the second is given back.
 */
export async function noteRecusal(
  ctx: Ctx,
  { meeting, item }: Matter,
  { version, recused }: z.output<typeof RecusalForm>,
  body: Submitted,
): Promise<Faulty | null> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'note')
  const there = (await attendanceOf(ctx, meeting.id)).filter(wasThere)
  if (recused.some(id => there.every(one => one.id !== id))) throw new Conflict('live.notThere')
  if (version !== item.version) return faulty(body, { recused: ['live.recusalConflict'] })
  await ctx.rows(agendaItems).update(item, { note: item.note })
  const before = await ctx.rows(recusals).all({ agendaItemId: item.id })
  for (const { id, attendanceId } of before)
    if (!recused.includes(attendanceId)) await ctx.rows(recusals).remove({ id })
  for (const attendanceId of recused)
    if (before.every(one => one.attendanceId !== attendanceId))
      await ctx.rows(recusals).insert({ id: ctx.newId(), attendanceId, agendaItemId: item.id })
  ctx.record('meeting.recusalNoted', { type: 'meeting', id: meeting.id }, { itemId: item.id, count: recused.length })
  return null
}
