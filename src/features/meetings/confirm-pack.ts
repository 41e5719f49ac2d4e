import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import type { Ctx } from '#src/work/context.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { preparePack } from './pack.ts'
import { packConfirmations } from './pack-confirmation.entity.ts'

export const ConfirmForm = z.object({ mark: z.string('errors.form').regex(/^[\w-]{43}$/, 'errors.form') })

/**
 * The convener has read the pack for associations, and others may open it. Throws `Conflict` where it is another than she
 * read, or holds a number that may never leave.
 */
export async function confirmPack(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { mark }: z.output<typeof ConfirmForm>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  const pack = await preparePack(ctx, meeting, { audience: 'associations', extract: null })
  if (pack.mark !== mark) throw new Conflict('pack.changedMeanwhile')
  if (pack.blocked) throw new Conflict('pack.isBlocked')
  const rows = ctx.rows(packConfirmations)
  const now = { personId: ctx.actor.id, confirmedAt: ctx.now, mark }
  const earlier = await rows.one({ meetingId: meeting.id })
  if (earlier === null) await rows.insert({ id: ctx.newId(), meetingId: meeting.id, ...now, version: 1 })
  else await rows.update(earlier, now)
  const shown = pack.content.items.length
  ctx.record('meeting.packConfirmed', { type: 'meeting', id: meeting.id }, { items: shown })
}
