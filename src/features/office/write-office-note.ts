import { z } from 'zod'
import { officeField } from '#src/features/observations/report-fields.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { type OfficeNote, officeNotes } from './office-note.entity.ts'
import { officeNotePolicy } from './office-note.policy.ts'

export const LONGEST_NOTE = 2000

/** `officeIds`: the offices that the actor may write for on the subject. */
export const officeNoteForm = (officeIds: readonly string[]) =>
  z.object({ note: field.text(LONGEST_NOTE, 'office.noteMissing'), officeId: officeField(officeIds) })

/**
 * Adds a note beside those that there are. The caller has let the actor see the subject. It is logged on the office, not on
 * the subject: whoever else reads that one's history need not know.
 */
export async function writeOfficeNote(
  ctx: Ctx,
  about: Pick<OfficeNote, 'officeId' | 'subjectType' | 'subjectId' | 'text'> & Partial<Pick<OfficeNote, 'kind'>>,
): Promise<OfficeNote> {
  officeNotePolicy.authorize(ctx.actor, 'write', about)
  const note = await ctx.rows(officeNotes).insert({
    kind: 'note',
    ...about,
    id: ctx.newId(),
    personId: ctx.actor.id,
    at: ctx.now,
  })
  const { officeId, subjectType, subjectId, kind } = note
  ctx.record('office.noted', { type: 'office', id: officeId }, { officeId, subjectType, subjectId, noteKind: kind })
  return note
}
