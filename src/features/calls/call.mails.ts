import type { SeatHolder } from '#src/features/groups/group.entity.ts'
import type { SeatWithHolders } from '#src/features/groups/group.queries.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { keyOf, translate } from '#src/i18n/translate.ts'
import { enqueueMail, type MailFacts, makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type CallInvitation, callInvitations } from './call.entity.ts'
import { callExpiry, lastsFor } from './call.rules.ts'

/** What each letter tells calendars; a reminder tells them nothing new. */
const METHODS = {
  call: 'REQUEST',
  substitute: 'REQUEST',
  changed: 'REQUEST',
  reminder: null,
  cancelled: 'CANCEL',
  notNeeded: 'CANCEL',
} as const
export type CallTemplate = keyof typeof METHODS

/** The meeting in the edition that a letter is about. */
export interface Edition {
  readonly meeting: MeetingInGroup
  readonly sequence: number
}
export interface Receiver {
  readonly seat: Pick<SeatWithHolders, 'id' | 'party' | 'organisationName'>
  readonly holder: SeatHolder
  readonly invitation: CallInvitation
}

/** Structured facts only (J7). The calendar's file is made of them when the letter is sent. */
export async function mailCall(ctx: Ctx, edition: Edition, to: Receiver, template: CallTemplate): Promise<void> {
  const { contact, id } = await ctx.rows(accessLinks).get({ id: to.invitation.linkId })
  await enqueueMail(ctx, {
    template: `calls.${template}`,
    to: { address: contact, name: null },
    facts: factsOf(edition, to, template),
    ...(template === 'notNeeded' ? {} : { linkId: id }),
    about: { type: 'call_invitation', id: to.invitation.id },
  })
}

function factsOf({ meeting, sequence }: Edition, { seat }: Receiver, template: CallTemplate): MailFacts {
  const { id, day, time, place, group } = meeting
  const method = METHODS[template]
  return {
    group: group.name,
    organisation: seat.organisationName ?? translate('sv', keyOf(`party.${seat.party}`)),
    day,
    time,
    place,
    ...(method === null ? {} : { uid: id, sequence, method }),
    ...(group.email === null ? {} : { email: group.email }),
  }
}

/**
 * The invitation with a link that lasts past the meeting and goes to where its holder is reached now. A link that does
 * not is dead from here on.
 */
export async function withUsableLink(
  ctx: Ctx,
  { day }: MeetingInGroup,
  invitation: CallInvitation,
  email: string,
): Promise<CallInvitation> {
  const old = await ctx.rows(accessLinks).one({ id: invitation.linkId })
  if (old !== null && old.revokedAt === null && old.contact === email && lastsFor(old.expiresAt, day)) return invitation
  if (old !== null) await ctx.rows(accessLinks).change(old.id, { revokedAt: ctx.now })
  const { id } = await linkFor(ctx, invitation.id, email, day)
  return ctx.rows(callInvitations).update(invitation, { linkId: id })
}

export const linkFor = (ctx: Ctx, invitationId: string, email: string, day: string): Promise<AccessLink> =>
  makeLink(ctx, { purpose: 'call', subjectId: invitationId, contact: email, expiresAt: callExpiry(day) })
