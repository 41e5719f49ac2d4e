import { asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'

export interface ListedDeficiency
  extends Pick<
    Deficiency,
    | 'id'
    | 'number'
    | 'title'
    | 'level'
    | 'levelInferred'
    | 'state'
    | 'stateSince'
    | 'source'
    | 'fictitious'
    | 'reportCount'
    | 'firstMonth'
    | 'lastMonth'
    | 'waitingSince'
  > {
  /** Names. */
  readonly organisations: readonly string[]
  /** When the earliest answer is due of those waited for. */
  readonly dueDay: Day | null
  /** The actor works in an office that feeds it. */
  readonly inside: boolean
}
export type ListedRow = Omit<ListedDeficiency, 'organisations' | 'dueDay' | 'inside'>
/** Of the systemfel as "d". */
export const COLUMNS = `"d"."id", "d"."number", "d"."title", "d"."level", "d"."level_inferred" AS "levelInferred", "d"."state",
  "d"."state_since" AS "stateSince", "d"."source", "d"."fictitious", "d"."report_count" AS "reportCount",
  "d"."first_month" AS "firstMonth", "d"."last_month" AS "lastMonth", "d"."waiting_since" AS "waitingSince"`

export const listedRow = (row: Record<keyof ListedRow, unknown>): ListedRow => ({
  ...(row as unknown as ListedRow),
  levelInferred: asFlag(row.levelInferred),
  stateSince: asInstant(row.stateSince),
  fictitious: asFlag(row.fictitious),
  reportCount: asNumber(row.reportCount),
  waitingSince: maybe(asInstant)(row.waitingSince),
})

/** Three queries for the page, whatever is on it. */
export async function withFacts(ctx: Ctx, rows: readonly ListedRow[]): Promise<ListedDeficiency[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const organisations = await organisationsOf(ctx, ids)
  const due = await dueDays(ctx, ids)
  const inside = await insideOf(ctx, ids)
  return rows.map(row => ({
    ...row,
    organisations: organisations.get(row.id) ?? [],
    dueDay: due.get(row.id) ?? null,
    inside: inside.has(row.id),
  }))
}

async function organisationsOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, string[]>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; name: string }>(
    `SELECT "x"."deficiency_id" AS "id", "o"."name" FROM "deficiency_organisation" "x"
     JOIN "organisation" "o" ON "o"."id" = "x"."organisation_id" WHERE ${p.in('"x"."deficiency_id"', ids)} ORDER BY "o"."name"`,
    p,
  )
  const names = new Map<string, string[]>()
  for (const { id, name } of rows) names.set(id, [...(names.get(id) ?? []), name])
  return names
}

async function dueDays(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Day>> {
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string; day: Day }>(
    `SELECT "deficiency_id" AS "id", MIN("due_day") AS "day" FROM "answer_request"
     WHERE "state" = 'sent' AND ${p.in('"deficiency_id"', ids)} GROUP BY "deficiency_id"`,
    p,
  )
  return new Map(rows.map(({ id, day }) => [id, day]))
}

async function insideOf(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  const own = officesOf(ctx.actor, 'ombud', 'coordinator')
  if (own.length === 0) return new Set()
  const p = new Params()
  const rows = await ctx.sql.select<{ id: string }>(
    `SELECT "deficiency_id" AS "id" FROM "circle_member" WHERE ${p.in('"member_id"', own)} AND ${p.in('"deficiency_id"', ids)}`,
    p,
  )
  return new Set(rows.map(({ id }) => id))
}

/** In the order of the ids; unknown ones are left out. */
export async function listedByIds(ctx: Ctx, ids: readonly string[]): Promise<ListedDeficiency[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Record<keyof ListedRow, unknown>>(
    `SELECT ${COLUMNS} FROM "deficiency" "d" WHERE ${p.in('"d"."id"', ids)}`,
    p,
  )
  const byId = new Map(rows.map(row => [String(row.id), listedRow(row)]))
  return withFacts(
    ctx,
    ids.flatMap(id => byId.get(id) ?? []),
  )
}
