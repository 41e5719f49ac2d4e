import { Params } from '#src/db/sql.ts'
import { officesByIds } from '#src/features/organisations/office.queries.ts'
import { organisationNames } from '#src/features/organisations/organisation.queries.ts'
import { inSwedish } from '#src/features/organisations/swedish-order.ts'
import { type Actor, circleOf } from '#src/kernel/actor.ts'
import type { Option } from '#src/web/fields.ts'
import type { Ctx } from '#src/work/context.ts'
import { type Action, actions } from './action.entity.ts'

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
