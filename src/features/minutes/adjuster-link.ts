import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { addDays, startOf } from '#src/kernel/days.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { type MinutesAdjuster, minutesAdjusters } from './minutes.entity.ts'

const LINK_DAYS = 60
/** Wrong codes that a link bears: a new one is made by the convener, who sees that it was needed. */
export const MOST_WRONG_TRIES = 20
export const isLocked = ({ wrongTries }: Pick<MinutesAdjuster, 'wrongTries'>): boolean => wrongTries >= MOST_WRONG_TRIES

/** Makes her a link; one that she has had is dead, and so is a code. */
export async function renewLink(ctx: Ctx, adjuster: MinutesAdjuster): Promise<MinutesAdjuster> {
  await revoke(ctx, adjuster)
  const link = await makeLink(ctx, {
    purpose: 'approval',
    subjectId: adjuster.id,
    contact: adjuster.email,
    expiresAt: startOf(addDays(ctx.today, LINK_DAYS)),
  })
  const fresh = { linkId: link.id, codeId: null, codeTries: 0, wrongTries: 0 }
  return ctx.rows(minutesAdjusters).update(adjuster, fresh)
}

/** Nothing can be approved by what she has been sent. */
export async function endLink(ctx: Ctx, adjuster: MinutesAdjuster): Promise<void> {
  await revoke(ctx, adjuster)
  await ctx.rows(minutesAdjusters).update(adjuster, { linkId: null, codeId: null })
}

async function revoke(ctx: Ctx, { linkId, codeId }: MinutesAdjuster): Promise<void> {
  for (const id of [linkId, codeId]) if (id !== null) await ctx.rows(accessLinks).change(id, { revokedAt: ctx.now })
}
