import { changeState } from '#src/features/deficiencies/change-state.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { groups } from '#src/features/groups/group.entity.ts'
import { tellPlaced } from '#src/features/observations/observation.mails.ts'
import type { Day } from '#src/kernel/days.ts'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { consentReplies } from './agenda.entity.ts'
import {
  type AgendaItem,
  agendaItems,
  type Meeting,
  meetings,
  PLAIN_ITEM,
  SECTIONS,
  type Why,
} from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'

type OnAgenda = Pick<Meeting, 'id' | 'groupId' | 'state'> & Partial<Pick<Meeting, 'lockedAt'>>

/**
 * Puts a systemfel last in its section of a planned meeting's agenda; on a running one's last of all, so that no number
 * changes under the meeting. One that stands there already keeps its place and its reason. The caller authorises; the
 * deficiency is as last read, and given back as it became. Throws `Conflict` once the meeting has been held, while the
 * agenda is locked, or when the systemfel is closed.
 */
export async function placeOnAgenda(
  ctx: Ctx,
  deficiency: Deficiency,
  meeting: OnAgenda,
  why: Why,
  whyFacts: AgendaItem['whyFacts'],
  section: AgendaItem['section'],
): Promise<Deficiency> {
  const placed = await placeLast(ctx, deficiency, meeting, { why, facts: whyFacts, section })
  await numberAgenda(ctx, meeting)
  return placed
}

/** Throws `Conflict` when the agenda may not be changed: the meeting is held, or the agenda locked. */
export function mustBeOpen({ state, lockedAt }: Pick<OnAgenda, 'state' | 'lockedAt'>): void {
  meetingLifecycle.next(state, 'arrange')
  if (lockedAt) throw new Conflict('agenda.isLocked')
}

interface Placing {
  readonly why: Why
  readonly facts: AgendaItem['whyFacts']
  readonly section: AgendaItem['section']
}

/**
 * For many at once: each comes last. `numberAgenda` then puts the sections in order. What was decided between meetings is
 * there for information: nothing changes where it stands.
 */
export async function placeLast(
  ctx: Ctx,
  deficiency: Deficiency,
  meeting: OnAgenda,
  { why, facts, section }: Placing,
): Promise<Deficiency> {
  mustBeOpen(meeting)
  const standing = await ctx.rows(agendaItems).count({ meetingId: meeting.id, deficiencyId: deficiency.id })
  if (standing > 0) return deficiency
  const informs = facts['variant'] === 'between'
  const changed = informs ? deficiency : await changeState(ctx, deficiency, 'place')
  await addItem(ctx, meeting, {
    deficiencyId: deficiency.id,
    title: deficiency.title,
    section,
    why,
    whyFacts: facts,
  })
  const details = { meetingId: meeting.id, groupId: meeting.groupId, why, from: deficiency.state, to: changed.state }
  ctx.record(informs ? 'deficiency.informed' : 'deficiency.placed', { type: 'deficiency', id: deficiency.id }, details)
  if (!informs) await tellOfAgenda(ctx, changed, meeting)
  return changed
}

/** Those who reported. A decision between meetings has an agenda that nobody meets about. */
async function tellOfAgenda(ctx: Ctx, deficiency: Deficiency, { id, state }: OnAgenda): Promise<void> {
  const { day, groupId, perCapsulam } = await ctx.rows(meetings).get({ id })
  if (perCapsulam === true) return
  const { name } = await ctx.rows(groups).get({ id: groupId })
  await tellPlaced(ctx, deficiency, { id, day, group: name, running: state === 'running' })
}

type NewItem = Pick<AgendaItem, 'deficiencyId' | 'title' | 'section' | 'why' | 'whyFacts'>

/** Adds a row last on the agenda. */
export async function addItem(ctx: Ctx, meeting: OnAgenda, item: NewItem): Promise<AgendaItem> {
  const [last] = await ctx.rows(agendaItems).all({ meetingId: meeting.id }, { position: 'DESC' }, 1)
  return ctx.rows(agendaItems).insert({
    ...PLAIN_ITEM,
    ...item,
    id: ctx.newId(),
    meetingId: meeting.id,
    position: (last?.position ?? 0) + 1,
    note: null,
    paragraph: null,
    version: 1,
  })
}

/** A free item that was postponed stands on the later agenda as a new item that knows where it came from. */
export const copyFreeItem = (
  ctx: Ctx,
  { id, title, section, day }: Pick<AgendaItem, 'id' | 'title' | 'section'> & { readonly day: Day },
  meeting: OnAgenda,
): Promise<AgendaItem> =>
  addItem(ctx, meeting, { deficiencyId: null, title, section, why: 'postponed', whyFacts: { day, itemId: id } })

/** Numbers the agenda 1, 2, 3 …; before the meeting, section by section. */
export async function numberAgenda(ctx: Ctx, { id, state }: OnAgenda): Promise<void> {
  const items = await ctx.rows(agendaItems).all({ meetingId: id }, { position: 'ASC', id: 'ASC' })
  const rank = ({ section }: AgendaItem): number => (state === 'planned' ? SECTIONS.indexOf(section) : 0)
  items.sort((one, other) => rank(one) - rank(other))
  for (const [index, item] of items.entries())
    if (item.position !== index + 1) await ctx.rows(agendaItems).change(item.id, { position: index + 1 })
}

/** Takes a row off an agenda, with what the seats said of it. The caller numbers the agenda. */
export async function removeAgendaItem(ctx: Ctx, id: string): Promise<void> {
  await ctx.rows(consentReplies).remove({ itemId: id })
  await ctx.rows(agendaItems).remove({ id })
}
