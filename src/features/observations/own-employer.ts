import { employersOf } from '#src/features/organisations/office.queries.ts'
import type { Ctx } from '#src/work/context.ts'

/** Whether one of the organisations, as a body or a unit of one, employs or commissions the office today. */
export async function isOwnEmployer(ctx: Ctx, officeId: string, organisationIds: readonly string[]): Promise<boolean> {
  if (organisationIds.length === 0) return false
  const employers = await employersOf(ctx, officeId, ctx.today)
  return organisationIds.some(id => employers.includes(id))
}
