import { In } from 'typeorm'
import { z } from 'zod'
import { officesOf } from '#src/kernel/actor.ts'
import { Conflict } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { LONGEST_TEXT, startReport } from './describe-hindrance.ts'
import { type Observation, observations } from './observation.entity.ts'
import { saveDraft } from './save-draft.ts'
import { LONGEST_ANSWER } from './set-extent.ts'

/**
 * What somebody writes is kept while she writes it, as far as it has come; what she chooses is kept by the step's button,
 * which asks about all of it.
 */
export const UnfinishedForm = z.object({
  whatHappened: field.unfinished(LONGEST_TEXT),
  /** On "samma här" from a draft, whose text is the line. */
  line: field.unfinished(LONGEST_TEXT),
  consequence: field.unfinished(LONGEST_ANSWER),
  tried: field.unfinished(LONGEST_ANSWER),
  proposal: field.unfinished(LONGEST_ANSWER),
  version: field.version(),
})
export const FirstWordsForm = z.object({
  whatHappened: field.unfinished(LONGEST_TEXT),
  officeId: z.unknown().optional(),
})

/** The first words make the draft. Null while there are none. */
export async function keepFirstWords(
  ctx: Ctx,
  { whatHappened, officeId }: z.output<typeof FirstWordsForm>,
): Promise<Observation | null> {
  if (!whatHappened) return null
  const chosen = officesOf(ctx.actor, 'ombud').find(id => id === officeId)
  return startReport(ctx, { whatHappened, officeId: chosen ?? (await usualOffice(ctx)) })
}

/**
 * Keeps the texts that the form has. A box that is emptied empties the draft, but its first text stays until there is
 * another. What has been sent and returned is read by the office: it is changed by its author's button only.
 */
export function keepDraft(
  ctx: Ctx,
  draft: Observation,
  { version, whatHappened, line, ...others }: z.output<typeof UnfinishedForm>,
): Promise<Observation> {
  if (draft.state !== 'draft') throw new Conflict('errors.notFromHere')
  const first = whatHappened || line
  const texts = Object.entries(others).filter(([, text]) => text !== undefined)
  return saveDraft(ctx, draft, version, {
    ...(first ? { whatHappened: first } : {}),
    ...Object.fromEntries(texts.map(([name, text]) => [name, text || null])),
  })
}

/** The office that the ombud last wrote for; she can move a draft. */
export async function usualOffice(ctx: Ctx): Promise<string> {
  const [first, ...others] = officesOf(ctx.actor, 'ombud')
  if (first === undefined) throw new Error('Somebody without an office has no report to write.')
  if (others.length === 0) return first
  const where = { ombudId: ctx.actor.id, officeId: In([first, ...others]) }
  const [latest] = await ctx.rows(observations).all(where, { id: 'DESC' }, 1)
  return latest?.officeId ?? first
}
