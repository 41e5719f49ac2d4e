import { asDay, asFlag, asInstant, asNumber, maybe, Params } from '#src/db/sql.ts'
import { officesOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Deficiency } from './deficiency.entity.ts'
import { members } from './deficiency-parts.ts'

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
export type ListedRow = Omit<ListedDeficiency, 'organisations'>
const COLUMNS = `"d"."id", "d"."number", "d"."title", "d"."level", "d"."level_inferred" AS "levelInferred", "d"."state",
  "d"."state_since" AS "stateSince", "d"."source", "d"."fictitious", "d"."report_count" AS "reportCount",
  "d"."first_month" AS "firstMonth", "d"."last_month" AS "lastMonth", "d"."waiting_since" AS "waitingSince"`

/** Of the systemfel as "d", with what the row knows of itself. */
export function columnsFor(p: Params, { actor }: Ctx): string {
  const own = officesOf(actor, 'ombud', 'coordinator')
  return `${COLUMNS}, CASE WHEN "d"."waiting_since" IS NOT NULL THEN (SELECT MIN("r"."due_day") FROM "answer_request" "r"
      WHERE "r"."deficiency_id" = "d"."id" AND "r"."state" = 'sent') END AS "dueDay",
    ${own.length === 0 ? '1 = 0' : members(own).holds(p)} AS "inside"`
}

export const listedRow = (row: Record<keyof ListedRow, unknown>): ListedRow => ({
  ...(row as unknown as ListedRow),
  levelInferred: asFlag(row.levelInferred),
  stateSince: asInstant(row.stateSince),
  fictitious: asFlag(row.fictitious),
  reportCount: asNumber(row.reportCount),
  waitingSince: maybe(asInstant)(row.waitingSince),
  dueDay: maybe(asDay)(row.dueDay),
  inside: asFlag(row.inside),
})

/** One query for the page, whatever is on it. */
export async function withOrganisations(ctx: Ctx, rows: readonly ListedRow[]): Promise<ListedDeficiency[]> {
  if (rows.length === 0) return []
  const organisations = await organisationsOf(
    ctx,
    rows.map(({ id }) => id),
  )
  return rows.map(row => ({ ...row, organisations: organisations.get(row.id) ?? [] }))
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

/** In the order of the ids; unknown ones are left out. */
export async function listedByIds(ctx: Ctx, ids: readonly string[]): Promise<ListedDeficiency[]> {
  const p = new Params()
  const rows = await ctx.sql.select<Record<keyof ListedRow, unknown>>(
    `SELECT ${columnsFor(p, ctx)} FROM "deficiency" "d" WHERE ${p.in('"d"."id"', ids)}`,
    p,
  )
  const byId = new Map(rows.map(row => [String(row.id), listedRow(row)]))
  return withOrganisations(
    ctx,
    ids.flatMap(id => byId.get(id) ?? []),
  )
}
