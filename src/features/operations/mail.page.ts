import { keyOf } from '#src/i18n/translate.ts'
import { failureText, templateName } from '#src/mail/mail-texts.ts'
import type { Fact } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import { type QueuedMail, queuedMail } from './mail-queue.queries.ts'
import { operationsPolicy } from './operations.policy.ts'
import { subjectOf } from './subject-of.ts'

export interface MailPage {
  readonly title: string
  readonly href: string
  readonly back: string
  readonly facts: readonly Fact[]
  readonly maySend: boolean
  readonly mayDiscard: boolean
  /** The form about a letter that came back, for this address. */
  readonly bounce: string | null
}

export async function mailPage(ctx: Ctx, id: string): Promise<MailPage> {
  operationsPolicy.reveal(ctx.actor, null)
  const mail = await queuedMail(ctx, id)
  const { place, address, template } = mail
  return {
    title: templateName(ctx, template),
    href: `/admin/drift/brev/${mail.id}`,
    back: `/admin/drift?lage=${place}`,
    facts: factsOf(ctx, mail),
    maySend: place === 'misslyckade' || place === 'aterlasta' || place === 'atsidan',
    mayDiscard: place === 'misslyckade' || place === 'aterlasta',
    bounce: place === 'skickade' ? `/admin/drift/studs?${new URLSearchParams({ adress: address })}` : null,
  }
}

function factsOf(ctx: Ctx, mail: QueuedMail): Fact[] {
  const { time } = dates[ctx.actor.locale]
  const { failure, sentAt, place } = mail
  const fact = (label: string, text: string | null): Fact[] => (text === null ? [] : [{ label, text }])
  return [
    ...fact(ctx.t('operations.state'), ctx.t(keyOf(`mailPlace.${place}`))),
    ...fact(ctx.t('operations.to'), mail.address),
    ...fact(ctx.t('operations.about'), subjectOf(ctx, mail)),
    ...fact(ctx.t('operations.written'), time(mail.createdAt)),
    ...fact(ctx.t('operations.sentAt'), sentAt && time(sentAt)),
    ...fact(ctx.t('operations.why'), failure && failureText(ctx, failure)),
    ...fact(ctx.t('operations.tries'), String(mail.attempts)),
    ...fact(ctx.t('operations.nextAttempt'), place === 'vantar' ? time(mail.nextAttemptAt) : null),
  ]
}
