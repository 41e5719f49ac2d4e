import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import type { Ctx } from '#src/work/context.ts'
import { mailChanged } from './minutes.mails.ts'
import { adjustersOf, saidOf } from './minutes.queries.ts'
import { partsOf } from './minutes-parts.ts'

/**
 * Does something that may change what the minutes say. While they are being approved, those who have said something of a
 * part that reads otherwise afterwards are asked about it again, and of that part only: their other approvals stand.
 */
export async function askingAgain<T>(ctx: Ctx, meeting: MeetingInGroup, change: () => Promise<T>): Promise<T> {
  if (meeting.state !== 'approval') return change()
  const before = await partsOf(ctx, meeting)
  const done = await change()
  const after = new Map((await partsOf(ctx, meeting)).map(({ key, hash }) => [key, hash]))
  const changed = before.filter(({ key, hash }) => after.get(key) !== hash).map(({ key }) => key)
  if (changed.length === 0) return done
  const { approvals, objections } = await saidOf(ctx, meeting.id)
  const about = [...approvals, ...objections].filter(({ part }) => changed.includes(part))
  const asked = new Set(about.map(({ adjusterId }) => adjusterId))
  for (const adjuster of await adjustersOf(ctx, meeting.id))
    if (asked.has(adjuster.id)) await mailChanged(ctx, meeting, adjuster)
  return done
}
