import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import { letterOf } from '#src/mail/send-outbox.job.ts'
import type { Letter } from '#src/mail/transport.ts'
import type { Ctx } from '#src/work/context.ts'

export interface MailboxPage {
  readonly title: string
  readonly letters: readonly { readonly letter: Letter; readonly at: Date; readonly link: string | null }[]
}

/** Demo mode's mailbox: every mail that has left, newest first, as its receiver would read it. */
export async function mailboxPage(ctx: Ctx): Promise<MailboxPage> {
  const mails = await ctx.rows(outboxMails).all({ state: 'sent' }, { createdAt: 'DESC', id: 'DESC' }, 50)
  const letters = []
  for (const mail of mails) {
    const letter = await letterOf(ctx, mail)
    const url = /https?:\/\/\S+/.exec(letter.text)?.[0]
    letters.push({ letter, at: mail.createdAt, link: url === undefined ? null : new URL(url).pathname })
  }
  return { title: ctx.t('start.mailbox'), letters }
}
