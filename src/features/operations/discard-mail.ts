import { Conflict } from '#src/kernel/errors.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { operationsPolicy } from './operations.policy.ts'
import { OUTBOX, RESTORED } from './send-again.ts'

const ASIDE = { state: 'discarded', leasedUntil: null } as const

/** Sets aside one letter that failed or is held since a restore: those whose matter it is still see that it did not arrive. */
export async function discardMail(ctx: Ctx, id: string): Promise<void> {
  operationsPolicy.authorize(ctx.actor, 'act', null)
  const rows = ctx.rows(outboxMails)
  const changed =
    (await rows.changeAll({ id, state: 'failed' }, ASIDE)) + (await rows.changeAll({ id, ...RESTORED }, ASIDE))
  if (changed !== 1) throw new Conflict('errors.notFromHere')
  ctx.record('mail.discarded', { type: 'mail', id })
}

/** Gives how many. */
export async function discardRestored(ctx: Ctx): Promise<number> {
  operationsPolicy.authorize(ctx.actor, 'act', null)
  const mails = await ctx.rows(outboxMails).changeAll(RESTORED, ASIDE)
  ctx.record('mail.restoredDiscarded', OUTBOX, { mails })
  return mails
}
