import { In } from 'typeorm'
import { actions } from '#src/features/actions/action.entity.ts'
import { answerRequests, answers } from '#src/features/answers/answer.entity.ts'
import { circulations } from '#src/features/decisions/circulation.entity.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { effectChecks, lifts } from '#src/features/meetings/decision.entity.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { numberAgenda, removeAgendaItem } from '#src/features/meetings/place-on-agenda.ts'
import { observations } from '#src/features/observations/observation.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Baggage } from './baggage.queries.ts'
import { itemTitle } from './item-title.ts'
import type { Moved, TakenOff } from './link.entity.ts'

type Titled = Pick<Deficiency, 'id' | 'title'>
/** So many ids in one statement. */
const AT_ONCE = 1000

/** Moves all of it. Of two items on one agenda the one that moves is taken off. Gives what of the agendas was moved, and what taken off. */
export async function moveBaggage(
  ctx: Ctx,
  from: Titled,
  to: Titled,
  baggage: Baggage,
): Promise<Pick<Moved, 'items' | 'takenOff'>> {
  await moveRows(ctx, from.id, to.id, baggage)
  const moving = baggage.items.filter(({ fate }) => fate === 'move').map(({ item }) => item.id)
  await moveItems(ctx, from, to, moving)
  const off = baggage.items.filter(({ fate }) => fate === 'takeOff')
  for (const { item, groupId, meetingState } of off) {
    await removeAgendaItem(ctx, item.id)
    await numberAgenda(ctx, { id: item.meetingId, groupId, state: meetingState })
  }
  return { items: moving, takenOff: off.map(({ item }) => takenOff(item)) }
}

const takenOff = ({ id, meetingId, section, position, why, whyFacts }: TakenOff): TakenOff => ({
  id,
  meetingId,
  section,
  position,
  why,
  whyFacts,
})

type Rows = Pick<Moved, 'reports' | 'requests' | 'actions' | 'lifts' | 'effects' | 'circulations'>
/** What of it still belongs to the one goes to the other; an answer goes with its question. */
export async function moveRows(ctx: Ctx, fromId: string, toId: string, rows: Rows): Promise<void> {
  // A question that is being answered right now is waited for, so that its answer comes along.
  for (const id of rows.requests) await ctx.rows(answerRequests).hold({ id })
  const to = { deficiencyId: toId }
  for (const id of inParts(rows.reports))
    await ctx.rows(observations).changeAll({ id, deficiencyId: fromId, state: 'linked' }, to)
  for (const id of inParts(rows.requests)) {
    await ctx.rows(answerRequests).changeAll({ id, deficiencyId: fromId }, to)
    await ctx.rows(answers).changeAll({ requestId: id, deficiencyId: fromId }, to)
  }
  for (const id of inParts(rows.actions)) await ctx.rows(actions).changeAll({ id, deficiencyId: fromId }, to)
  for (const id of inParts(rows.lifts)) await ctx.rows(lifts).changeAll({ id, deficiencyId: fromId }, to)
  for (const id of inParts(rows.effects)) await ctx.rows(effectChecks).changeAll({ id, deficiencyId: fromId }, to)
  for (const id of inParts(rows.circulations ?? []))
    await ctx.rows(circulations).changeAll({ id, deficiencyId: fromId }, to)
}

/** Items that are still undecided, with the title of the one they are about now. */
export async function moveItems(ctx: Ctx, from: Titled, to: Titled, ids: readonly string[]): Promise<void> {
  for (const id of ids) {
    const item = await ctx.rows(agendaItems).one({ id, deficiencyId: from.id })
    if (item === null || item.paragraph !== null) continue
    await ctx.rows(agendaItems).update(item, { deficiencyId: to.id, title: itemTitle(item, to) })
  }
}

const inParts = (ids: readonly string[]) =>
  Array.from({ length: Math.ceil(ids.length / AT_ONCE) }, (_, part) =>
    In(ids.slice(part * AT_ONCE, (part + 1) * AT_ONCE)),
  )
