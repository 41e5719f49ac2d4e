import type { CalendarMethod } from '#src/documents/calendar.ts'
import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { linkToken, newLinkId } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import { type OutboxMail, outboxMails } from './outbox-mail.entity.ts'

/** The only things a mail may say (J7): structured facts, never words that a person wrote. */
export interface MailFacts {
  readonly reference?: string
  /** The other one, where a mail is about two. */
  readonly otherReference?: string
  readonly title?: never
  readonly group?: string
  readonly office?: string
  readonly municipality?: string
  readonly organisation?: string
  readonly level?: string
  readonly theme?: string
  readonly day?: string
  readonly time?: string
  /** Where a meeting is held: the one thing here that a person writes, in a box that the guard reads. */
  readonly place?: string
  readonly dueDay?: string
  readonly days?: number
  readonly count?: number
  /** Lines of other facts, parted by line breaks: made by the program, never written by a person. */
  readonly lines?: string
  readonly decision?: string
  readonly paragraph?: string
  readonly answerKind?: string
  readonly email?: string
  readonly phone?: string
  /** For calendars: which meeting, which edition of it, and whether it is to be held (RFC 5546). */
  readonly uid?: string
  readonly sequence?: number
  readonly method?: CalendarMethod
}
export interface Mail {
  /** `answers.request`: texts `mail.answers.request.subject`, `.body` (paragraphs parted by an empty line) and `.link`. */
  readonly template: string
  readonly to: { readonly address: string; readonly name: string | null }
  readonly facts: MailFacts
  /** The page it points at … */
  readonly path?: string
  /** … or the access link, or the code, that is made again when it is sent. */
  readonly linkId?: string
  readonly about: { readonly type: string; readonly id: string }
  /** Lies in this meeting's tray until its notes are done. */
  readonly heldByMeetingId?: string
}

/** Puts a mail in the outbox, in the same unit of work as what causes it. A job sends it. */
export async function enqueueMail(ctx: Ctx, mail: Mail): Promise<OutboxMail> {
  return ctx.rows(outboxMails).insert({
    id: ctx.newId(),
    template: mail.template,
    toAddress: mail.to.address,
    toName: mail.to.name,
    facts: mail.facts as OutboxMail['facts'],
    path: mail.path ?? null,
    linkId: mail.linkId ?? null,
    subjectType: mail.about.type,
    subjectId: mail.about.id,
    heldByMeetingId: mail.heldByMeetingId ?? null,
    state: mail.heldByMeetingId === undefined ? 'waiting' : 'held',
    attempts: 0,
    nextAttemptAt: ctx.now,
    leasedUntil: null,
    sentAt: null,
    failure: null,
    createdAt: ctx.now,
  })
}

/** Makes the row that a mailed link is bound to. */
export async function makeLink(
  ctx: Ctx,
  claim: Pick<AccessLink, 'purpose' | 'subjectId' | 'contact' | 'expiresAt'>,
): Promise<AccessLink> {
  return ctx.rows(accessLinks).insert({ ...claim, id: newLinkId(), usedAt: null, revokedAt: null, createdAt: ctx.now })
}

/** Where each purpose's page is. */
export const LINK_PATHS: Readonly<Record<Exclude<AccessLink['purpose'], 'code'>, string>> = {
  answer: '/svar/',
  joint: '/gemensam/',
  call: '/kallelse/',
  calendar: '/kalender/',
  approval: '/justera/',
  effect: '/effekt/',
  task: '/uppdrag/',
  circulation: '/mellan-moten/',
  invitation: '/inbjudan/',
  password: '/nytt-losenord/',
}
/** Null for a code, which leads nowhere: it is typed on a page that is open already. */
export const linkPath = (key: string, link: AccessLink): string | null =>
  link.purpose === 'code' ? null : LINK_PATHS[link.purpose] + linkToken(key, link)
