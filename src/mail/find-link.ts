import { type AccessLink, accessLinks } from '#src/features/people/access-link.entity.ts'
import { NotFound } from '#src/kernel/errors.ts'
import { linkIdOf, linkToken, sameText } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'

/**
 * The row of a mailed link. Forged, expired, revoked and unknown ones are one and the same `NotFound` (S10). Whether it
 * has been used is for the caller: an answered request still shows its receipt.
 */
export async function findLink(ctx: Ctx, token: string, purpose: AccessLink['purpose']): Promise<AccessLink> {
  const id = linkIdOf(token)
  const link = id === null ? null : await ctx.rows(accessLinks).one({ id, purpose })
  const genuine = link !== null && sameText(linkToken(ctx.keys.link, link), token)
  const dead = link === null || link.revokedAt !== null || link.expiresAt <= ctx.now
  if (link === null || !genuine || dead) throw new NotFound('errors.notFound')
  return link
}
