import { asDay, asNumber, Params } from '#src/db/sql.ts'
import { groupsOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import { UNDELIVERED } from '#src/mail/outbox-mail.entity.ts'
import type { Ctx } from '#src/work/context.ts'

export interface NotArrived {
  readonly meetingId: string
  readonly day: Day
  /** So many have a last letter that did not reach them. */
  readonly count: number
}

/** Planned meetings of the actor's groups with calls that did not arrive, soonest first. */
export async function callsNotArrived(ctx: Ctx): Promise<NotArrived[]> {
  const groupIds = groupsOf(ctx.actor, 'convener')
  if (groupIds.length === 0) return []
  const p = new Params()
  const rows = await ctx.sql.select<Record<keyof NotArrived, unknown>>(
    `SELECT "g"."id" AS "meetingId", "g"."day", COUNT(*) AS "count"
     FROM "meeting" "g" JOIN "call_invitation" "i" ON "i"."meeting_id" = "g"."id" AND "i"."withdrawn_at" IS NULL
     WHERE "g"."state" = 'planned' AND ${p.in('"g"."group_id"', groupIds)}
       AND ${p.in(
         `(SELECT "m"."state" FROM "outbox_mail" "m" WHERE "m"."subject_id" = "i"."id"
         ORDER BY "m"."created_at" DESC, "m"."id" DESC LIMIT 1)`,
         UNDELIVERED,
       )}
     GROUP BY "g"."id", "g"."day" ORDER BY "g"."day", "g"."id"`,
    p,
  )
  return rows.map(({ meetingId, day, count }) => ({
    meetingId: String(meetingId),
    day: asDay(day),
    count: asNumber(count),
  }))
}
