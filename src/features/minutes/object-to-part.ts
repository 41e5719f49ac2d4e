import { z } from 'zod'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { lockWhenApproved } from './lock-minutes.ts'
import { minutesObjections, OBJECTION_KINDS } from './minutes.entity.ts'
import { mailConvener } from './minutes.mails.ts'
import type { Approving } from './minutes.queries.ts'
import { partsOf } from './minutes-parts.ts'

export const ObjectionForm = z.object({
  adjuster: field.id('errors.form'),
  part: z.string('errors.form').max(36, 'errors.form'),
  seen: z.string('errors.form').max(43, 'errors.form'),
  kind: field.choice(OBJECTION_KINDS, 'minutes.chooseObjection'),
  text: field.formal(4000, 'minutes.objectionMissing'),
})

/**
 * What she has against a part, as she has read it: that its text should be another, or that she was of another opinion,
 * which stands in the minutes. Gives false when the part reads otherwise by now.
 */
export async function objectToPart(
  ctx: Ctx,
  { adjuster, meeting }: Approving,
  { part: key, seen, kind, text }: z.output<typeof ObjectionForm>,
): Promise<boolean> {
  const part = (await partsOf(ctx, meeting)).find(one => one.key === key)
  if (part === undefined) throw new NotFound('errors.notFound')
  if (part.hash !== seen) return false
  await ctx.rows(minutesObjections).insert({
    ...{ id: ctx.newId(), meetingId: meeting.id, adjusterId: adjuster.id, part: key, textHash: seen },
    ...{ kind, text, at: ctx.now, takenBackAt: null, version: 1 },
  })
  const paragraph = part.item?.paragraph ?? null
  ctx.record('minutes.objected', { type: 'meeting', id: meeting.id }, { adjusterId: adjuster.id, kind, paragraph })
  await mailConvener(ctx, meeting, 'minutes.objection')
  return true
}

/** She takes it back. Where she had approved the same text before, that stands again, and may have been the last. */
export async function takeBackObjection(ctx: Ctx, { adjuster, meeting }: Approving, id: unknown): Promise<void> {
  const objection = await ctx.rows(minutesObjections).get({ id: String(id), adjusterId: adjuster.id })
  if (objection.takenBackAt !== null) throw new Conflict('errors.notFromHere')
  await ctx.rows(minutesObjections).update(objection, { takenBackAt: ctx.now })
  ctx.record('minutes.tookBack', { type: 'meeting', id: meeting.id }, { adjusterId: adjuster.id, kind: objection.kind })
  await lockWhenApproved(ctx, meeting)
}
