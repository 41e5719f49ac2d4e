import { asNumber, Params } from '#src/db/sql.ts'
import { addMonths, startOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { countLetStand, type KindFigures } from './review-figures.rules.ts'

/** The figures are of so many months back. */
export const MONTHS_BACK = 12
/** The latest so many lines are counted by kind; nobody reads more. */
const MOST_LINES = 5000
/** What a report holds when nothing was let stand in it. */
const NOTHING = '{}'

const since = ({ today }: Ctx): Date => startOf(addMonths(today, -MONTHS_BACK))

/** How many reports an office sent, and in how many something was let stand. */
export interface ReviewedReports {
  readonly sent: number
  readonly reviewed: number
}
export async function reviewedReports(ctx: Ctx, officeIds: readonly string[]): Promise<Map<string, ReviewedReports>> {
  const p = new Params()
  const nothing = p.add(NOTHING)
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "office_id" AS "id", COUNT(*) AS "sent",
       SUM(CASE WHEN "reviewed" IS NOT NULL AND "reviewed" <> ${nothing} THEN 1 ELSE 0 END) AS "reviewed"
     FROM "observation" WHERE ${p.in('"office_id"', officeIds)} AND "sent_at" >= ${p.add(since(ctx))} GROUP BY "office_id"`,
    p,
  )
  return new Map(
    rows.map(row => [String(row['id']), { sent: asNumber(row['sent']), reviewed: asNumber(row['reviewed']) }]),
  )
}

/** How many times somebody of each office let something stand, in any text. */
export async function reviewsByOffice(ctx: Ctx, officeIds: readonly string[]): Promise<Map<string, number>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; count: unknown }>(
    `SELECT "on_behalf_of" AS "id", COUNT(*) AS "count" FROM "audit_event"
     WHERE "action" = 'guard.reviewed' AND ${p.in('"on_behalf_of"', officeIds)} AND "at" >= ${p.add(since(ctx))}
     GROUP BY "on_behalf_of"`,
    p,
  )
  return new Map(rows.map(({ id, count }) => [id, asNumber(count)]))
}

/** What was let stand by kind and reason. The log has no text, and so have the figures none. */
export async function letStandIn(ctx: Ctx, officeId: string): Promise<KindFigures[]> {
  const p = new Params()
  const rows = await ctx.sql.select<{ details: string }>(
    `SELECT "details" FROM "audit_event"
     WHERE "action" = 'guard.reviewed' AND "on_behalf_of" = ${p.add(officeId)} AND "at" >= ${p.add(since(ctx))}
     ORDER BY "at" DESC LIMIT ${p.add(MOST_LINES)}`,
    p,
  )
  return countLetStand(rows.map(({ details }) => JSON.parse(details) as unknown))
}
