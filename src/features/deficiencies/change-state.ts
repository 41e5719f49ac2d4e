import type { Ctx } from '#src/work/context.ts'
import { type Deficiency, deficiencies, END_STATES, type State, stateChanges } from './deficiency.entity.ts'
import { type Act, lifecycle } from './deficiency.lifecycle.ts'

type Other = Partial<Omit<Deficiency, 'id' | 'number' | 'state' | 'stateSince' | 'version'>>

/**
 * Takes a systemfel to the state that the act leads to, and keeps the step so that a past period can be counted as it was.
 * Throws `Conflict` when the act is not open from its state. The caller authorises and records what was done.
 */
export async function changeState(ctx: Ctx, deficiency: Deficiency, act: Act, other: Other = {}): Promise<Deficiency> {
  const state = lifecycle.next(deficiency.state, act)
  if (state === deficiency.state && Object.keys(other).length === 0) return deficiency
  const changed = await ctx.rows(deficiencies).update(deficiency, { ...other, ...stateOf(ctx, deficiency, state) })
  if (state !== deficiency.state) await noteState(ctx, deficiency.id, state, act)
  return changed
}

/** Writes the state history's next line; `made` is the first of every systemfel. */
export async function noteState(ctx: Ctx, deficiencyId: string, state: State, act: Act | 'made'): Promise<void> {
  await ctx.rows(stateChanges).insert({ id: ctx.newId(), deficiencyId, state, act, at: ctx.now })
}

function stateOf(ctx: Ctx, deficiency: Deficiency, state: State): Partial<Deficiency> {
  if (state === deficiency.state) return {}
  const closed = (END_STATES as readonly State[]).includes(state)
  return { state, stateSince: ctx.now, closedAt: closed ? ctx.now : null }
}
