import { asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { OPEN_STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import type { ReportInOffice } from '#src/features/observations/observation.policy.ts'
import { staffOf } from '#src/features/observations/who-is-asked.queries.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { CarriedBy } from './office.policy.ts'

/** So much is handed over in one act; whoever has more does it again. */
export const MOST_HANDED = 500

/** A report that somebody carries: a draft, one that waits, or one that feeds an open systemfel. */
export interface CarriedReport extends ReportInOffice {
  readonly id: string
  readonly number: string | null
  readonly createdAt: Date
  readonly deficiencyId: string | null
  readonly deficiencyNumber: string | null
  readonly deficiencyTitle: string | null
}

const FROM = '"observation" "o" LEFT JOIN "deficiency" "d" ON "d"."id" = "o"."deficiency_id"'
const OFFICES = '"o"."handed_at" IS NOT NULL AND "o"."keeper_id" IS NULL'
const notEnded = (p: Params): string =>
  `"o"."state" IN ('draft', 'sent', 'returned', 'linked') AND ("o"."state" <> 'linked' OR ${p.in('"d"."state"', OPEN_STATES)})`

/** The oldest first, and one more than can be handed over at once. */
export async function carriedReports(ctx: Ctx, { officeId, personId }: CarriedBy): Promise<CarriedReport[]> {
  const p = new Params()
  const office = p.add(officeId)
  const rows = await ctx.sql.select<CarriedReport>(
    `SELECT "o"."id", "o"."number", "o"."office_id" AS "officeId", "o"."ombud_id" AS "ombudId", "o"."state",
       "o"."written_by_id" AS "writtenById", "o"."keeper_id" AS "keeperId", "o"."handed_at" AS "handedAt",
       "o"."created_at" AS "createdAt", "o"."deficiency_id" AS "deficiencyId", "d"."number" AS "deficiencyNumber", "d"."title" AS "deficiencyTitle"
     FROM ${FROM} WHERE "o"."office_id" = ${office} AND ${notEnded(p)} AND ${carriedBy(p, personId)}
     ORDER BY "o"."id" LIMIT ${MOST_HANDED + 1}`,
    p,
  )
  return rows.map(row => ({
    ...row,
    createdAt: asInstant(row.createdAt),
    handedAt: maybe(asInstant)(row.handedAt),
  }))
}

function carriedBy(p: Params, personId: string | null): string {
  if (personId === null) return OFFICES
  const person = p.add(personId)
  return `(("o"."ombud_id" = ${person} AND "o"."handed_at" IS NULL) OR "o"."keeper_id" = ${person})`
}

/** When it is asked whether the systemfel that these feed are remedied: planned or asked, the soonest first. */
export async function comingChecks(
  ctx: Ctx,
  deficiencyIds: readonly string[],
): Promise<{ number: string; day: Day }[]> {
  if (deficiencyIds.length === 0) return []
  const p = new Params()
  return ctx.sql.select<{ number: string; day: Day }>(
    `SELECT "d"."number", "e"."due_day" AS "day" FROM "effect_check" "e" JOIN "deficiency" "d" ON "d"."id" = "e"."deficiency_id"
     WHERE ${p.in('"e"."deficiency_id"', [...new Set(deficiencyIds)])} AND "e"."state" IN ('planned', 'asked')
     ORDER BY "e"."due_day", "d"."number"`,
    p,
  )
}

/** Somebody who carries something in an office; without an id: the office itself. */
export interface Carrier {
  readonly personId: string | null
  readonly name: string
  /** She works there, with an open account. */
  readonly there: boolean
  /** … as an ombud. */
  readonly ombud: boolean
  readonly drafts: number
  readonly waiting: number
  readonly linked: number
}

/** Those who carry something, and the office's ombud who do not: those who have left first, then by name. */
export async function carriersIn(ctx: Ctx, officeId: string): Promise<Carrier[]> {
  const p = new Params()
  const office = p.add(officeId)
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "h"."personId", "p"."name", SUM("h"."draft") AS "drafts", SUM("h"."waiting") AS "waiting", SUM("h"."linked") AS "linked"
     FROM (SELECT CASE WHEN ${OFFICES} THEN NULL ELSE COALESCE("o"."keeper_id", "o"."ombud_id") END AS "personId",
             CASE WHEN "o"."state" = 'draft' THEN 1 ELSE 0 END AS "draft",
             CASE WHEN "o"."state" IN ('sent', 'returned') THEN 1 ELSE 0 END AS "waiting",
             CASE WHEN "o"."state" = 'linked' THEN 1 ELSE 0 END AS "linked"
           FROM ${FROM} WHERE "o"."office_id" = ${office} AND ${notEnded(p)}
           UNION ALL SELECT "g"."person_id", 0, 0, 0 FROM "role_grant" "g"
           WHERE "g"."office_id" = ${office} AND "g"."role" = 'ombud') "h"
     LEFT JOIN "person" "p" ON "p"."id" = "h"."personId" GROUP BY "h"."personId", "p"."name"`,
    p,
  )
  const staff = (await staffOf(ctx, [officeId])).get(officeId)
  const present = new Set([...(staff?.ombudIds ?? []), ...(staff?.coordinatorIds ?? [])])
  return rows
    .map(row => ({ ...carrierOf(row, present), ombud: staff?.ombudIds.includes(String(row['personId'])) === true }))
    .sort((one, other) => Number(one.there) - Number(other.there) || inSwedish(one.name, other.name))
}

function carrierOf(row: Record<string, unknown>, present: ReadonlySet<string>): Omit<Carrier, 'ombud'> {
  const personId = row['personId'] === null ? null : String(row['personId'])
  return {
    personId,
    name: String(row['name'] ?? ''),
    there: personId === null || present.has(personId),
    drafts: asNumber(row['drafts']),
    waiting: asNumber(row['waiting']),
    linked: asNumber(row['linked']),
  }
}

/** Whether the office has had the person as an ombud: by her grant or by what she has reported. */
export async function hasWorkedIn(ctx: Ctx, { officeId, personId }: CarriedBy): Promise<boolean> {
  if (personId === null) return true
  const [row] = await ctx.sql.select<{ has: unknown }>(
    `SELECT (EXISTS (SELECT 1 FROM "role_grant" WHERE "person_id" = $1 AND "office_id" = $2)
       OR EXISTS (SELECT 1 FROM "observation" WHERE ("ombud_id" = $1 OR "keeper_id" = $1) AND "office_id" = $2)) AS "has"`,
    [personId, officeId],
  )
  return asFlag(row?.has)
}

/** Drafts in the actor's offices that nobody there can open: their authors have left without handing them over. */
export async function ownerlessDrafts(ctx: Ctx): Promise<{ slug: string; count: number }[]> {
  const p = new Params()
  const rows = await ctx.sql.select<{ slug: string; count: unknown }>(
    `SELECT "f"."slug", COUNT(*) AS "count" FROM "observation" "o" JOIN "office" "f" ON "f"."id" = "o"."office_id"
     WHERE ${p.in('"o"."office_id"', officesOf(ctx.actor, 'coordinator'))} AND "o"."state" = 'draft' AND NOT (${OFFICES})
       AND NOT EXISTS (SELECT 1 FROM "role_grant" "g" JOIN "person" "p" ON "p"."id" = "g"."person_id"
         WHERE "g"."office_id" = "o"."office_id" AND "g"."role" IN ('ombud', 'coordinator') AND "p"."state" = 'active'
           AND ("g"."person_id" = COALESCE("o"."keeper_id", "o"."ombud_id") OR "g"."person_id" = "o"."written_by_id"))
     GROUP BY "f"."slug" ORDER BY "f"."slug"`,
    p,
  )
  return rows.map(({ slug, count }) => ({ slug, count: asNumber(count) }))
}
