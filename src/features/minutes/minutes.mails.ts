import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { enqueueMail, type MailFacts } from '#src/mail/enqueue.ts'
import { outboxMails } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import type { MinutesAdjuster } from './minutes.entity.ts'

export const ADJUSTER = 'minutes_adjuster'

/** What a mail about minutes says: whose and of which day. What they say is read behind the link. */
const factsOf = ({ group, day }: MeetingInGroup): MailFacts => ({
  group: group.name,
  day,
  ...(group.email === null ? {} : { email: group.email }),
})

/** The letter with the link, to the address that the link is bound to. */
export async function mailLink(
  ctx: Ctx,
  meeting: MeetingInGroup,
  adjuster: MinutesAdjuster,
  template: 'minutes.request' | 'minutes.reminder' | 'minutes.changed' | 'minutes.receipt',
): Promise<void> {
  if (adjuster.linkId === null) return
  const { contact: address } = await ctx.rows(accessLinks).get({ id: adjuster.linkId })
  const about = { type: ADJUSTER, id: adjuster.id }
  const to = { address, name: adjuster.name }
  await enqueueMail(ctx, { template, to, facts: factsOf(meeting), linkId: adjuster.linkId, about })
}

/** One letter for several changes, while it has not left. */
export async function mailChanged(ctx: Ctx, meeting: MeetingInGroup, adjuster: MinutesAdjuster): Promise<void> {
  const waiting = { template: 'minutes.changed', subjectId: adjuster.id, state: 'waiting' } as const
  if ((await ctx.rows(outboxMails).count(waiting)) === 0) await mailLink(ctx, meeting, adjuster, 'minutes.changed')
}

/** That she has approved, to where the link went: who did not, learns of it. */
export const mailReceipt = (ctx: Ctx, meeting: MeetingInGroup, adjuster: MinutesAdjuster): Promise<void> =>
  mailLink(ctx, meeting, adjuster, 'minutes.receipt')

/** The code itself is derived when the letter is sent, and kept nowhere. */
export const mailCode = (ctx: Ctx, meeting: MeetingInGroup, adjuster: MinutesAdjuster, linkId: string) =>
  enqueueMail(ctx, {
    template: 'minutes.code',
    to: { address: adjuster.email, name: adjuster.name },
    facts: factsOf(meeting),
    linkId,
    about: { type: ADJUSTER, id: adjuster.id },
  })

/** To the group's function address; a group without one finds it on the meeting's page. */
export async function mailConvener(
  ctx: Ctx,
  meeting: MeetingInGroup,
  template: 'minutes.objection' | 'minutes.approved',
): Promise<void> {
  const { group, id } = meeting
  if (group.email === null) return
  await enqueueMail(ctx, {
    template,
    to: { address: group.email, name: group.name },
    facts: factsOf(meeting),
    path: template === 'minutes.approved' ? `/moten/${id}/protokoll` : `/moten/${id}/justering`,
    about: { type: 'meeting', id },
  })
}
