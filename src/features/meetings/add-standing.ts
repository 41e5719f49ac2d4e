import type { Ctx } from '#src/work/context.ts'
import { mayArrange } from './arrange-agenda.ts'
import { heldMeetingsOf, type MeetingInGroup } from './meeting.queries.ts'
import { addItem } from './place-on-agenda.ts'
import { inSwedish } from './wording.ts'

/** What every meeting of the group begins with: its opening, and the notes of the meeting before if there was one. */
export async function addStanding(ctx: Ctx, meeting: MeetingInGroup): Promise<void> {
  mayArrange(ctx, meeting)
  const free = { deficiencyId: null, why: 'added' } as const
  const title = inSwedish('agenda.openingItem')
  await addItem(ctx, meeting, { ...free, title, section: 'opening', whyFacts: { variant: 'opening' } })
  const { groupId, group } = meeting
  const [before] = await heldMeetingsOf(ctx, groupId, 1)
  if (before === undefined) return
  const previous = inSwedish(`agenda.previousItem.${group.minutesKind}`)
  const whyFacts = { variant: 'previous', day: before.day }
  await addItem(ctx, meeting, { ...free, title: previous, section: 'previous_minutes', whyFacts })
}
