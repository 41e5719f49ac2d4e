import { z } from 'zod'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Matter } from './matter.ts'
import { agendaItems } from './meeting.entity.ts'
import { meetingLifecycle } from './meeting.lifecycle.ts'
import { meetingPolicy } from './meeting.policy.ts'

export const NoteForm = z.object({
  item: field.id('errors.form'),
  note: field.optionalFormal(4000),
  version: field.version(),
})

/** What was said under a §, as the notes tell it. The decision itself stays as it was made. */
export async function writeNote(ctx: Ctx, { meeting, item }: Matter, form: z.output<typeof NoteForm>): Promise<void> {
  meetingPolicy.authorize(ctx.actor, 'lead', meeting)
  meetingLifecycle.next(meeting.state, 'note')
  if (item.paragraph === null) throw new Conflict('errors.notFromHere')
  await ctx.rows(agendaItems).update({ ...item, version: form.version }, { note: form.note })
  ctx.record('meeting.noteWritten', { type: 'meeting', id: meeting.id }, { itemId: item.id, paragraph: item.paragraph })
}
