import { asDay, asNumber, Params } from '#src/db/sql.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'

/** A lift that has no reply. */
export interface WaitingLift {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly fromName: string
  readonly receiver: string
  readonly day: Day
  readonly wishedDay: Day
}

const FROM = `FROM "lift" "l" JOIN "decision" "d" ON "d"."id" = "l"."decision_id" JOIN "meeting" "m" ON "m"."id" = "d"."meeting_id"
  JOIN "deficiency" "s" ON "s"."id" = "l"."deficiency_id" JOIN "governance_group" "a" ON "a"."id" = "l"."from_group_id"
  LEFT JOIN "governance_group" "b" ON "b"."id" = "l"."to_group_id"`
/** What has been replaced by another decision is waited for no more; nor is what is about a systemfel that has ended. */
const OPEN = `"l"."replied_at" IS NULL AND "s"."closed_at" IS NULL
  AND NOT EXISTS (SELECT 1 FROM "decision" "c" WHERE "c"."corrects_id" = "d"."id")`

/** What the actor's groups owe a reply to, or wait for one on; the nearest wished day first. */
export async function waitingLifts(ctx: Ctx, side: 'given' | 'received'): Promise<WaitingLift[]> {
  const p = new Params()
  const column = side === 'given' ? '"l"."from_group_id"' : '"l"."to_group_id"'
  const rows = await ctx.sql.select<Record<keyof WaitingLift, unknown>>(
    `SELECT "l"."id", "s"."number", "s"."title", "a"."name" AS "fromName", COALESCE("b"."name", "l"."to_name") AS "receiver",
       "m"."day", "l"."wished_day" AS "wishedDay"
     ${FROM} WHERE ${p.in(column, groupsOf(ctx.actor, 'convener', 'member'))} AND ${OPEN}
     ORDER BY "l"."wished_day", "l"."id" LIMIT 200`,
    p,
  )
  return rows.map(row => ({
    ...(row as unknown as WaitingLift),
    day: asDay(row.day),
    wishedDay: asDay(row.wishedDay),
  }))
}

/** For a convener: how many replies her groups owe, and how many they wait for that should have come. */
export async function liftCounts(ctx: Ctx): Promise<{ owed: number; overdue: number }> {
  const p = new Params()
  const own = groupsOf(ctx.actor, 'convener')
  const [row] = await ctx.sql.select<{ owed: unknown; overdue: unknown }>(
    `SELECT COALESCE(SUM(CASE WHEN ${p.in('"l"."to_group_id"', own)} THEN 1 ELSE 0 END), 0) AS "owed",
       COALESCE(SUM(CASE WHEN ${p.in('"l"."from_group_id"', own)} AND "l"."wished_day" < ${p.add(ctx.today)} THEN 1 ELSE 0 END), 0) AS "overdue"
     ${FROM} WHERE (${p.in('"l"."to_group_id"', own)} OR ${p.in('"l"."from_group_id"', own)}) AND ${OPEN}`,
    p,
  )
  return { owed: asNumber(row?.owed), overdue: asNumber(row?.overdue) }
}
