import { readHalfYear } from '#src/kernel/half-years.ts'
import { dates } from '#src/web/dates.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Period, ShownReports } from './disclosure.rules.ts'

/** "3" or "färre än 5". */
export const countText = (ctx: Ctx, { count }: ShownReports): string =>
  count === null ? ctx.t('band.few') : dates[ctx.actor.locale].number(count)

/** "mars 2026 – augusti 2026", or half-years; null where nothing is known. */
export function periodText(ctx: Ctx, { from, to }: ShownReports): string | null {
  if (from === null || to === null) return null
  const [first, last] = [oneText(ctx, from), oneText(ctx, to)]
  return first === last ? first : `${first} – ${last}`
}

function oneText(ctx: Ctx, period: Period): string {
  if ('month' in period) return dates[ctx.actor.locale].month(period.month)
  const half = readHalfYear(period.half)
  return half === null ? '' : ctx.t('deficiencies.halfYear', { half: ctx.t(`half.${half.half}`), year: half.year })
}
