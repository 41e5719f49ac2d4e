import { In } from 'typeorm'
import { asDay, asInstant, maybe, Params } from '#src/db/sql.ts'
import { actionNotes, dueChanges } from '#src/features/actions/action.entity.ts'
import { inCircleOf } from '#src/features/actions/action.queries.ts'
import { addMonths, type Day, dayOf, startOf } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Stage, Task } from './action-plan.rules.ts'

/** What is over stays in the plan for so long. */
const MONTHS_OVER = 12
type Row = Readonly<Record<string, unknown>>

/** What is open on the systemfel in the group's circle, and what has come to an end of late, as far as the actor may see them. */
export async function tasksOf(ctx: Ctx, groupId: string): Promise<Task[]> {
  return [...(await actionTasks(ctx, groupId)), ...(await openRequests(ctx, groupId))]
}

/** The systemfel stands in the circle of the group and in one of the actor's. */
const seen = (params: Params, ctx: Ctx, groupId: string): string =>
  `${inCircleOf(params, ctx.actor, '"d"."id"')} AND EXISTS (SELECT 1 FROM "circle_member" "g"
     WHERE "g"."deficiency_id" = "d"."id" AND "g"."member_id" = ${params.add(groupId)})`

async function actionTasks(ctx: Ctx, groupId: string): Promise<Task[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "a"."id", COALESCE("o"."name", "f"."name") AS "owner", "a"."owner_function" AS "ownerFunction",
        "a"."description" AS "what", "a"."kind" AS "actionKind", "a"."strength", "a"."state" AS "stage", "d"."number",
        "d"."title", "a"."due_day" AS "dueDay", "a"."created_at" AS "at", "a"."next_contact_day" AS "nextContactDay",
        "a"."proof", "a"."closed_at" AS "closedAt"
      FROM "action" "a" JOIN "deficiency" "d" ON "d"."id" = "a"."deficiency_id"
      LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id"
      LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
      WHERE ("a"."state" IN ('proposed', 'accepted') OR ("a"."state" IN ('done', 'declined')
          AND "a"."closed_at" >= ${params.add(startOf(addMonths(ctx.today, -MONTHS_OVER)))}))
        AND ${seen(params, ctx, groupId)}`,
    params,
  )
  const ids = rows.map(({ id }) => String(id))
  const told = await toldOf(ctx, ids)
  const moved = await movedFrom(ctx, ids)
  return rows.map(row => {
    const id = String(row['id'])
    return {
      ...taskOf(row),
      kind: 'action',
      oldDueDays: moved.get(id) ?? [],
      progress: endOf(row) ?? told.get(id) ?? null,
      nextContactDay: maybe(asDay)(row['nextContactDay']),
    }
  })
}

function endOf({ closedAt, proof }: Row): Task['progress'] {
  const at = maybe(asInstant)(closedAt)
  return at === null || typeof proof !== 'string' ? null : { day: dayOf(at), text: proof }
}

/** The last note on each. */
async function toldOf(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Task['progress']>> {
  const notes = await ctx.rows(actionNotes).all({ actionId: In([...ids]) }, { at: 'ASC', id: 'ASC' })
  return new Map(notes.map(({ actionId, at, text }) => [actionId, { day: dayOf(at), text }]))
}

async function movedFrom(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Day[]>> {
  const days = new Map<string, Day[]>()
  const changes = await ctx.rows(dueChanges).all({ actionId: In([...ids]) }, { at: 'ASC', id: 'ASC' })
  for (const { actionId, fromDay } of changes)
    if (fromDay !== null) days.set(actionId, [...(days.get(actionId) ?? []), fromDay])
  return days
}

async function openRequests(ctx: Ctx, groupId: string): Promise<Task[]> {
  const params = new Params()
  const rows = await ctx.sql.select<Row>(
    `SELECT "r"."id", "o"."name" AS "owner", "k"."function" AS "ownerFunction", "r"."question" AS "what",
        NULL AS "actionKind", NULL AS "strength", "r"."state" AS "stage", "d"."number", "d"."title",
        "r"."due_day" AS "dueDay", COALESCE("r"."sent_at", "r"."created_at") AS "at"
      FROM "answer_request" "r" JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id"
      JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
      JOIN "organisation" "o" ON "o"."id" = "k"."organisation_id"
      WHERE "r"."state" IN ('tray', 'sent') AND ${seen(params, ctx, groupId)}`,
    params,
  )
  const plain = { oldDueDays: [], progress: null, nextContactDay: null }
  return rows.map(row => ({ ...taskOf(row), ...plain, kind: 'request' }))
}

const taskOf = (row: Row): Omit<Task, 'kind' | 'oldDueDays' | 'progress' | 'nextContactDay'> => {
  const { id, owner, ownerFunction, what, actionKind, strength, stage, number, title } = row as unknown as Task
  return {
    ...{ id, owner, ownerFunction, what, actionKind, strength, number, title },
    stage: stage as Stage,
    dueDay: maybe(asDay)(row['dueDay']),
    since: dayOf(asInstant(row['at'])),
  }
}
