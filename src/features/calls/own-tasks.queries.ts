import { asDay, maybe, Params } from '#src/db/sql.ts'
import { organisations } from '#src/features/organisations/organisation.entity.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Ctx } from '#src/work/context.ts'

/** Something that an organisation has promised or been asked, and has not done or answered. */
export interface OwnTask {
  readonly id: string
  readonly number: string
  readonly title: string
  readonly text: string
  readonly dueDay: Day | null
}
export interface OwnTasks {
  readonly actions: readonly OwnTask[]
  readonly requests: readonly OwnTask[]
}

/** What an organisation and its units owe, of what stands in the group's circle; the nearest due day first. */
export async function ownTasks(ctx: Ctx, groupId: string, organisationId: string | null): Promise<OwnTasks> {
  if (organisationId === null) return { actions: [], requests: [] }
  const units = await ctx.rows(organisations).all({ parentId: organisationId })
  const owners = [organisationId, ...units.map(({ id }) => id)]
  return { actions: await tasks(ctx, groupId, owners, ACTIONS), requests: await tasks(ctx, groupId, owners, REQUESTS) }
}

/** `owned`: that a column holds one of the owners. `$1` is the group. */
type Query = (owned: (column: string) => string) => string
const IN_CIRCLE = `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = "d"."id" AND "c"."member_id" = $1)`

const ACTIONS: Query = owned => `
  SELECT "a"."id", "d"."number", "d"."title", "a"."description" AS "text", "a"."due_day" AS "dueDay"
  FROM "action" "a" JOIN "deficiency" "d" ON "d"."id" = "a"."deficiency_id"
  WHERE ${IN_CIRCLE} AND "a"."state" IN ('proposed', 'accepted') AND ${owned('"a"."organisation_id"')}
  ORDER BY "a"."due_day", "d"."number"`

/** Asked by this group, or by an office between meetings. */
const REQUESTS: Query = owned => `
  SELECT "r"."id", "d"."number", "d"."title", "r"."question" AS "text", "r"."due_day" AS "dueDay"
  FROM "answer_request" "r"
  JOIN "deficiency" "d" ON "d"."id" = "r"."deficiency_id"
  JOIN "agency_contact" "k" ON "k"."id" = "r"."contact_id"
  WHERE ${IN_CIRCLE} AND "r"."state" = 'sent' AND ("r"."group_id" = $1 OR "r"."group_id" IS NULL)
    AND ${owned('"k"."organisation_id"')}
  ORDER BY "r"."due_day", "d"."number"`

async function tasks(ctx: Ctx, groupId: string, owners: readonly string[], query: Query): Promise<OwnTask[]> {
  const params = new Params()
  params.add(groupId)
  const rows = await ctx.sql.select<OwnTask>(
    query(column => params.in(column, owners)),
    params,
  )
  return rows.map(row => ({ ...row, dueDay: maybe(asDay)(row.dueDay) }))
}
