import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { consentOf } from './consent.queries.ts'
import { decideItem } from './decide-item.ts'
import { matterById } from './matter.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'
import type { MeetingInGroup } from './meeting.queries.ts'
import { proposalOf } from './proposal.queries.ts'

/** The items as the convener saw them. */
export const ConsentForm = z.object({ items: field.ids().refine(ids => ids.length > 0, 'errors.form') })

/**
 * Decides in one act what all agree on: each item as it was proposed, with its own §, in the order of the agenda. Gives
 * the title of an item whose proposal can no longer be decided as it stands, or null; then nothing may be kept. Throws
 * `Conflict` when somebody has objected since, or an item is decided.
 */
export async function decideConsent(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { items: chosen }: z.output<typeof ConsentForm>,
): Promise<string | null> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'decide')
  const { items } = await consentOf(ctx, meeting)
  const ready = items.filter(({ item, count }) => count.ready && chosen.includes(item.id))
  if (ready.length !== chosen.length) throw new Conflict('agenda.consentChanged')
  for (const { item } of ready) {
    const matter = await matterById(ctx, meeting, item.id)
    const proposal = await proposalOf(ctx, matter)
    const faulty =
      proposal === null || !proposal.set
        ? true
        : await decideItem(ctx, matter, proposal.type, { ...proposal.values, item: item.id })
    if (faulty !== null) return item.title
  }
  ctx.record('meeting.consentDecided', { type: 'meeting', id: meeting.id }, { items: ready.length })
  return null
}
