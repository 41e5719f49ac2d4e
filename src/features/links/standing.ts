import { type Deficiency, deficiencies, stateChanges } from '#src/features/deficiencies/deficiency.entity.ts'
import { meetings } from '#src/features/meetings/meeting.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Standing, Step } from './course.rules.ts'
import type { KeptStanding } from './link.entity.ts'

export const standingOf = ({ state, stateSince, closedAt }: Deficiency): Standing => ({
  state,
  since: stateSince,
  closed: closedAt,
})
export const columnsOf = ({ state, since, closed }: Standing): Partial<Deficiency> => ({
  state,
  stateSince: since,
  closedAt: closed,
})
/** As it is kept with a merge, and read again. */
export const kept = ({ state, since, closed }: Standing): KeptStanding => ({
  state,
  since: since.toISOString(),
  closed: closed?.toISOString() ?? null,
})
export const unkept = ({ state, since, closed }: KeptStanding): Standing => ({
  state,
  since: new Date(since),
  closed: closed === null ? null : new Date(closed),
})

/** Held in one order, so that two who merge at once wait for each other. */
export async function holdBoth(
  ctx: Ctx,
  { fromId, toId }: { readonly fromId: string; readonly toId: string },
): Promise<{ readonly from: Deficiency; readonly to: Deficiency }> {
  const held = new Map<string, Deficiency>()
  for (const id of [fromId, toId].sort()) held.set(id, await ctx.rows(deficiencies).hold({ id }))
  return { from: held.get(fromId) as Deficiency, to: held.get(toId) as Deficiency }
}

/** Agendas on which any of the items stand keep still, as when their own meeting is led. */
export async function holdAgendas(ctx: Ctx, items: readonly { readonly meetingId: string }[]): Promise<void> {
  for (const id of [...new Set(items.map(({ meetingId }) => meetingId))].sort()) await ctx.rows(meetings).hold({ id })
}

/** Writes lines of the state history … */
export const keepSteps = (ctx: Ctx, deficiencyId: string, steps: readonly Step[]): Promise<void> =>
  ctx.rows(stateChanges).insertAll(steps.map(step => ({ id: ctx.newId(), deficiencyId, ...step })))

/** … and takes them away again: what is undone never was, in what is counted. The log keeps that it happened. */
export async function removeSteps(ctx: Ctx, deficiencyId: string, steps: readonly Step[]): Promise<void> {
  for (const step of steps) await ctx.rows(stateChanges).remove({ deficiencyId, ...step })
}
