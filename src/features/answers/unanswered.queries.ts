import { In } from 'typeorm'
import { asDay, asFlag, asInstant, Params } from '#src/db/sql.ts'
import { inCircleOf } from '#src/features/actions/action.queries.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import type { Day } from '#src/kernel/days.ts'
import { isUndelivered, type OutboxMail } from '#src/mail/outbox-mail.entity.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { answerRequests } from './answer.entity.ts'
import { AWAITS, keptBy, LAST_LETTER } from './awaited.queries.ts'
import { ALL_QUESTIONS, type UnansweredFilter } from './unanswered.rules.ts'

export const PAGE_SIZE = 50
export const MOST_EXPORTED = 10_000

/** A question that was sent and has no answer. */
export interface Unanswered {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly organisationName: string
  readonly contactFunction: string
  readonly contactId: string
  readonly organisationSlug: string
  readonly contactActive: boolean
  readonly askerName: string
  readonly sentAt: Date
  readonly dueDay: Day
  readonly fictitious: boolean
  /** The latest letter was refused. */
  readonly undelivered: boolean
  /** The contact waits for a reply; for yes or no to a later day. */
  readonly askedBack: boolean
  readonly timeAsked: boolean
  /** Who it was sent to before, where that contact has left. */
  readonly cameFrom: string | null
}
type Edge = { readonly back: boolean; readonly id: string } | null
export interface UnansweredList {
  readonly rows: readonly Unanswered[]
  readonly before: boolean
  readonly after: boolean
}

const FROM = `FROM "answer_request" "r" JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id"
  JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id" JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
  JOIN "office" "f" ON "f"."id" = "r"."office_id" LEFT JOIN "governance_group" "g" ON "g"."id" = "r"."group_id"`

/** Sent and unanswered, as far as the actor may see. A group's question is the group's, also where an office keeps it. */
export function waitingWhere(ctx: Ctx, params: Params, { group, office, organisation }: UnansweredFilter): string {
  const conditions = [inCircleOf(params, ctx.actor, '"r"."deficiency_id"')]
  if (group !== null) conditions.push(`"g"."slug" = ${params.add(group)}`)
  if (office !== null) conditions.push(`"f"."slug" = ${params.add(office)}`)
  if (organisation !== null) conditions.push(`"o"."id" = ${params.add(organisation)}`)
  return conditions.join(' AND ')
}

/** One page, those that have waited longest first. */
export async function listUnanswered(ctx: Ctx, filter: UnansweredFilter, edge: Edge): Promise<UnansweredList> {
  const at = edge === null ? null : await edgeOf(ctx, edge.id)
  const back = at !== null && edge?.back === true
  const rows = await read(ctx, filter, PAGE_SIZE + 1, { at, back })
  const more = rows.length > PAGE_SIZE
  const shown = rows.slice(0, PAGE_SIZE)
  return { rows: back ? shown.reverse() : shown, before: back ? more : at !== null, after: back || more }
}

/** All pages; null where they are more than go into a file. */
export async function exportedUnanswered(
  ctx: Ctx,
  filter: UnansweredFilter,
  most = MOST_EXPORTED,
): Promise<Unanswered[] | null> {
  const rows = await read(ctx, filter, most + 1, { at: null, back: false })
  return rows.length > most ? null : rows
}

interface From {
  readonly at: { readonly sentAt: Date; readonly id: string } | null
  readonly back: boolean
}

async function read(ctx: Ctx, filter: UnansweredFilter, limit: number, { at, back }: From): Promise<Unanswered[]> {
  const p = new Params()
  const own = filter.awaited === null ? '' : ` AND ${keptBy(p, ctx.actor)} AND ${AWAITS[filter.awaited]}`
  const where = `"r"."state" = 'sent' AND ${waitingWhere(ctx, p, filter)}${own}`
  const way = back ? 'DESC' : 'ASC'
  const beyond =
    at === null ? '' : ` AND ("r"."sent_at", "r"."id") ${back ? '<' : '>'} (${p.add(at.sentAt)}, ${p.add(at.id)})`
  const rows = await ctx.sql.select<Record<keyof Unanswered, unknown>>(
    `SELECT "r"."id", "d"."number", "d"."title", "d"."fictitious", "o"."name" AS "organisationName",
        "o"."slug" AS "organisationSlug", "k"."id" AS "contactId", "k"."function" AS "contactFunction",
        "k"."active" AS "contactActive", COALESCE("g"."name", "f"."name") AS "askerName", "r"."sent_at" AS "sentAt",
        "r"."due_day" AS "dueDay",
        ${LAST_LETTER} AS "undelivered",
        CASE WHEN ${AWAITS.question} THEN 1 ELSE 0 END AS "askedBack",
        CASE WHEN ${AWAITS.time} THEN 1 ELSE 0 END AS "timeAsked",
        (SELECT "p"."function" FROM "request_rerouting" "w" JOIN "agency_contact" "p" ON "p"."id" = "w"."from_contact_id"
          WHERE "w"."request_id" = "r"."id" ORDER BY "w"."at" DESC, "w"."id" DESC LIMIT 1) AS "cameFrom"
      ${FROM} WHERE ${where}${beyond} ORDER BY "r"."sent_at" ${way}, "r"."id" ${way} LIMIT ${p.add(limit)}`,
    p,
  )
  return rows.map(unansweredOf)
}

const unansweredOf = (row: Record<keyof Unanswered, unknown>): Unanswered => ({
  ...(row as unknown as Unanswered),
  fictitious: asFlag(row.fictitious),
  contactActive: asFlag(row.contactActive),
  askedBack: asFlag(row.askedBack),
  timeAsked: asFlag(row.timeAsked),
  sentAt: asInstant(row.sentAt),
  dueDay: asDay(row.dueDay),
  undelivered: row.undelivered !== null && isUndelivered({ state: row.undelivered as OutboxMail['state'] }),
})

/** A request that is answered meanwhile still parts one page from the next. */
async function edgeOf(ctx: Ctx, id: string): Promise<From['at']> {
  const [request] = await ctx.rows(answerRequests).all({ id: In([id]) })
  return request === undefined || request.sentAt === null ? null : { sentAt: request.sentAt, id }
}

export interface WaitingOrganisation {
  readonly id: string
  readonly name: string
}
/** Who owes the actor's circle an answer, in the order of the register. */
export async function waitingOrganisations(ctx: Ctx): Promise<WaitingOrganisation[]> {
  const p = new Params()
  const where = `"r"."state" = 'sent' AND ${waitingWhere(ctx, p, ALL_QUESTIONS)}`
  return ctx.sql.select<WaitingOrganisation>(
    `SELECT DISTINCT "o"."id", "o"."name" ${FROM} WHERE ${where} ORDER BY "o"."name"`,
    p,
  )
}

/** Those who ask, of the questions that the actor may see: groups and offices, by their slugs. */
export async function askersOf(ctx: Ctx): Promise<{ readonly groups: Option[]; readonly offices: Option[] }> {
  const p = new Params()
  const where = inCircleOf(p, ctx.actor, '"r"."deficiency_id"')
  const rows = await ctx.sql.select<Record<'groupSlug' | 'groupName' | 'officeSlug' | 'officeName', string | null>>(
    `SELECT DISTINCT "g"."slug" AS "groupSlug", "g"."name" AS "groupName", "f"."slug" AS "officeSlug",
        "f"."name" AS "officeName" ${FROM} WHERE ${where}`,
    p,
  )
  return {
    groups: options(rows.map(({ groupSlug, groupName }) => [groupSlug, groupName])),
    offices: options(rows.map(({ officeSlug, officeName }) => [officeSlug, officeName])),
  }
}

const options = (pairs: readonly (readonly [string | null, string | null])[]): Option[] =>
  [...new Map(pairs)]
    .flatMap(([value, label]) => (value === null || label === null ? [] : [{ value, label }]))
    .sort((one, other) => inSwedish(one.label, other.label))
