import { In } from 'typeorm'
import type { Ctx } from '#src/work/context.ts'
import { type OutboxMail, outboxMails } from './outbox-mail.entity.ts'

/** Of a letter: refused for good, on its way, or gone. */
export type Delivery = 'failed' | 'waiting' | 'sent'

/** How it stands with the last letter about each subject, by its id. */
export async function deliveriesOf(ctx: Ctx, subjectIds: readonly string[]): Promise<Map<string, Delivery>> {
  if (subjectIds.length === 0) return new Map()
  const mails = await ctx.rows(outboxMails).all({ subjectId: In([...subjectIds]) }, { createdAt: 'ASC' })
  // Of two of the same instant, the refused one was the first: the other was sent because of it.
  const refused = ({ state }: OutboxMail): number => Number(state === 'failed')
  mails.sort((one, other) => one.createdAt.getTime() - other.createdAt.getTime() || refused(other) - refused(one))
  return new Map(mails.map(mail => [mail.subjectId, mail.state === 'held' ? 'waiting' : mail.state]))
}
