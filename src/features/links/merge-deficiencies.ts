import { IsNull } from 'typeorm'
import { z } from 'zod'
import { recountWaiting } from '#src/features/answers/waiting.ts'
import { circleMembers, type Deficiency, deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import { lifecycle } from '#src/features/deficiencies/deficiency.lifecycle.ts'
import { refreshDefinition } from '#src/features/deficiencies/refresh-definition.ts'
import { agendaItems } from '#src/features/meetings/meeting.entity.ts'
import { countReports } from '#src/features/observations/count-reports.ts'
import { numberField } from '#src/features/observations/link-report.ts'
import { indexAllAbout } from '#src/features/search/findable.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { baggageOf } from './baggage.queries.ts'
import { courseOf } from './course.rules.ts'
import { deficiencyLinks, type Moved } from './link.entity.ts'
import { linkPolicy, type Pair } from './link.policy.ts'
import type { Merge } from './link.queries.ts'
import { tellOfMerge } from './merge.mails.ts'
import { obstacleTo } from './merge.rules.ts'
import { moveBaggage } from './move-baggage.ts'
import { columnsOf, holdAgendas, holdBoth, keepSteps, kept, standingOf } from './standing.ts'

/** Both as they stood on the page that said what would happen. */
export const MergeForm = z.object({ number: numberField(), version: field.version(), toVersion: field.version() })
type Seen = Pick<z.output<typeof MergeForm>, 'version' | 'toVersion'>
interface Merging extends Pair {
  readonly from: Deficiency & Pair['from']
  readonly to: Deficiency & Pair['to']
}

/**
 * Says that one is the same as another, which lives on: the one ends as merged. Its reports and its circle, and all that waits,
 * go to the other, which comes back if it was closed. What is finished stays as its history. Throws `Conflict` when either has
 * been changed since it was shown, and when they cannot be merged: ask `obstacleTo` first.
 */
export async function mergeDeficiencies(ctx: Ctx, pair: Merging, seen: Seen): Promise<Merge> {
  linkPolicy.authorize(ctx.actor, 'merge', pair)
  const { from, to } = await holdBoth(ctx, { fromId: pair.from.id, toId: pair.to.id })
  asSeen(from, seen.version)
  asSeen(to, seen.toVersion)
  if (obstacleTo(from, to, ctx.today) !== null) throw new Conflict('errors.notFromHere')
  const id = ctx.newId()
  const moved = await carryOver(ctx, from, to, id)
  const link: Merge = {
    ...{ id, kind: 'same', fromId: from.id, toId: to.id, personId: ctx.actor.id, at: ctx.now },
    ...{ undoneAt: null, undoneById: null, moved, version: 1 },
  }
  await ctx.rows(deficiencyLinks).insert(link)
  recordMerge(ctx, from, to, link)
  return link
}

function asSeen({ id, version }: Deficiency, seen: number): void {
  if (version !== seen) throw new Conflict('errors.conflict', { table: deficiencies.name, id })
}

async function carryOver(ctx: Ctx, from: Deficiency, to: Deficiency, linkId: string): Promise<Moved> {
  await tellOfMerge(ctx, from, to)
  await holdAgendas(ctx, await ctx.rows(agendaItems).all({ deficiencyId: from.id, paragraph: IsNull() }))
  const baggage = await baggageOf(ctx, from.id, to.id)
  const agendas = await moveBaggage(ctx, from, to, baggage)
  const circle = await takeAlongCircle(ctx, from.id, to.id)
  await endMerged(ctx, from, to.id)
  const { brought, reports, requests, actions, lifts, effects, circulations } = baggage
  const { end, steps } = courseOf(standingOf(to), [{ at: ctx.now, what: 'merge', id: linkId, brought }])
  await ctx.rows(deficiencies).update(to, { ...(await countReports(ctx, to.id)), ...columnsOf(end) })
  await keepSteps(ctx, to.id, steps)
  await recountWaiting(ctx, to.id)
  for (const { id } of [from, to]) await refreshDefinition(ctx, id)
  await indexAllAbout(ctx, to.id)
  return {
    ...{ from: kept(standingOf(from)), to: kept(standingOf(to)) },
    ...{ brought, reports, requests, actions, lifts, effects, circulations, ...agendas, circle },
  }
}

/** Everybody in the circle of the one stands in the other's too. Gives those who are new there. */
async function takeAlongCircle(ctx: Ctx, fromId: string, toId: string): Promise<string[]> {
  const rows = ctx.rows(circleMembers)
  const known = new Set((await rows.all({ deficiencyId: toId })).map(({ memberId }) => memberId))
  const added = (await rows.all({ deficiencyId: fromId })).filter(({ memberId }) => !known.has(memberId))
  await rows.insertAll(added.map(member => ({ ...member, id: ctx.newId(), deficiencyId: toId })))
  return added.map(({ memberId }) => memberId)
}

async function endMerged(ctx: Ctx, from: Deficiency, toId: string): Promise<void> {
  const state = lifecycle.next(from.state, 'merge')
  const nothing = { reportCount: 0, firstMonth: null, lastMonth: null, waitingSince: null }
  const ended = { state, stateSince: ctx.now, closedAt: ctx.now, mergedIntoId: toId }
  await ctx.rows(deficiencies).update(from, { ...nothing, ...ended })
  await keepSteps(ctx, from.id, [{ state, act: 'merge', at: ctx.now }])
}

const MOVED = ['reports', 'requests', 'actions', 'lifts', 'effects', 'items', 'takenOff', 'circle'] as const

function recordMerge(ctx: Ctx, from: Deficiency, to: Deficiency, { id: linkId, moved }: Merge): void {
  const counts = Object.fromEntries(MOVED.map(what => [what, moved[what].length]))
  ctx.record(
    'deficiency.merged',
    { type: 'deficiency', id: from.id },
    { linkId, toId: to.id, number: to.number, from: from.state, to: 'merged', ...counts },
  )
  ctx.record('deficiency.absorbed', { type: 'deficiency', id: to.id }, { linkId, fromId: from.id, number: from.number })
}
