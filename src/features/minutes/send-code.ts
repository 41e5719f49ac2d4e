import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { countTry, mustWait } from '#src/features/people/throttle.ts'
import { makeLink } from '#src/mail/enqueue.ts'
import type { Ctx } from '#src/work/context.ts'
import { isLocked } from './adjuster-link.ts'
import { minutesAdjusters } from './minutes.entity.ts'
import { mailCode } from './minutes.mails.ts'
import type { Approving } from './minutes.queries.ts'

export const CODE_MINUTES = 15
/** Wrong tries at one code. */
export const MOST_CODE_TRIES = 5
const THROTTLE = 'minutesCode'

/** Mails a code to the address that the link went to; one that was mailed before works no more. */
export async function sendCode(ctx: Ctx, { adjuster, meeting }: Approving): Promise<'sent' | 'wait' | 'locked'> {
  if (isLocked(adjuster)) return 'locked'
  if (await mustWait(ctx, THROTTLE, adjuster.id)) return 'wait'
  await countTry(ctx, THROTTLE, adjuster.id)
  if (adjuster.codeId !== null) await ctx.rows(accessLinks).change(adjuster.codeId, { revokedAt: ctx.now })
  const code = await makeLink(ctx, {
    purpose: 'code',
    subjectId: adjuster.id,
    contact: adjuster.email,
    expiresAt: new Date(ctx.now.getTime() + CODE_MINUTES * 60_000),
  })
  const bound = await ctx.rows(minutesAdjusters).update(adjuster, { codeId: code.id, codeTries: 0 })
  await mailCode(ctx, meeting, bound, code.id)
  ctx.record('minutes.codeSent', { type: 'meeting', id: meeting.id }, { adjusterId: adjuster.id })
  return 'sent'
}
