import { yearOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'

/** The next report number of the year: `R-2026-0001`. */
export async function nextReportNumber(ctx: Ctx): Promise<string> {
  const year = yearOf(ctx.today)
  return `R-${year}-${String(await ctx.nextNumber(`R-${year}`)).padStart(4, '0')}`
}
