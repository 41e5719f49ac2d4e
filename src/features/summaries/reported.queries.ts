import { asInstant, asNumber, Params } from '#src/db/sql.ts'
import { dayOf } from '#src/kernel/days.ts'
import { type HalfYear, halfYearKey, halfYearOf, intervalOf, previousHalfYear } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Reported } from './figures.rules.ts'
import type { Choice } from './history.queries.ts'
import type { LaterMerges } from './later-merges.queries.ts'

/** How far back half-years are told apart: what is older counts with the oldest. */
const PERIODS = 40
/** The half-year and those before it. */
const periodsTo = (period: HalfYear): HalfYear[] => {
  const periods = [period]
  while (periods.length < PERIODS) periods.push(previousHalfYear(periods.at(-1) as HalfYear))
  return periods
}

/** Linked reports of the offices, counted by the half-year of their sending. `moved`: those are counted by `movedReports`. */
export const reportsOf =
  ({ officeIds, period }: Choice, moved: readonly string[]) =>
  (params: Params, ids: string): string => {
    // The newest first, since most reports are of late.
    const starts = periodsTo(period).map(each => params.add(intervalOf(each).from))
    const at = starts.map((start, index) => `WHEN "o"."sent_at" >= ${start} THEN ${index}`).join(' ')
    const unmoved = moved.length === 0 ? '' : ` AND ${params.notIn('"o"."id"', moved)}`
    return `SELECT "o"."deficiency_id" AS "deficiencyId", CASE ${at} ELSE ${PERIODS - 1} END AS "at", COUNT(*) AS "count",
      MIN("o"."first_month") AS "firstMonth"
    FROM "observation" "o" WHERE "o"."state" = 'linked' AND "o"."sent_at" < ${params.add(intervalOf(period).to)}
      AND ${params.in('"o"."office_id"', officeIds)} AND "o"."deficiency_id" IN (${ids})${unmoved}
    GROUP BY 1, 2`
  }

export const reportedOf = ({ period }: Choice) => {
  const keys = periodsTo(period).map(halfYearKey)
  return (row: Readonly<Record<string, unknown>>): Reported => ({
    period: keys[asNumber(row['at'])] as string,
    count: asNumber(row['count']),
    firstMonth: row['firstMonth'] as string | null,
  })
}

/** The reports that a later merge has moved, for the systemfel that they were linked to then. */
export async function movedReports(
  ctx: Ctx,
  { officeIds, period }: Choice,
  { reports, owner }: LaterMerges,
): Promise<(deficiencyId: string) => readonly Reported[]> {
  if (reports.length === 0) return () => []
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; of: string; sentAt: unknown; firstMonth: string | null }>(
    `SELECT "o"."id", "o"."deficiency_id" AS "of", "o"."sent_at" AS "sentAt", "o"."first_month" AS "firstMonth"
     FROM "observation" "o" WHERE "o"."state" = 'linked' AND "o"."sent_at" < ${p.add(intervalOf(period).to)}
       AND ${p.in('"o"."office_id"', officeIds)} AND ${p.in('"o"."id"', reports)}`,
    p,
  )
  const oldest = halfYearKey(periodsTo(period).at(-1) as HalfYear)
  const all = rows.map(({ id, of, sentAt, firstMonth }) => {
    const sent = halfYearKey(halfYearOf(dayOf(asInstant(sentAt))))
    return { of: owner(id, of), period: sent < oldest ? oldest : sent, count: 1, firstMonth }
  })
  return deficiencyId => all.filter(({ of }) => of === deficiencyId)
}

/** By half-year, each once. */
export function together(some: readonly Reported[], moved: readonly Reported[]): readonly Reported[] {
  if (moved.length === 0) return some
  const periods = new Map<string, Reported>()
  for (const { period, count, firstMonth } of [...some, ...moved]) {
    const known = periods.get(period)
    const months = [known?.firstMonth ?? null, firstMonth].filter(month => month !== null).sort()
    periods.set(period, { period, count: (known?.count ?? 0) + count, firstMonth: months[0] ?? null })
  }
  return [...periods.values()]
}
