import { z } from 'zod'
import { field, type Reviewed } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { startReport } from './describe-hindrance.ts'
import { usualOffice } from './keep-draft.ts'
import type { Observation } from './observation.entity.ts'

export const LONGEST_NOTE = 300

export const QuickNoteForm = z.object({ whatHappened: field.text(LONGEST_NOTE, 'filing.noteMissing') })

/** One line between two visits. It is a draft like others, for the office last written for, finished step by step later. */
export async function noteQuickly(
  ctx: Ctx,
  { whatHappened }: z.output<typeof QuickNoteForm>,
  reviewed: readonly Reviewed[] = [],
): Promise<Observation> {
  return startReport(ctx, { whatHappened, officeId: await usualOffice(ctx) }, reviewed)
}
