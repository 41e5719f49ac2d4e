import { In, MoreThanOrEqual } from 'typeorm'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { agendaItems, meetings, PLAIN_ITEM } from '#src/features/meetings/meeting.entity.ts'
import { numberAgenda } from '#src/features/meetings/place-on-agenda.ts'
import type { Ctx } from '#src/work/context.ts'
import { itemTitle } from './item-title.ts'
import type { TakenOff } from './link.entity.ts'
import type { Merge } from './link.queries.ts'
import { moveItems, moveRows } from './move-baggage.ts'
import { holdAgendas } from './standing.ts'
import type { Undoing } from './undoing.queries.ts'

type Titled = Pick<Deficiency, 'id' | 'title'>

/**
 * What a merge moved goes back, as far as it still belongs to the one that lived on, and what was taken off an agenda stands
 * there again unless that meeting has begun. Gives the later merges as they then are: an item that one of them took off
 * stands on the agenda when no other does.
 */
export async function bringBack(ctx: Ctx, { merge, from, to, merges, reports }: Undoing): Promise<Merge[]> {
  const { moved } = merge
  const own = await ctx.rows(agendaItems).all({ id: In([...moved.items]) })
  await holdAgendas(ctx, [...own, ...[merge, ...merges].flatMap(each => each.moved.takenOff)])
  const staying = new Set(reports.map(({ id }) => id))
  await moveRows(ctx, to.id, from.id, { ...moved, reports: moved.reports.filter(id => !staying.has(id)) })
  await moveItems(ctx, to, from, moved.items)
  for (const item of moved.takenOff) await putBack(ctx, item, from)
  const after: Merge[] = []
  for (const other of merges) after.push(await standingIn(ctx, other, to))
  return after
}

/** On the agenda of a planned meeting, at its place, unless the systemfel stands there. Tells whether it was put there. */
async function putBack(ctx: Ctx, { position, ...item }: TakenOff, about: Titled): Promise<boolean> {
  const { meetingId } = item
  const meeting = await ctx.rows(meetings).get({ id: meetingId })
  const standing = await ctx.rows(agendaItems).count({ meetingId, deficiencyId: about.id })
  if (meeting.state !== 'planned' || standing > 0) return false
  for (const each of await ctx.rows(agendaItems).all({ meetingId, position: MoreThanOrEqual(position) }))
    await ctx.rows(agendaItems).change(each.id, { position: each.position + 1 })
  const [deficiencyId, title] = [about.id, itemTitle(item, about)]
  await ctx
    .rows(agendaItems)
    .insert({ ...PLAIN_ITEM, ...item, position, deficiencyId, title, note: null, paragraph: null, version: 1 })
  await numberAgenda(ctx, meeting)
  return true
}

async function standingIn(ctx: Ctx, other: Merge, to: Titled): Promise<Merge> {
  const moving: string[] = []
  for (const item of other.moved.takenOff) if (await putBack(ctx, item, to)) moving.push(item.id)
  if (moving.length === 0) return other
  const { moved } = other
  const takenOff = moved.takenOff.filter(({ id }) => !moving.includes(id))
  const brought = { ...moved.brought, placed: true }
  return { ...other, moved: { ...moved, brought, takenOff, items: [...moved.items, ...moving] } }
}
