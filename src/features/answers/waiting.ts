import { deficiencies } from '#src/features/deficiencies/deficiency.entity.ts'
import type { Ctx } from '#src/work/context.ts'
import { answerRequests } from './answer.entity.ts'
import { settleJoint } from './joint-settle.ts'

/**
 * Days without answer run from the sending of the oldest unanswered request. The count is kept on the systemfel and is
 * nobody's edit, so its version stays: an open form there does not become a conflict. A question to several is settled
 * first, since nobody waits for those whom another has answered for.
 */
export async function recountWaiting(ctx: Ctx, deficiencyId: string): Promise<void> {
  await settleJoint(ctx, deficiencyId)
  const { version } = await ctx.rows(deficiencies).hold({ id: deficiencyId })
  const [oldest] = await ctx.rows(answerRequests).all({ deficiencyId, state: 'sent' }, { sentAt: 'ASC' }, 1)
  await ctx.rows(deficiencies).changeAll({ id: deficiencyId }, { waitingSince: oldest?.sentAt ?? null, version })
}
