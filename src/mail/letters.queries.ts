import { asInstant, maybe } from '#src/db/sql.ts'
import type { Ctx } from '#src/work/context.ts'
import { failureText, templateName } from './mail-texts.ts'
import { isUndelivered, type OutboxMail } from './outbox-mail.entity.ts'

/** How it has gone for a letter: on its way, gone, or it did not reach whom it was for. */
export type Delivery = 'waiting' | 'sent' | 'failed'

export const deliveryOf = (mail: Pick<OutboxMail, 'state'>): Delivery =>
  isUndelivered(mail) ? 'failed' : mail.state === 'sent' ? 'sent' : 'waiting'

/** A letter as those whose matter it is may see it: neither whom it went to nor what it says. */
export interface LetterLine {
  /** Its template's name. */
  readonly name: string
  readonly delivery: Delivery
  /** When it left; for one that has not, when it was written. */
  readonly at: Date
  /** Why it did not arrive, or has not yet. */
  readonly failure: string | null
}
/** What the partial `operations/letters` shows. */
export interface LetterLines {
  readonly letters: readonly LetterLine[]
}

type Row = Pick<OutboxMail, 'template' | 'state' | 'failure'> & {
  readonly sentAt: unknown
  readonly createdAt: unknown
}

/**
 * The letters about a thing, oldest first. The caller has shown that the actor may see the thing. A row whose facts cannot
 * be read is among them.
 */
export async function lettersOf(ctx: Ctx, subject: { readonly id: string }): Promise<LetterLine[]> {
  const rows = await ctx.sql.select<Row>(
    `SELECT "template", "state", "failure", "sent_at" AS "sentAt", "created_at" AS "createdAt" FROM "outbox_mail"
      WHERE "subject_id" = $1 ORDER BY "created_at", "id"`,
    [subject.id],
  )
  return rows.map(({ template, failure, ...row }) => ({
    name: templateName(ctx, template),
    delivery: deliveryOf(row),
    at: maybe(asInstant)(row.sentAt) ?? asInstant(row.createdAt),
    failure: failure && failureText(ctx, failure),
  }))
}
