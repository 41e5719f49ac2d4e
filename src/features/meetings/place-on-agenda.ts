import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { type AgendaItem, agendaItems, type Meeting, type Why } from './meeting.entity.ts'

/**
 * Puts a systemfel last in its section of a planned or running meeting's agenda. One that stands there already keeps
 * its place and its reason. The caller authorises; the deficiency is as last read, and given back as it became.
 * Throws `Conflict` once the meeting has been held, or when the systemfel is closed.
 */
export async function placeOnAgenda(
  ctx: Ctx,
  deficiency: Deficiency,
  meeting: Pick<Meeting, 'id' | 'groupId' | 'state'>,
  why: Why,
  whyFacts: AgendaItem['whyFacts'],
  section: AgendaItem['section'],
): Promise<Deficiency> {
  if (meeting.state === 'held' || meeting.state === 'done') throw new Conflict('errors.notFromHere')
  const items = await ctx.rows(agendaItems).all({ meetingId: meeting.id })
  if (items.some(item => item.deficiencyId === deficiency.id)) return deficiency
  const changed = await changeState(ctx, deficiency, 'place')
  await ctx.rows(agendaItems).insert({
    id: ctx.newId(),
    meetingId: meeting.id,
    deficiencyId: deficiency.id,
    title: deficiency.title,
    section,
    position: lastPosition(items) + 1,
    why,
    whyFacts,
    note: null,
    paragraph: null,
    version: 1,
  })
  const details = { meetingId: meeting.id, groupId: meeting.groupId, why, from: deficiency.state, to: changed.state }
  ctx.record('deficiency.placed', { type: 'deficiency', id: deficiency.id }, details)
  return changed
}

export const lastPosition = (items: readonly Pick<AgendaItem, 'position'>[]): number =>
  Math.max(0, ...items.map(({ position }) => position))
