import { asDay, asInstant, maybe, Params } from '#src/db/sql.ts'
import { inCircleOf } from '#src/features/actions/action.queries.ts'
import { dayOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Task } from './action-plan.rules.ts'

/** What is open on the systemfel in the group's circle, as far as the actor may see them. */
export async function tasksOf(ctx: Ctx, groupId: string): Promise<Task[]> {
  return [...(await openActions(ctx, groupId)), ...(await openRequests(ctx, groupId))]
}

/** The systemfel stands in the circle of the group and in one of the actor's. */
const seen = (params: Params, ctx: Ctx, groupId: string): string =>
  `${inCircleOf(params, ctx.actor, '"d"."id"')} AND EXISTS (SELECT 1 FROM "circle_member" "g"
     WHERE "g"."deficiency_id" = "d"."id" AND "g"."member_id" = ${params.add(groupId)})`

async function openActions(ctx: Ctx, groupId: string): Promise<Task[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "a"."id", COALESCE("o"."name", "f"."name") AS "owner", "a"."owner_function" AS "ownerFunction",
        "a"."description" AS "what", "a"."kind" AS "actionKind", "a"."strength", "a"."state", "d"."number", "d"."title",
        "a"."due_day" AS "dueDay", "a"."created_at" AS "at"
      FROM "action" "a" JOIN "deficiency" "d" ON "d"."id" = "a"."deficiency_id"
      LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id"
      LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
      WHERE "a"."state" IN ('proposed', 'accepted') AND ${seen(params, ctx, groupId)}`,
    params,
  )
  return rows.map(row => ({ ...taskOf(row), kind: 'action', pending: row['state'] === 'proposed' }))
}

async function openRequests(ctx: Ctx, groupId: string): Promise<Task[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Record<string, unknown>>(
    `SELECT "r"."id", "o"."name" AS "owner", "k"."function" AS "ownerFunction", "r"."question" AS "what",
        NULL AS "actionKind", NULL AS "strength", "r"."state", "d"."number", "d"."title", "r"."due_day" AS "dueDay",
        COALESCE("r"."sent_at", "r"."created_at") AS "at"
      FROM "answer_request" "r" JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id"
      JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
      JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
      WHERE "r"."state" IN ('tray', 'sent') AND ${seen(params, ctx, groupId)}`,
    params,
  )
  return rows.map(row => ({ ...taskOf(row), kind: 'request', pending: row['state'] === 'tray' }))
}

const taskOf = (row: Record<string, unknown>): Omit<Task, 'kind' | 'pending'> => ({
  ...(row as unknown as Task),
  dueDay: maybe(asDay)(row['dueDay']),
  since: dayOf(asInstant(row['at'])),
})
