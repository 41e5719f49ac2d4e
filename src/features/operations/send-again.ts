import { In, IsNull, Like, Not } from 'typeorm'
import { Conflict } from '#src/kernel/errors.ts'
import { type OutboxMail, outboxMails, UNDELIVERED } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { BOUNCED } from './mail-places.rules.ts'
import { operationsPolicy } from './operations.policy.ts'

/** The log's lines about all letters of a place at once stand under this. */
export const OUTBOX = { type: 'outbox', id: 'outbox' } as const
/** Held, and by no meeting: since a backup was restored. */
export const RESTORED = { state: 'held' as const, heldByMeetingId: IsNull() }

/** Its row stays the same, and so does its Message-ID: a receiver that has it already shows it once. */
const anew = (ctx: Ctx): Partial<OutboxMail> => ({
  state: 'waiting',
  attempts: 0,
  nextAttemptAt: ctx.now,
  leasedUntil: null,
  failure: null,
})

/** Lets one letter out that failed, was set aside, or is held since a restore. Throws `Conflict` for any other. */
export async function sendAgain(ctx: Ctx, id: string): Promise<void> {
  operationsPolicy.authorize(ctx.actor, 'act', null)
  const rows = ctx.rows(outboxMails)
  const changed =
    (await rows.changeAll({ id, state: In(UNDELIVERED) }, anew(ctx))) +
    (await rows.changeAll({ id, ...RESTORED }, anew(ctx)))
  if (changed !== 1) throw new Conflict('errors.notFromHere')
  ctx.record('mail.sentAgain', { type: 'mail', id })
}

/** Those that the server refused or that were given up, not those that came back: that address leads nowhere. Gives how many. */
export async function sendAllAgain(ctx: Ctx): Promise<number> {
  operationsPolicy.authorize(ctx.actor, 'act', null)
  const refused = { state: 'failed' as const, failure: Not(Like(`${BOUNCED}%`)) }
  const mails = await ctx.rows(outboxMails).changeAll(refused, anew(ctx))
  ctx.record('mail.allSentAgain', OUTBOX, { mails })
  return mails
}

/** Everything that is held since a restore leaves. What was mailed after the backup was made comes a second time. */
export async function releaseRestored(ctx: Ctx): Promise<number> {
  operationsPolicy.authorize(ctx.actor, 'act', null)
  const mails = await ctx.rows(outboxMails).changeAll(RESTORED, anew(ctx))
  ctx.record('mail.restoredReleased', OUTBOX, { mails })
  return mails
}
