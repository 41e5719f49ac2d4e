import { asDay, maybe, Params } from '#src/db/sql.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { type Actor, circleOf } from '#src/kernel/actor.ts'
import type { Day } from '#src/kernel/days.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions } from './action.entity.ts'
import type { ActionState } from './action.lifecycle.ts'
import { type Cursor, pageClause } from './due-pages.ts'

/** `actionPolicy.view` as a condition of a query: the actor stands in the circle of the systemfel whose id the column holds. */
export const inCircleOf = (params: Params, actor: Actor, deficiencyId: string): string =>
  `EXISTS (SELECT 1 FROM "circle_member" "c" WHERE "c"."deficiency_id" = ${deficiencyId}
    AND ${params.in('"c"."member_id"', circleOf(actor))})`

/** An action with the name of who owns it: the organisation or the office. */
export interface OwnedAction extends Action {
  readonly ownerName: string | null
}

/** The actions of a systemfel, those with the nearest due day first. The caller has shown that its reader may see it. */
export async function actionsOf(ctx: Ctx, deficiencyId: string): Promise<OwnedAction[]> {
  const all = await ctx.rows(actions).all({ deficiencyId }, { createdAt: 'ASC', id: 'ASC' })
  const names = await ownerNames(ctx, all)
  return all
    .map(action => ({ ...action, ownerName: names.get(action.organisationId ?? action.officeId ?? '') ?? null }))
    .sort((one, other) => (one.dueDay ?? '9').localeCompare(other.dueDay ?? '9'))
}

/** Names of organisations and offices that own actions, by their ids. */
export async function ownerNames(
  ctx: Ctx,
  owners: readonly Pick<Action, 'organisationId' | 'officeId'>[],
): Promise<Map<string, string>> {
  const names = await organisationNames(
    ctx,
    owners.flatMap(({ organisationId }) => organisationId ?? []),
  )
  const offices = await officesByIds(
    ctx,
    owners.flatMap(({ officeId }) => officeId ?? []),
  )
  return new Map([...names, ...offices.map(({ id, name }) => [id, name] as const)])
}

export interface ActionFilter {
  readonly states: readonly ActionState[]
  /** An organisation or an office. */
  readonly ownerId: string | null
  readonly overdue: boolean
}
export interface ListedAction {
  readonly id: string
  readonly kind: Action['kind']
  readonly state: ActionState
  readonly description: string
  readonly ownerName: string | null
  readonly ownerFunction: string | null
  readonly dueDay: Day | null
  readonly doneDay: Day | null
  readonly number: string
  readonly title: string
}

/** What the actor may see, by due day: one page and a row more. */
export async function listActions(ctx: Ctx, filter: ActionFilter, cursor: Cursor | null): Promise<ListedAction[]> {
  const params = new Params()
  const conditions = conditionsOf(ctx, params, filter)
  const rows = await ctx.sql.select<ListedAction>(
    `SELECT "a"."id", "a"."kind", "a"."state", "a"."description", COALESCE("o"."name", "f"."name") AS "ownerName",
        "a"."owner_function" AS "ownerFunction", "a"."due_day" AS "dueDay", "a"."done_day" AS "doneDay",
        "d"."number", "d"."title"
      FROM "action" "a" JOIN "deficiency" "d" ON "d"."id" = "a"."deficiency_id"
      LEFT JOIN "organisation" "o" ON "o"."id" = "a"."organisation_id"
      LEFT JOIN "office" "f" ON "f"."id" = "a"."office_id"
      WHERE ${conditions}${pageClause(params, cursor, '"a"."due_day"', '"a"."id"')}`,
    params,
  )
  return rows.map(row => ({ ...row, dueDay: maybe(asDay)(row.dueDay), doneDay: maybe(asDay)(row.doneDay) }))
}

function conditionsOf(ctx: Ctx, params: Params, { states, ownerId, overdue }: ActionFilter): string {
  const conditions = [inCircleOf(params, ctx.actor, '"a"."deficiency_id"'), params.in('"a"."state"', states)]
  if (ownerId !== null) {
    const owner = params.add(ownerId)
    conditions.push(`("a"."organisation_id" = ${owner} OR "a"."office_id" = ${owner})`)
  }
  if (overdue) conditions.push(`"a"."state" IN ('proposed', 'accepted') AND "a"."due_day" < ${params.add(ctx.today)}`)
  return conditions.join(' AND ')
}

/** Whoever owns an action that the actor may see, for the filter. */
export async function ownerOptions(ctx: Ctx): Promise<Option[]> {
  const params = new Params()
  const owners = await ctx.sql.select<Pick<Action, 'organisationId' | 'officeId'>>(
    `SELECT DISTINCT "a"."organisation_id" AS "organisationId", "a"."office_id" AS "officeId" FROM "action" "a"
      WHERE ${inCircleOf(params, ctx.actor, '"a"."deficiency_id"')}`,
    params,
  )
  const names = await ownerNames(ctx, owners)
  return [...names].map(([value, label]) => ({ value, label })).sort((a, b) => inSwedish(a.label, b.label))
}
