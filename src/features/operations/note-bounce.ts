import { In } from 'typeorm'
import { z } from 'zod'
import { field } from '#src/kernel/forms.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { BOUNCED, BOUNCES } from './mail-places.rules.ts'
import { operationsPolicy } from './operations.policy.ts'

export const BounceForm = z.object({ address: field.email(), bounce: field.choice(BOUNCES) })

/**
 * A letter came back to somebody's mailbox: the last one to the address about each thing did not arrive, and those whose
 * matter it is see it as they see a refused one. Gives how many letters; 0 when none has been sent to the address.
 */
export async function noteBounce(ctx: Ctx, { address, bounce }: z.output<typeof BounceForm>): Promise<number> {
  operationsPolicy.authorize(ctx.actor, 'act', null)
  const rows = await ctx.sql.select<{ id: string; subjectId: string; state: string }>(
    `SELECT "id", "subject_id" AS "subjectId", "state" FROM "outbox_mail" WHERE LOWER("to_address") = $1
      ORDER BY "created_at", "id"`,
    [address],
  )
  const latest = [...new Map(rows.map(mail => [mail.subjectId, mail])).values()]
  const ids = latest.filter(({ state }) => state === 'sent').map(({ id }) => id)
  const failure = `${BOUNCED}${bounce}`
  const count = await ctx.rows(outboxMails).changeAll({ id: In(ids), state: 'sent' }, { state: 'failed', failure })
  for (const id of ids) ctx.record('mail.bounced', { type: 'mail', id }, { bounce })
  return count
}
