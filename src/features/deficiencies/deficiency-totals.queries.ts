import { asNumber, Params } from '#src/db/sql.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { END_STATES } from './deficiency.entity.ts'
import type { Reading } from './deficiency-sets.ts'

/** Totals are counted so far; beyond it there are "more than". */
export const MOST_COUNTED = 10_000

/** How many systemfel are chosen. */
export interface Totals {
  /** At most `MOST_COUNTED` + 1. */
  readonly total: number
  /** There are so many at least: of a large set only the first are counted. */
  readonly atLeast: boolean
  /** Null where not all are counted: a part of them would tell nothing. */
  readonly parts: TotalParts | null
}
export interface TotalParts {
  readonly open: number
  readonly awaiting: number
  readonly ended: number
  /** Of which an answer should have come. */
  readonly overdue: number
}

const counted = (states: readonly string[]): string =>
  `COALESCE(SUM(CASE WHEN "state" IN (${states.map(state => `'${state}'`).join(', ')}) THEN 1 ELSE 0 END), 0)`
const BY_STATE = `COUNT(*) AS "total", ${counted(END_STATES)} AS "ended", ${counted(['awaiting_answer'])} AS "awaiting"`

const OVERDUE = (p: Params, today: Day): string => `"r"."state" = 'sent' AND "r"."due_day" < ${p.add(today)}`
const isOverdue = (p: Params, today: Day, of: string): string =>
  `"${of}"."waiting_since" IS NOT NULL AND EXISTS (SELECT 1 FROM "answer_request" "r"
     WHERE "r"."deficiency_id" = "${of}"."id" AND ${OVERDUE(p, today)})`

/** The totals of a set that is gathered as "m", in one row. */
export const talliesOf = (p: Params, today: Day): string =>
  `SELECT ${BY_STATE}, COALESCE(SUM(CASE WHEN ${isOverdue(p, today, 'm')} THEN 1 ELSE 0 END), 0) AS "overdue" FROM "m"`

export function totalsIn(row: Readonly<Record<string, unknown>>, cut = false): Totals {
  const of = (name: string): number => asNumber(row[name])
  const [total, ended] = [of('total'), of('ended')]
  if (total > MOST_COUNTED) return { total: MOST_COUNTED + 1, atLeast: false, parts: null }
  if (cut) return { total, atLeast: true, parts: null }
  const parts = { open: total - ended, awaiting: of('awaiting'), ended, overdue: of('overdue') }
  return { total, atLeast: false, parts }
}

/** Where they do not come with the page. */
export async function totalsOf(ctx: Ctx, reading: Reading): Promise<Totals> {
  const p = new Params()
  const { before, from, where } = reading.counted(p)
  const [row] = await ctx.sql.select<Record<string, unknown>>(
    `${before} SELECT ${BY_STATE} FROM (SELECT "d"."state" FROM ${from} WHERE ${where.join(' AND ')}
     LIMIT ${MOST_COUNTED + 1}) "hits"`,
    p,
  )
  const whole = !reading.cut && asNumber(row?.['total']) <= MOST_COUNTED
  return totalsIn({ ...row, overdue: whole ? await overdueOf(ctx, reading) : 0 }, reading.cut)
}

/** What is walked is come by from the requests that are overdue: they are fewer. */
async function overdueOf(ctx: Ctx, { way, rows }: Reading): Promise<number> {
  const p = new Params()
  const { before, from, where } = rows(p, 'positive')
  const query =
    way === 'walk'
      ? `SELECT COUNT(DISTINCT "r"."deficiency_id") AS "n" FROM "answer_request" "r" CROSS JOIN ${from}
         WHERE ${OVERDUE(p, ctx.today)} AND "d"."id" = "r"."deficiency_id" AND ${where.join(' AND ')}`
      : `${before} SELECT COUNT(*) AS "n" FROM ${from} WHERE ${where.join(' AND ')} AND ${isOverdue(p, ctx.today, 'd')}`
  const [row] = await ctx.sql.select<{ n: unknown }>(query, p)
  return asNumber(row?.n)
}
