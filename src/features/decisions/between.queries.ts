import { asDay, asInstant, asNumber } from '#src/db/sql.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'

/** The systemfel stands on no agenda of the group "$1" that is to come, or that has been met about since. */
const notSince = (deficiencyId: string, since: string): string => `NOT EXISTS (
  SELECT 1 FROM "agenda_item" "i" JOIN "meeting" "n" ON "n"."id" = "i"."meeting_id"
  WHERE "i"."deficiency_id" = ${deficiencyId} AND "n"."group_id" = $1 AND "n"."per_capsulam" IS NULL
    AND (("n"."state" IN ('planned', 'running') AND "i"."paragraph" IS NULL) OR "n"."started_at" >= ${since}))`

export interface DecidedBetween {
  readonly deficiencyId: string
  readonly paragraph: number
  readonly year: number
  readonly day: Day
}
/** What the group has decided between meetings and not yet been told of at one, in the order of the §. */
export async function decidedBetween(ctx: Ctx, groupId: string): Promise<DecidedBetween[]> {
  const rows = await ctx.sql.select<Record<keyof DecidedBetween, unknown>>(
    `SELECT "d"."deficiency_id" AS "deficiencyId", "d"."paragraph", "d"."year", "m"."day"
     FROM "meeting" "m" JOIN "decision" "d" ON "d"."meeting_id" = "m"."id"
     WHERE "m"."group_id" = $1 AND "m"."per_capsulam" IS NOT NULL AND ${notSince('"d"."deficiency_id"', '"d"."at"')}
     ORDER BY "d"."at", "d"."paragraph"`,
    [groupId],
  )
  return rows.map(({ deficiencyId, paragraph, year, day }) => ({
    deficiencyId: String(deficiencyId),
    paragraph: asNumber(paragraph),
    year: asNumber(year),
    day: asDay(day),
  }))
}

export interface ObjectedBetween {
  readonly deficiencyId: string
  readonly closedAt: Date
}
/** What a seat has objected to and the group has not yet met about. */
export async function objectedBetween(ctx: Ctx, groupId: string): Promise<ObjectedBetween[]> {
  const rows = await ctx.sql.select<Record<keyof ObjectedBetween, unknown>>(
    `SELECT "c"."deficiency_id" AS "deficiencyId", "c"."closed_at" AS "closedAt" FROM "circulation" "c"
     WHERE "c"."group_id" = $1 AND "c"."state" = 'objected' AND ${notSince('"c"."deficiency_id"', '"c"."closed_at"')}
     ORDER BY "c"."closed_at", "c"."id"`,
    [groupId],
  )
  return rows.map(({ deficiencyId, closedAt }) => ({
    deficiencyId: String(deficiencyId),
    closedAt: asInstant(closedAt),
  }))
}
