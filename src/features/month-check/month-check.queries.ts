import { In } from 'typeorm'
import type { Dialect } from '#src/db/columns.ts'
import { asFlag, Params } from '#src/db/sql.ts'
import { OPEN_STATES } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Words } from '#src/features/deficiencies/deficiency-filter.rules.ts'
import { worded } from '#src/features/deficiencies/deficiency-parts.ts'
import { soughtOf } from '#src/features/search/search-query.rules.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Month } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import { monthChecks } from './month-check.entity.ts'
import { monthToRemindOf } from './month-check.rules.ts'

/** So many stand on one page. */
export const MOST_SHOWN = 100

/** An open systemfel of the office. */
export interface MonthItem {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly fictitious: boolean
  /** When the office met it last; null when it has not reported it. */
  readonly lastMet: Month | null
}
export interface Checking {
  readonly officeId: string
  readonly month: Month
}

/** What the ombud has not met this month, those that she or the office met lately first; one more than is shown. */
export function itemsToCheck(ctx: Ctx, checking: Checking, words: Words | null): Promise<MonthItem[]> {
  const p = new Params()
  const where = [
    ...openIn(p, checking.officeId),
    `NOT ${metBy(p, ctx, checking)}`,
    ...withWords(p, ctx.sql.dialect, words),
  ]
  return select(ctx, p, checking, where, MOST_SHOWN + 1)
}

/** What she has met, and said so. */
export function itemsChecked(ctx: Ctx, checking: Checking): Promise<MonthItem[]> {
  const p = new Params()
  return select(ctx, p, checking, [...openIn(p, checking.officeId), metBy(p, ctx, checking)], MOST_SHOWN)
}

/** Those of the ids that are open and the office's own. */
export function itemsByIds(ctx: Ctx, checking: Checking, ids: readonly string[]): Promise<MonthItem[]> {
  const p = new Params()
  const where = [...openIn(p, checking.officeId), p.in('"d"."id"', ids)]
  return ids.length === 0 ? Promise.resolve([]) : select(ctx, p, checking, where, ids.length)
}

/** Of the ids, those that the ombud has reported for the month. */
export async function metIds(ctx: Ctx, checking: Checking, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "d"."id" FROM "deficiency" "d" WHERE ${p.in('"d"."id"', ids)} AND ${metBy(p, ctx, checking)}`,
    p,
  )
  return new Set(rows.map(({ id }) => id))
}

const openIn = (p: Params, officeId: string): string[] => [
  `"c"."member_id" = ${p.add(officeId)}`,
  '"d"."id" = "c"."deficiency_id"',
  p.in('"d"."state"', OPEN_STATES),
]
const reportsOf = (p: Params, { officeId }: Checking): string =>
  `FROM "observation" "o" WHERE "o"."deficiency_id" = "d"."id" AND "o"."state" = 'linked' AND "o"."office_id" = ${p.add(officeId)}`
const metBy = (p: Params, { actor }: Ctx, checking: Checking): string =>
  `EXISTS (SELECT 1 ${reportsOf(p, checking)} AND "o"."ombud_id" = ${p.add(actor.id)}
    AND "o"."first_month" <= ${p.add(checking.month)} AND "o"."last_month" >= ${p.add(checking.month)})`

function withWords(p: Params, dialect: Dialect, words: Words | null): string[] {
  if (words === null) return []
  if ('numbers' in words) return [p.in('"d"."number"', words.numbers)]
  return [worded(dialect, soughtOf(words.units, ['deficiency'])).holds(p)]
}

async function select(
  ctx: Ctx,
  p: Params,
  checking: Checking,
  where: readonly string[],
  most: number,
): Promise<MonthItem[]> {
  const lastMet = `(SELECT MAX("o"."last_month") ${reportsOf(p, checking)})`
  const mine = `(SELECT MAX("o"."last_month") ${reportsOf(p, checking)} AND "o"."ombud_id" = ${p.add(ctx.actor.id)})`
  const rows = await ctx.sql.select<Record<keyof MonthItem, unknown>>(
    `SELECT "d"."id", "d"."number", "d"."title", "d"."fictitious", ${lastMet} AS "lastMet"
     FROM "circle_member" "c" CROSS JOIN "deficiency" "d" WHERE ${where.join(' AND ')}
     ORDER BY COALESCE(${mine}, ${lastMet}, '') DESC, COALESCE(${lastMet}, '') DESC, "d"."number" DESC LIMIT ${p.add(most)}`,
    p,
  )
  return rows.map(row => ({ ...(row as unknown as MonthItem), fictitious: asFlag(row.fictitious) }))
}

/** Names of the responsible bodies, in the order of the database, by systemfel. */
export async function bodiesOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; name: string }>(
    `SELECT "x"."deficiency_id" AS "id", "o"."name" FROM "deficiency_organisation" "x"
     JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id" WHERE ${p.in('"x"."deficiency_id"', ids)}`,
    p,
  )
  const names = new Map<string, string[]>()
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  return names
}

/** What the ombud is reminded of: the earliest month that can be checked and is not, with its office. */
export interface Reminder {
  readonly month: Month
  /** The office's slug. */
  readonly office: string
}
/** Null when all is checked; undefined when no office of hers has anything to check. */
export async function monthReminder(ctx: Ctx): Promise<Reminder | null | undefined> {
  const offices = await officesWithOpen(ctx)
  if (offices.length === 0) return undefined
  const officeIds = offices.map(({ id }) => id)
  const done = await ctx.rows(monthChecks).all({ personId: ctx.actor.id, officeId: In(officeIds) })
  const left = offices.flatMap(({ id, slug }) => {
    const checked = done.filter(({ officeId }) => officeId === id).map(({ month }) => month)
    const month = monthToRemindOf(ctx.today, checked)
    return month === null ? [] : [{ month, office: slug }]
  })
  return left.sort((one, other) => (one.month < other.month ? -1 : 1))[0] ?? null
}

async function officesWithOpen(ctx: Ctx): Promise<{ id: string; slug: string }[]> {
  const p = new Params()
  return ctx.sql.select<{ id: string; slug: string }>(
    `SELECT "f"."id", "f"."slug" FROM "office" "f" WHERE ${p.in('"f"."id"', officesOf(ctx.actor, 'ombud'))} AND EXISTS (
       SELECT 1 FROM "circle_member" "c" CROSS JOIN "deficiency" "d"
       WHERE "c"."member_id" = "f"."id" AND "d"."id" = "c"."deficiency_id" AND ${p.in('"d"."state"', OPEN_STATES)})
     ORDER BY "f"."slug"`,
    p,
  )
}
