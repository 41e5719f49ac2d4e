import { employersOf } from '#src/features/organisations/office.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Observation } from './observation.entity.ts'

/** Whether one of the organisations, as a body or a unit of one, employs or commissions the office today. */
export async function isOwnEmployer(ctx: Ctx, officeId: string, organisationIds: readonly string[]): Promise<boolean> {
  if (organisationIds.length === 0) return false
  const employers = await employersOf(ctx, officeId, ctx.today)
  return organisationIds.some(id => employers.includes(id))
}

/**
 * Whether the report takes the protected path when it names these organisations. One that has been sent on it stays on it,
 * whatever is changed in it afterwards: those who watch it have been told.
 */
export async function takesProtectedPath(
  ctx: Ctx,
  { officeId, number, ownEmployer }: Pick<Observation, 'officeId' | 'number' | 'ownEmployer'>,
  organisationIds: readonly string[],
): Promise<boolean> {
  return (number !== null && ownEmployer) || isOwnEmployer(ctx, officeId, organisationIds)
}
