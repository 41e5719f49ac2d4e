import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import type { Ctx } from '#src/work/context.ts'

/** From here on every link of one kind to one subject is dead. Gives how many worked until now. */
export async function revokeLinks(ctx: Ctx, subjectId: string, purpose: AccessLink['purpose']): Promise<number> {
  const links = await ctx.rows(accessLinks).all({ subjectId, purpose })
  const working = links.filter(({ revokedAt }) => revokedAt === null)
  for (const { id } of working) await ctx.rows(accessLinks).change(id, { revokedAt: ctx.now })
  return working.length
}
