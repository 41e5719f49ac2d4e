import { asDay, asInstant, maybe, Params } from '#src/db/sql.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { addDays, type Day, dayOf, startOf } from '#src/kernel/days.ts'
import { halfYearKey, halfYearOf, previousHalfYear } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Asked, type Rate, ratesOf } from './rate.rules.ts'
import { waitingWhere } from './unanswered.queries.ts'
import type { UnansweredFilter } from './unanswered.rules.ts'

type Period = { readonly from: Day; readonly to: Day } | null

/**
 * How organisations answer what was sent to them in the period, as far as the actor may see, in Swedish order of their
 * names. What was withdrawn is left out; what was closed without an answer is not. A joint answer counts for all its parties.
 */
export async function ratesFor(ctx: Ctx, filter: UnansweredFilter, period: Period): Promise<Rate[]> {
  const p = new Params()
  const where = [waitingWhere(ctx, p, filter)]
  if (period !== null)
    where.push(
      `"r"."sent_at" >= ${p.add(startOf(period.from))}`,
      `"r"."sent_at" < ${p.add(startOf(addDays(period.to, 1)))}`,
    )
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "o"."id", "o"."name", "p"."joint_id" AS "jointId", "r"."sent_at" AS "sentAt", "r"."due_day" AS "dueDay",
        COALESCE("a"."received_at", "b"."received_at") AS "answeredAt"
      FROM "answer_request" "r" JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
      JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
      JOIN "office" "f" ON "f"."id" = "r"."office_id" LEFT JOIN "governance_group" "g" ON "g"."id" = "r"."group_id"
      LEFT JOIN "answer" "a" ON "a"."request_id" = "r"."id"
      LEFT JOIN "joint_part" "p" ON "p"."request_id" = "r"."id"
      LEFT JOIN "joint_request" "j" ON "j"."id" = "p"."joint_id" AND "j"."answering" = 'one'
      LEFT JOIN "joint_part" "q" ON "q"."joint_id" = "j"."id" AND "q"."leads" = ${p.add(true)}
      LEFT JOIN "answer" "b" ON "b"."request_id" = "q"."request_id"
      WHERE "r"."sent_at" IS NOT NULL AND "r"."state" <> 'revoked' AND ${where.join(' AND ')}`,
    p,
  )
  return ratesOf(rows.map(askedOf), ctx.today).sort((one, other) =>
    inSwedish(one.organisationName, other.organisationName),
  )
}

const askedOf = (row: Record<string, unknown>): Asked => ({
  organisationId: String(row['id']),
  organisationName: String(row['name']),
  jointId: row['jointId'] === null ? null : String(row['jointId']),
  sentDay: dayOf(asInstant(row['sentAt'])),
  dueDay: asDay(row['dueDay']),
  answeredDay: maybe((at: unknown) => dayOf(asInstant(at)))(row['answeredAt']),
})

/** The half-years in which anything was sent, the latest first: `2026-2`, `2026-1`. */
export async function periodsAsked(ctx: Ctx): Promise<string[]> {
  const [row] = await ctx.sql.select<{ first: unknown }>('SELECT MIN("sent_at") AS "first" FROM "answer_request"')
  const first = maybe(asInstant)(row?.first ?? null)
  const earliest = halfYearKey(halfYearOf(first === null ? ctx.today : dayOf(first)))
  const keys: string[] = []
  for (let half = halfYearOf(ctx.today); halfYearKey(half) >= earliest; half = previousHalfYear(half))
    keys.push(halfYearKey(half))
  return keys
}
