import { In } from 'typeorm'
import { asDay, asInstant, maybe, Params } from '#src/db/sql.ts'
import { inCircleOf } from '#src/features/actions/action.queries.ts'
import { agencyContacts } from '#src/features/organisations/organisation.entity.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { dayOf, daysBetween } from '#src/kernel/days.ts'
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
        "a"."noted_at" AS "notedAt", "a"."other_organisation_id" AS "otherOrganisationId", "a"."source",
        "a"."source_day" AS "sourceDay", "a"."source_function" AS "sourceFunction", "a"."entered_by" AS "enteredBy", "d"."number", "d"."title", "o"."name" AS "organisationName",
        "r"."office_id" AS "officeId", "r"."group_id" AS "groupId"
      ${FROM} JOIN "answer" "a" ON "a"."request_id" = "r"."id"
      WHERE ${circle} AND "a"."noted_at" IS ${noted ? 'NOT NULL' : 'NULL'}
      ORDER BY "a"."received_at" DESC, "a"."id" DESC LIMIT ${params.add(limit)}`,
    params,
  )
  return rows.map(row => ({
    ...row,
    changeDay: maybe(asDay)(row.changeDay),
    sourceDay: maybe(asDay)(row.sourceDay),
    receivedAt: asInstant(row.receivedAt),
    notedAt: maybe(asInstant)(row.notedAt),
  }))
}
