import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { isOpen } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { livingByNumber } from '#src/features/links/link.queries.ts'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Reason } from './agenda.rules.ts'
import { type AgendaItem, agendaItems } from './meeting.entity.ts'
import { meetingPolicy } from './meeting.policy.ts'
import { decisionsOf, itemsOf, type MeetingInGroup } from './meeting.queries.ts'
import { addItem, mustBeOpen, numberAgenda, placeOnAgenda, removeAgendaItem } from './place-on-agenda.ts'
import { candidatesFor } from './propose-agenda.ts'

export const FREE_SECTIONS = ['opening', 'previous_minutes', 'follow_up', 'information', 'other'] as const
export const MoveForm = z.object({ item: field.id(), direction: field.choice(['up', 'down']) })
export const RemoveForm = z.object({ item: field.id() })
export const NumberForm = z.object({
  number: z.string('errors.required').trim().toUpperCase().min(1, 'errors.required'),
})
export const FreeItemForm = z.object({ title: field.formal(200), section: field.choice(FREE_SECTIONS) })

export function mayArrange(ctx: Ctx, meeting: MeetingInGroup): void {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  mustBeOpen(meeting)
}

/** The item above or below, when the two can change places: within a section, both undecided. */
export function neighbourOf(
  items: readonly AgendaItem[],
  item: AgendaItem,
  direction: 'up' | 'down',
): AgendaItem | null {
  const neighbour = items[items.findIndex(({ id }) => id === item.id) + (direction === 'up' ? -1 : 1)]
  const apart = neighbour === undefined || neighbour.section !== item.section
  return apart || neighbour.paragraph !== null || item.paragraph !== null ? null : neighbour
}

export async function moveItem(ctx: Ctx, meeting: MeetingInGroup, move: z.output<typeof MoveForm>): Promise<void> {
  mayArrange(ctx, meeting)
  const items = await itemsOf(ctx, meeting.id)
  const item = undecided(items, move.item)
  const neighbour = neighbourOf(items, item, move.direction)
  if (neighbour === null) return
  await ctx.rows(agendaItems).change(item.id, { position: neighbour.position })
  await ctx.rows(agendaItems).change(neighbour.id, { position: item.position })
}

/** Takes an item off the agenda. A systemfel then waits for the group's next proposal. */
export async function removeItem(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { item: id }: z.output<typeof RemoveForm>,
): Promise<void> {
  mayArrange(ctx, meeting)
  const item = undecided(await itemsOf(ctx, meeting.id), id)
  await removeAgendaItem(ctx, item.id)
  await numberAgenda(ctx, meeting)
  if (item.deficiencyId === null) ctx.record('meeting.itemRemoved', { type: 'meeting', id: meeting.id }, { itemId: id })
  else
    ctx.record(
      'deficiency.unplaced',
      { type: 'deficiency', id: item.deficiencyId },
      { meetingId: meeting.id, groupId: meeting.groupId },
    )
}

export function undecided(items: readonly AgendaItem[], id: string): AgendaItem {
  const item = items.find(one => one.id === id)
  if (item === undefined) throw new NotFound('errors.notFound')
  if (item.paragraph !== null) throw new Conflict('errors.notFromHere')
  return item
}

/** Adds a systemfel of the group's circle by its number; gives what is wrong with the number, or null. */
export async function addDeficiency(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { number }: z.output<typeof NumberForm>,
): Promise<FieldErrors | null> {
  mayArrange(ctx, meeting)
  const deficiency = await inCircle(ctx, number, meeting.groupId)
  if (deficiency === null) return { number: ['meetings.noSuchNumber'] }
  if (!isOpen(deficiency.state)) return { number: ['meetings.isClosed'] }
  const standing = await ctx.rows(agendaItems).count({ meetingId: meeting.id, deficiencyId: deficiency.id })
  if (standing > 0) return { number: ['meetings.onAgendaAlready'] }
  const { why, facts, section } = await reasonOf(ctx, deficiency, meeting)
  await placeOnAgenda(ctx, deficiency, meeting, why, facts, section)
  return null
}

/** Of a merged one, the one it lives on in. */
export async function inCircle(ctx: Ctx, number: string, groupId: string): Promise<Deficiency | null> {
  const living = await livingByNumber(ctx, number)
  return living?.circle.includes(groupId) ? living : null
}

/** What waits has its own reason; anything else stands there because the convener added it. */
async function reasonOf(ctx: Ctx, { id }: Deficiency, meeting: MeetingInGroup): Promise<Reason> {
  const waiting = (await candidatesFor(ctx, meeting.groupId)).find(({ deficiency }) => deficiency.id === id)
  if (waiting !== undefined) return waiting.reason
  const decided = (await decisionsOf(ctx, id)).some(({ groupId }) => groupId === meeting.groupId)
  return { why: 'added', facts: {}, section: decided ? 'follow_up' : 'new' }
}

export async function addFreeItem(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { title, section }: z.output<typeof FreeItemForm>,
): Promise<void> {
  mayArrange(ctx, meeting)
  const { id } = await addItem(ctx, meeting, { deficiencyId: null, title, section, why: 'added', whyFacts: {} })
  await numberAgenda(ctx, meeting)
  ctx.record('meeting.itemAdded', { type: 'meeting', id: meeting.id }, { itemId: id })
}
