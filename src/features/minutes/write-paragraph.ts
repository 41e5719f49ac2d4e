import { z } from 'zod'
import { meetingLifecycle } from '#src/features/meetings/meeting.lifecycle.ts'
import { meetingPolicy } from '#src/features/meetings/meeting.policy.ts'
import type { MeetingInGroup } from '#src/features/meetings/meeting.queries.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type MinutesText, minutesTexts } from './minutes.entity.ts'
import type { Part } from './minutes-parts.ts'
import { sameWords } from './minutes-text.rules.ts'

export const LONGEST_PARAGRAPH = 12_000
export const ParagraphForm = z.object({
  item: field.id('errors.form'),
  text: field.formal(LONGEST_PARAGRAPH, 'minutes.emptyText'),
  version: field.version(),
})
export const RestoreForm = z.object({ item: field.id('errors.form'), version: field.version() })

/** The text of a § by hand: it stays whatever is generated later. What is generated now is no text by hand. */
export async function writeParagraph(
  ctx: Ctx,
  meeting: MeetingInGroup,
  part: Part,
  { text, version }: z.output<typeof ParagraphForm>,
): Promise<void> {
  const own = !sameWords(text, part.generated)
  await keep(ctx, meeting, part, { text: own ? text : null, version })
}

/** The § reads as it is generated again. */
export const restoreParagraph = (
  ctx: Ctx,
  meeting: MeetingInGroup,
  part: Part,
  { version }: z.output<typeof RestoreForm>,
): Promise<void> => keep(ctx, meeting, part, { text: null, version })

async function keep(
  ctx: Ctx,
  meeting: MeetingInGroup,
  { item, generatedHash }: Part,
  { text, version }: Pick<MinutesText, 'text' | 'version'>,
): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'note')
  if (item === null || item.paragraph === null) throw new Conflict('errors.notFromHere')
  const kept = await ctx.rows(minutesTexts).one({ itemId: item.id })
  const changes = { text, generatedHash: text === null ? null : generatedHash }
  if (kept !== null) await ctx.rows(minutesTexts).update({ ...kept, version }, changes)
  else if (version === 0)
    await ctx
      .rows(minutesTexts)
      .insert({ ...changes, id: ctx.newId(), meetingId: meeting.id, itemId: item.id, version: 1 })
  else throw new Conflict('errors.conflict', { table: minutesTexts.name, id: item.id })
  ctx.record(
    text === null ? 'minutes.restored' : 'minutes.written',
    { type: 'meeting', id: meeting.id },
    { itemId: item.id, paragraph: item.paragraph },
  )
}
