import type { Ctx } from '#src/work/context.ts'
import { definitionRefreshes } from './definition.entity.ts'

/**
 * Has systemfel tried again by a job: all, or those that an office feeds. They may be many; a unit of work must not wait
 * for them. One that is asked for already begins anew.
 */
export async function refreshLater(ctx: Ctx, officeId: string | null): Promise<void> {
  const rows = ctx.rows(definitionRefreshes)
  const all = await rows.all()
  for (const known of all.filter(one => one.officeId === officeId)) await rows.remove({ id: known.id })
  await rows.insert({ id: ctx.newId(), officeId, doneTo: null, createdAt: ctx.now })
}
