import { noteBounce } from '#src/features/operations/note-bounce.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'

/**
 * Nothing leaves the demo, so nothing is refused: of the letters that have left, the last call to a meeting is marked as a
 * server would have had it marked, and the last question to an agency has come back to somebody's mailbox.
 */
export async function failSomeLetters(ctx: Ctx): Promise<void> {
  const last = async (template: string) =>
    (await ctx.rows(outboxMails).all({ template, state: 'sent' }, { createdAt: 'DESC', id: 'DESC' }, 1))[0]
  const call = await last('calls.call')
  if (call !== undefined) await ctx.rows(outboxMails).change(call.id, { state: 'failed', failure: '550', sentAt: null })
  const question = await last('answers.request')
  if (question !== undefined) await noteBounce(ctx, { address: question.toAddress, bounce: 'unknown' })
}
