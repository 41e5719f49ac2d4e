import { hmac } from '#src/kernel/tokens.ts'
import { throttles } from '#src/web/session.entity.ts'
import type { Ctx } from '#src/work/context.ts'

const WINDOW_MS = 15 * 60_000
const FREE_TRIES = 10

const idOf = (ctx: Ctx, what: string, whose: string): string => hmac(ctx.keys.session, what, whose).slice(0, 36)

/**
 * Tells whether somebody must wait: after ten tries in fifteen minutes, until the window ends. It counts per account, not
 * per address: a whole municipality signs in from one (S4).
 */
export async function mustWait(ctx: Ctx, what: string, whose: string): Promise<boolean> {
  const counted = await ctx.rows(throttles).one({ id: idOf(ctx, what, whose) })
  return counted !== null && counted.tries >= FREE_TRIES && ctx.now.getTime() - counted.windowFrom.getTime() < WINDOW_MS
}

export async function countTry(ctx: Ctx, what: string, whose: string): Promise<void> {
  const rows = ctx.rows(throttles)
  const id = idOf(ctx, what, whose)
  const counted = await rows.one({ id })
  if (counted === null) await rows.insert({ id, tries: 1, windowFrom: ctx.now })
  else if (ctx.now.getTime() - counted.windowFrom.getTime() >= WINDOW_MS)
    await rows.change(id, { tries: 1, windowFrom: ctx.now })
  else await rows.change(id, { tries: counted.tries + 1 })
}

export const forgetTries = (ctx: Ctx, what: string, whose: string): Promise<number> =>
  ctx.rows(throttles).remove({ id: idOf(ctx, what, whose) })
