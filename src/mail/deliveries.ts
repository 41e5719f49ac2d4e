import { In } from 'typeorm'
import type { Ctx } from '#src/work/context.ts'
import { type Delivery, deliveryOf } from './letters.queries.ts'
import { isUndelivered, type OutboxMail, outboxMails } from './outbox-mail.entity.ts'

/** How it stands with the last letter about each subject, by its id. */
export async function deliveriesOf(ctx: Ctx, subjectIds: readonly string[]): Promise<Map<string, Delivery>> {
  if (subjectIds.length === 0) return new Map()
  const mails = await ctx.rows(outboxMails).all({ subjectId: In([...subjectIds]) }, { createdAt: 'ASC' })
  // Of two of the same instant, the refused one was the first: the other was sent because of it.
  const refused = (mail: OutboxMail): number => Number(isUndelivered(mail))
  mails.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || refused(other) - refused(one))
  return new Map(mails.map(mail => [mail.subjectId, deliveryOf(mail)]))
}
