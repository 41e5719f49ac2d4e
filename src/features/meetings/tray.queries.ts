import { type OutboxMail, outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'

/** Mails that wait for the meeting's notes, in the order they were written. */
export const trayOf = (ctx: Ctx, meetingId: string): Promise<OutboxMail[]> =>
  ctx.rows(outboxMails).all({ heldByMeetingId: meetingId, state: 'held' }, { createdAt: 'ASC', id: 'ASC' })

export const countTray = (ctx: Ctx, meetingId: string): Promise<number> =>
  ctx.rows(outboxMails).count({ heldByMeetingId: meetingId, state: 'held' })
