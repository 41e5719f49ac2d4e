import { asNumber } from '#src/db/sql.ts'
import type { Deficiency } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Ctx } from '#src/work/context.ts'

export type Counted = Pick<Deficiency, 'reportCount' | 'firstMonth' | 'lastMonth' | 'protected'>

/** What the reports that feed a systemfel say in all, as its row keeps it. For when reports have left it or come to it otherwise. */
export async function countReports(ctx: Ctx, deficiencyId: string): Promise<Counted> {
  const [row] = await ctx.sql.select<Record<keyof Counted, unknown>>(
    `SELECT COUNT(*) AS "reportCount", MIN("first_month") AS "firstMonth", MAX("last_month") AS "lastMonth",
       MAX(CASE WHEN "own_employer" THEN 1 ELSE 0 END) AS "protected"
     FROM "observation" WHERE "deficiency_id" = $1 AND "state" = 'linked'`,
    [deficiencyId],
  )
  return {
    reportCount: asNumber(row?.reportCount),
    firstMonth: (row?.firstMonth ?? null) as string | null,
    lastMonth: (row?.lastMonth ?? null) as string | null,
    protected: Number(row?.protected ?? 0) === 1,
  }
}
