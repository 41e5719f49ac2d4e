import { asDay, asInstant, maybe, Params } from '#src/db/sql.ts'
import { keyOf } from '#src/i18n/translate.ts'
import { type Day, dayOf } from '#src/kernel/days.ts'
import type { TableListModel } from '#src/web/blocks.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Answer, AnswerRequest } from './answer.entity.ts'

const MOST = 20

/** Another question that the same function was asked at the same address. */
export interface EarlierRequest {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly state: AnswerRequest['state']
  readonly sentAt: Date
  readonly dueDay: Day | null
  readonly kind: Answer['kind'] | null
  readonly receivedAt: Date | null
}

/**
 * What else the contact of a request has been asked, the latest first: only what is bound to the same contact and was mailed
 * to the same address as this request's link. One whose address has been changed since does not read what the one before her was asked,
 * and what was passed on is with somebody else.
 */
export async function earlierRequests(ctx: Ctx, { id, contactId, linkId }: AnswerRequest): Promise<EarlierRequest[]> {
  const p = new Params()
  const rows = await ctx.sql.select<EarlierRequest>(
    `SELECT "r"."id", "d"."number", "d"."title", "r"."state", "r"."sent_at" AS "sentAt", "r"."due_day" AS "dueDay",
        "a"."kind", "a"."received_at" AS "receivedAt"
      FROM "answer_request" "r" JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id"
      JOIN "access_link" "l" ON "l"."id" = "r"."link_id" LEFT JOIN "answer" "a" ON "a"."request_id" = "r"."id"
      WHERE "r"."contact_id" = ${p.add(contactId)} AND "r"."id" <> ${p.add(id)} AND "r"."sent_at" IS NOT NULL
        AND "r"."state" IN ('sent', 'answered', 'closed')
        AND "l"."contact" = (SELECT "own"."contact" FROM "access_link" "own" WHERE "own"."id" = ${p.add(linkId)})
      ORDER BY "r"."sent_at" DESC, "r"."id" DESC LIMIT ${p.add(MOST)}`,
    p,
  )
  return rows.map(row => ({
    ...row,
    sentAt: asInstant(row.sentAt),
    dueDay: maybe(asDay)(row.dueDay),
    receivedAt: maybe(asInstant)(row.receivedAt),
  }))
}

/** The same as a table; null where there is nothing. */
export async function earlierShown(ctx: Ctx, request: AnswerRequest): Promise<TableListModel | null> {
  const rows = await earlierRequests(ctx, request)
  if (rows.length === 0) return null
  const { date, day } = dates[ctx.actor.locale]
  return {
    caption: ctx.t('answerActs.earlier'),
    captionShown: true,
    columns: ['reference', 'asked', 'answered'].map(key => ({ label: ctx.t(keyOf(`answerActs.earlier.${key}`)) })),
    rows: rows.map(({ number, title, sentAt, state, dueDay, kind, receivedAt }) => [
      { text: number, note: title },
      { text: day(dayOf(sentAt)) },
      kind !== null && receivedAt !== null
        ? { text: ctx.t(keyOf(`answerKind.${kind}`)), note: date(receivedAt) }
        : {
            text: ctx.t(keyOf(`answerActs.state.${state === 'sent' ? 'waiting' : 'ended'}`)),
            ...(state === 'sent' && dueDay !== null ? { note: ctx.t('answerActs.dueOn', { day: day(dueDay) }) } : {}),
          },
    ]),
  }
}
