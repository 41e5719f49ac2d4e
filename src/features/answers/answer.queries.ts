import { In } from 'typeorm'
import { asDay, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { inCircleOf } from '#src/features/actions/action.queries.ts'
import { type Cursor, pageClause } from '#src/features/actions/due-pages.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { type Day, dayOf, daysBetween } from '#src/kernel/days.ts'
import { isUndelivered, type OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Answer, type AnswerRequest, answerRequests, answers } from './answer.entity.ts'

/** A request as it is shown on its systemfel. */
export interface RequestWithAnswer extends AnswerRequest {
  readonly contactFunction: string
  readonly organisationId: string
  readonly organisationName: string
  /** Days since the sending; null unless it was sent and waits for its answer. */
  readonly daysWithoutAnswer: number | null
  readonly answer: Answer | null
}

/** The requests of a systemfel, the newest first. The caller has shown that its reader may see it. */
export async function requestsOf(ctx: Ctx, deficiencyId: string): Promise<RequestWithAnswer[]> {
  const requests = await ctx.rows(answerRequests).all({ deficiencyId }, { createdAt: 'DESC', id: 'DESC' })
  if (requests.length === 0) return []
  const given = await ctx.rows(answers).all({ deficiencyId })
  const contacts = await ctx.rows(agencyContacts).all({ id: In(requests.map(({ contactId }) => contactId)) })
  const names = await organisationNames(
    ctx,
    contacts.map(({ organisationId }) => organisationId),
  )
  return requests.map(request => {
    const contact = contacts.find(({ id }) => id === request.contactId)
    return {
      ...request,
      contactFunction: contact?.function ?? '',
      organisationId: contact?.organisationId ?? '',
      organisationName: names.get(contact?.organisationId ?? '') ?? '',
      daysWithoutAnswer: daysWithout(ctx, request),
      answer: given.find(({ requestId }) => requestId === request.id) ?? null,
    }
  })
}

/** Days without answer, from the sending; null for what is not waited for. */
export const daysWithout = (ctx: Ctx, { state, sentAt }: Pick<AnswerRequest, 'state' | 'sentAt'>): number | null =>
  state === 'sent' && sentAt !== null ? daysBetween(dayOf(sentAt), ctx.today) : null

/** Joins every request with what it names. */
const FROM = `FROM "answer_request" "r" JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id"
  JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id" JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
  JOIN "office" "f" ON "f"."id" = "r"."office_id" LEFT JOIN "governance_group" "g" ON "g"."id" = "r"."group_id"`

export interface Unanswered {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly organisationName: string
  readonly contactFunction: string
  readonly askerName: string
  readonly sentAt: Date
  readonly dueDay: Day
  /** The last letter was refused or came back. */
  readonly undelivered: boolean
}

/** Sent and unanswered, as far as the actor may see, by due day: one page and a row more. */
export async function listUnanswered(
  ctx: Ctx,
  organisationId: string | null,
  cursor: Cursor | null,
): Promise<Unanswered[]> {
  const params = new Params()
  const where = waitingFor(ctx, params, organisationId)
  const rows = await ctx.sql.select<Unanswered & { letter: OutboxMail['state'] | null }>(
    `SELECT "r"."id", "d"."number", "d"."title", "o"."name" AS "organisationName", "k"."function" AS "contactFunction",
        COALESCE("g"."name", "f"."name") AS "askerName", "r"."sent_at" AS "sentAt", "r"."due_day" AS "dueDay",
        (SELECT "m"."state" FROM "outbox_mail" "m" WHERE "m"."subject_id" = "r"."id"
          ORDER BY "m"."created_at" DESC, "m"."id" DESC LIMIT 1) AS "letter"
      ${FROM} WHERE ${where}${pageClause(params, cursor, '"r"."due_day"', '"r"."id"')}`,
    params,
  )
  return rows.map(({ letter, ...row }) => ({
    ...row,
    sentAt: asInstant(row.sentAt),
    dueDay: asDay(row.dueDay),
    undelivered: letter !== null && isUndelivered({ state: letter }),
  }))
}

export interface WaitingOrganisation {
  readonly id: string
  readonly name: string
  readonly count: number
  readonly overdue: number
  readonly oldest: Date
}

/** Who owes answers, as far as the actor may see: whoever has kept us waiting longest first. */
export async function waitingOrganisations(ctx: Ctx): Promise<WaitingOrganisation[]> {
  const params = new Params()
  const where = waitingFor(ctx, params, null)
  const today = params.add(ctx.today)
  const rows = await ctx.sql.select<Record<keyof WaitingOrganisation, unknown>>(
    `SELECT "o"."id", "o"."name", COUNT(*) AS "count", MIN("r"."sent_at") AS "oldest",
        SUM(CASE WHEN "r"."due_day" < ${today} THEN 1 ELSE 0 END) AS "overdue"
      ${FROM} WHERE ${where} GROUP BY "o"."id", "o"."name" ORDER BY MIN("r"."sent_at"), "o"."name"`,
    params,
  )
  return rows.map(row => ({
    id: String(row.id),
    name: String(row.name),
    count: asNumber(row.count),
    overdue: asNumber(row.overdue),
    oldest: asInstant(row.oldest),
  }))
}

function waitingFor(ctx: Ctx, params: Params, organisationId: string | null): string {
  const conditions = [`"r"."state" = 'sent'`, inCircleOf(params, ctx.actor, '"r"."deficiency_id"')]
  if (organisationId !== null) conditions.push(`"o"."id" = ${params.add(organisationId)}`)
  return conditions.join(' AND ')
}

export interface ReceivedAnswer extends Answer {
  readonly number: string
  readonly title: string
  readonly organisationName: string
  readonly officeId: string
  readonly groupId: string | null
}

/** Answers to the actor's circle: those that nobody has taken note of, or the noted ones; the newest first. */
export async function listReceived(ctx: Ctx, noted: boolean, limit: number): Promise<ReceivedAnswer[]> {
  const params = new Params()
  const circle = inCircleOf(params, ctx.actor, '"r"."deficiency_id"')
  const rows = await ctx.sql.select<ReceivedAnswer>(
    `SELECT "a"."id", "a"."request_id" AS "requestId", "a"."deficiency_id" AS "deficiencyId", "a"."kind", "a"."text",
        "a"."change_day" AS "changeDay", "a"."other_body" AS "otherBody", "a"."received_at" AS "receivedAt",
        "a"."noted_at" AS "notedAt", "d"."number", "d"."title", "o"."name" AS "organisationName",
        "r"."office_id" AS "officeId", "r"."group_id" AS "groupId"
      ${FROM} JOIN "answer" "a" ON "a"."request_id" = "r"."id"
      WHERE ${circle} AND "a"."noted_at" IS ${noted ? 'NOT NULL' : 'NULL'}
      ORDER BY "a"."received_at" DESC, "a"."id" DESC LIMIT ${params.add(limit)}`,
    params,
  )
  return rows.map(row => ({
    ...row,
    changeDay: maybe(asDay)(row.changeDay),
    receivedAt: asInstant(row.receivedAt),
    notedAt: maybe(asInstant)(row.notedAt),
  }))
}
