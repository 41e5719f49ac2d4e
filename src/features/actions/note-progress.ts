import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type ActionNote, actionNotes, actions } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { byHolder, type FoundAction } from './find-action.ts'

export const Progress = z.object({
  text: field.formal(2000),
  nextContactDay: field.optionalDay(),
  startedDay: field.optionalDay(),
})

export const progressFaults = (ctx: Ctx, { nextContactDay, startedDay }: z.output<typeof Progress>): FieldErrors => ({
  ...(nextContactDay !== null && nextContactDay < ctx.today ? { nextContactDay: ['actions.dueEarlier'] } : {}),
  ...(startedDay !== null && startedDay > ctx.today ? { startedDay: ['actions.startedLater'] } : {}),
})

/**
 * How it goes, added to what was written before. It raises no version: nobody who is writing something else of the action
 * is stopped by it.
 */
export async function noteProgress(
  ctx: Ctx,
  found: FoundAction,
  { text, nextContactDay, startedDay }: z.output<typeof Progress>,
): Promise<ActionNote> {
  actionPolicy.authorize(ctx.actor, 'answer', found)
  const action = await ctx.rows(actions).hold({ id: found.action.id })
  if (!actionLifecycle.allows(action.state, 'note')) throw new Conflict('errors.notFromHere')
  const { holderId = null } = byHolder(found)
  const note = { id: ctx.newId(), actionId: action.id, text, nextContactDay, holderId, at: ctx.now }
  await ctx.rows(actionNotes).insert(note)
  await ctx.rows(actions).change(action.id, { nextContactDay, startedDay: startedDay ?? action.startedDay })
  const facts = { actionId: action.id, nextContactDay, ...byHolder(found) }
  ctx.record('action.noted', { type: 'deficiency', id: found.deficiency.id }, facts)
  return note
}
