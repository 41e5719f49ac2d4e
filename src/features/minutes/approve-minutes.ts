import { z } from 'zod'
import { accessLinks } from '#src/features/people/access-link.entity.ts'
import { field } from '#src/kernel/forms.ts'
import { linkCode, sameText } from '#src/kernel/tokens.ts'
import type { Ctx } from '#src/work/context.ts'
import { isLocked } from './adjuster-link.ts'
import { lockWhenApproved } from './lock-minutes.ts'
import { type MinutesAdjuster, minutesAdjusters, minutesApprovals } from './minutes.entity.ts'
import { mailReceipt } from './minutes.mails.ts'
import { type Approving, saidOf } from './minutes.queries.ts'
import { hashOfAll, type Part, partsOf } from './minutes-parts.ts'
import { MOST_CODE_TRIES } from './send-code.ts'
import { waitsFor } from './standing.rules.ts'

export const ApproveForm = z.object({
  adjuster: field.id('errors.form'),
  /** Of all that the page showed. */
  seen: z.string('errors.form').max(43, 'errors.form'),
  code: z
    .string('minutes.codeMissing')
    .transform(text => text.replace(/\s/g, ''))
    .pipe(z.string().regex(/^\d{6}$/, 'minutes.codeMissing')),
})
/** `changed`: something reads otherwise than when she read it. `dead`: there is no code that works. */
export type Outcome = 'approved' | 'changed' | 'wrong' | 'dead' | 'locked'

/**
 * She approves what she has read, by the code that was mailed to her: every part that waits for her, as it reads now. A
 * wrong code is counted: the caller keeps the unit of work. The last approval of all locks the minutes.
 */
export async function approveMinutes(
  ctx: Ctx,
  { adjuster, meeting }: Approving,
  { seen, code }: z.output<typeof ApproveForm>,
): Promise<Outcome> {
  const parts = await partsOf(ctx, meeting)
  if (!sameText(seen, hashOfAll(parts))) return 'changed'
  const outcome = await tryCode(ctx, adjuster, code)
  if (outcome !== 'approved') return outcome
  await keepApprovals(ctx, adjuster, waitsFor(parts, adjuster.id, await saidOf(ctx, meeting.id)))
  await mailReceipt(ctx, meeting, adjuster)
  await lockWhenApproved(ctx, meeting)
  return 'approved'
}

async function tryCode(ctx: Ctx, adjuster: MinutesAdjuster, code: string): Promise<Outcome> {
  if (isLocked(adjuster)) return 'locked'
  const sent = adjuster.codeId === null ? null : await ctx.rows(accessLinks).one({ id: adjuster.codeId })
  if (sent === null || sent.revokedAt !== null || sent.expiresAt <= ctx.now) return 'dead'
  if (sameText(linkCode(ctx.keys.link, sent), code)) {
    await ctx.rows(accessLinks).change(sent.id, { usedAt: ctx.now, revokedAt: ctx.now })
    await ctx.rows(minutesAdjusters).update(adjuster, { codeId: null, codeTries: 0, wrongTries: 0 })
    return 'approved'
  }
  const [codeTries, wrongTries] = [adjuster.codeTries + 1, adjuster.wrongTries + 1]
  const spent = codeTries >= MOST_CODE_TRIES
  if (spent) await ctx.rows(accessLinks).change(sent.id, { revokedAt: ctx.now })
  await ctx.rows(minutesAdjusters).update(adjuster, { codeTries, wrongTries, ...(spent ? { codeId: null } : {}) })
  ctx.record('minutes.wrongCode', { type: 'meeting', id: adjuster.meetingId }, { adjusterId: adjuster.id, codeTries })
  return spent ? 'dead' : 'wrong'
}

async function keepApprovals(ctx: Ctx, { id, meetingId }: MinutesAdjuster, parts: readonly Part[]): Promise<void> {
  for (const { key, hash } of parts)
    await ctx
      .rows(minutesApprovals)
      .insert({ id: ctx.newId(), meetingId, adjusterId: id, part: key, textHash: hash, at: ctx.now })
  const paragraphs = parts.flatMap(({ item }) => item?.paragraph ?? [])
  ctx.record('minutes.partsApproved', { type: 'meeting', id: meetingId }, { adjusterId: id, paragraphs })
}
