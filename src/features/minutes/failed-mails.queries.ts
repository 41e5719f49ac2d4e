import { In } from 'typeorm'
import { isUndelivered, outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { adjustersOf } from './minutes.queries.ts'

/** The adjusters whose latest letter could not be delivered. */
export async function failedFor(ctx: Ctx, meetingId: string): Promise<ReadonlySet<string>> {
  const ids = (await adjustersOf(ctx, meetingId)).map(({ id }) => id)
  const mails = await ctx.rows(outboxMails).all({ subjectId: In(ids) }, { createdAt: 'ASC', id: 'ASC' })
  const latest = new Map(mails.map(mail => [mail.subjectId, isUndelivered(mail)]))
  return new Set(ids.filter(id => latest.get(id) === true))
}
