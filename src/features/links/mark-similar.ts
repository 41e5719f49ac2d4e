import { z } from 'zod'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import { numberField } from '#src/features/observations/link-report.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type DeficiencyLink, deficiencyLinks } from './link.entity.ts'
import { linkLifecycle, stateOf } from './link.lifecycle.ts'
import { linkPolicy, type Pair } from './link.policy.ts'
import { type Linked, linkBetween } from './link.queries.ts'
import { holdBoth } from './standing.ts'

export const SimilarForm = z.object({ number: numberField() })
export const RemoveForm = z.object({ link: field.id(), version: field.version() })

interface Two extends Pair {
  readonly from: Deficiency & Pair['from']
  readonly to: Deficiency & Pair['to']
}

/** Says that two are alike: it is shown on both, and nothing else follows from it. Saying it again changes nothing. */
export async function markSimilar(ctx: Ctx, pair: Two): Promise<void> {
  linkPolicy.authorize(ctx.actor, 'liken', pair)
  const { from, to } = await holdPair(ctx, pair)
  if ((await linkBetween(ctx, from.id, to.id, 'similar')) !== null) return
  const different = await linkBetween(ctx, from.id, to.id, 'different')
  if (different !== null) await take(ctx, different)
  await keep(ctx, 'similar', from, to)
  ctx.record('deficiency.likened', { type: 'deficiency', id: from.id }, { number: to.number, toId: to.id })
  ctx.record('deficiency.likened', { type: 'deficiency', id: to.id }, { number: from.number, toId: from.id })
}

/** Says that two which look alike are not: they are not shown together again. */
export async function markDifferent(ctx: Ctx, pair: Two): Promise<void> {
  linkPolicy.authorize(ctx.actor, 'study', pair)
  const { from, to } = await holdPair(ctx, pair)
  if ((await linkBetween(ctx, from.id, to.id, 'different')) !== null) return
  if ((await linkBetween(ctx, from.id, to.id, 'similar')) !== null) throw new Conflict('links.alreadySimilar')
  await keep(ctx, 'different', from, to)
  ctx.record('deficiency.distinguished', { type: 'deficiency', id: from.id }, { number: to.number, toId: to.id })
  ctx.record('deficiency.distinguished', { type: 'deficiency', id: to.id }, { number: from.number, toId: from.id })
}

/** Takes back that two are alike. Throws `Conflict` when somebody else has, since it was shown. */
export async function removeSimilar(ctx: Ctx, { link, from, to }: Linked, version: number): Promise<void> {
  linkPolicy.authorize(ctx.actor, 'unliken', { from, to })
  if (link.kind !== 'similar') throw new Conflict('errors.notFromHere')
  await take(ctx, { ...link, version })
  ctx.record('deficiency.unlikened', { type: 'deficiency', id: from.id }, { number: to.number, toId: to.id })
  ctx.record('deficiency.unlikened', { type: 'deficiency', id: to.id }, { number: from.number, toId: from.id })
}

/** Held, so that two who say it at once say it once. */
async function holdPair(ctx: Ctx, { from, to }: Two): Promise<{ from: Deficiency; to: Deficiency }> {
  if (from.id === to.id) throw new Conflict('errors.notFromHere')
  return holdBoth(ctx, { fromId: from.id, toId: to.id })
}

async function keep(ctx: Ctx, kind: 'similar' | 'different', from: Deficiency, to: Deficiency): Promise<void> {
  linkLifecycle[kind].next('none', 'make')
  await ctx.rows(deficiencyLinks).insert({
    ...{ id: ctx.newId(), kind, fromId: from.id, toId: to.id, personId: ctx.actor.id, at: ctx.now },
    ...{ undoneAt: null, undoneById: null, moved: null, version: 1 },
  })
}

async function take(ctx: Ctx, link: DeficiencyLink): Promise<void> {
  linkLifecycle[link.kind].next(stateOf(link), 'undo')
  await ctx.rows(deficiencyLinks).update(link, { undoneAt: ctx.now, undoneById: ctx.actor.id })
}
