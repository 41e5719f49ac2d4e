import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { actions, type DueWish, dueWishes } from './action.entity.ts'
import { actionLifecycle } from './action.lifecycle.ts'
import { actionPolicy } from './action.policy.ts'
import { byHolder, type FoundAction } from './find-action.ts'
import { tellHolder, tellKeepers } from './task.mails.ts'

export const WishedDay = z.object({ wishedDay: field.day(), reason: field.formal(1000) })

export const wishFaults = (ctx: Ctx, { wishedDay }: z.output<typeof WishedDay>): FieldErrors =>
  wishedDay < ctx.today ? { wishedDay: ['actions.dueEarlier'] } : {}

export const openWish = (ctx: Ctx, actionId: string): Promise<DueWish | null> =>
  ctx.rows(dueWishes).one({ actionId, state: 'asked' })

/** The owner needs more time. One wish waits at a time. Throws `Conflict` when one does, and when it is too late. */
export async function askDueDay(
  ctx: Ctx,
  found: FoundAction,
  { wishedDay, reason }: z.output<typeof WishedDay>,
): Promise<DueWish> {
  actionPolicy.authorize(ctx.actor, 'askDue', found)
  const { id: actionId, state, dueDay } = await ctx.rows(actions).hold({ id: found.action.id })
  actionLifecycle.next(state, 'askDue')
  if ((await openWish(ctx, actionId)) !== null) throw new Conflict('actions.wishWaits')
  const { holderId = null } = byHolder(found)
  const asked = { state: 'asked', settledAt: null, version: 1 } as const
  const wish = { id: ctx.newId(), actionId, wishedDay, reason, holderId, at: ctx.now, ...asked }
  await ctx.rows(dueWishes).insert(wish)
  const facts = { actionId, from: dueDay ?? '–', to: wishedDay, ...byHolder(found) }
  ctx.record('action.dueAsked', { type: 'deficiency', id: found.deficiency.id }, facts)
  await tellKeepers(ctx, found, 'actions.dueAsked', { dueDay: wishedDay })
  return wish
}

/** The due day stays as it is. Throws `Conflict` when nobody waits for an answer any more. */
export async function refuseDueDay(ctx: Ctx, found: FoundAction): Promise<void> {
  actionPolicy.authorize(ctx.actor, 'change', found)
  const { id, state, dueDay } = await ctx.rows(actions).hold({ id: found.action.id })
  actionLifecycle.next(state, 'changeDue')
  const wish = await openWish(ctx, id)
  if (wish === null) throw new Conflict('errors.notFromHere')
  await settleWish(ctx, found, wish, dueDay)
}

/** Whether it is granted follows from the day that there now is. Whoever asked by a link is told. */
export async function settleWish(ctx: Ctx, found: FoundAction, wish: DueWish, dueDay: string | null): Promise<void> {
  const state = wish.wishedDay === dueDay ? 'granted' : 'refused'
  await ctx.rows(dueWishes).update(wish, { state, settledAt: ctx.now })
  const facts = { actionId: wish.actionId, to: wish.wishedDay, state }
  ctx.record('action.dueAnswered', { type: 'deficiency', id: found.deficiency.id }, facts)
  if (wish.holderId === null) return
  const current = { ...found, action: { ...found.action, dueDay } }
  await tellHolder(ctx, current, wish.holderId, state === 'granted' ? 'actions.dueGranted' : 'actions.dueRefused')
}
