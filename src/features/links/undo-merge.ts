import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { bringBack } from './bring-back.ts'
import { deficiencyLinks } from './link.entity.ts'
import { linkLifecycle, stateOf } from './link.lifecycle.ts'
import { linkPolicy } from './link.policy.ts'
import { isMerge, type Linked, type Merge } from './link.queries.ts'
import { tellOfUndoing } from './merge.mails.ts'
import { restoreBoth } from './restore-both.ts'
import { holdBoth } from './standing.ts'
import { type Undoing, whatCameSince } from './undoing.queries.ts'

export const UndoForm = z.object({ link: field.id(), version: field.version() })

/**
 * Undoes a merge: both are again as they were. What has really happened since stays: a report that came to the one that lived
 * on remains there, a question answered meanwhile goes back answered, an item decided stays decided, and so does a state that
 * somebody decided. Throws `Conflict` while the one that lived on is itself merged into another.
 */
export async function undoMerge(ctx: Ctx, found: Linked, version: number): Promise<void> {
  linkPolicy.authorize(ctx.actor, 'merge', found)
  const { from, to } = await holdBoth(ctx, found.link)
  const merge = await standingMerge(ctx, found.link.id, version)
  if (to.mergedIntoId !== null) throw new Conflict('links.undoLaterFirst')
  const since = await whatCameSince(ctx, to.id, merge.at)
  const undoing: Undoing = { ...since, merges: since.merges.filter(({ id }) => id !== merge.id), merge, from, to }
  const later = await restoreBoth(ctx, { ...undoing, merges: await bringBack(ctx, undoing) })
  await ctx.rows(deficiencyLinks).update(merge, { undoneAt: ctx.now, undoneById: ctx.actor.id })
  for (const other of later) await ctx.rows(deficiencyLinks).update(other, { moved: other.moved })
  recordUndoing(ctx, undoing)
  await tellOfUndoing(ctx, from, to)
}

/** As its reader saw it. */
async function standingMerge(ctx: Ctx, id: string, version: number): Promise<Merge> {
  const link = await ctx.rows(deficiencyLinks).get({ id })
  if (link.version !== version) throw new Conflict('errors.conflict', { table: deficiencyLinks.name, id })
  linkLifecycle[link.kind].next(stateOf(link), 'undo')
  if (!isMerge(link)) throw new Conflict('errors.notFromHere')
  return link
}

function recordUndoing(ctx: Ctx, { merge: { id: linkId, moved }, from, to }: Undoing): void {
  ctx.record(
    'deficiency.unmerged',
    { type: 'deficiency', id: from.id },
    { linkId, toId: to.id, number: to.number, from: 'merged', to: moved.from.state },
  )
  ctx.record('deficiency.parted', { type: 'deficiency', id: to.id }, { linkId, fromId: from.id, number: from.number })
}
