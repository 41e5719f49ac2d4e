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
import { authorOf, isBegunBy, isColleague, isNamed, type WritingFor, writingFor } from './writing-for.ts'

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
  forId: field.optionalId(),
})
type FirstWords = z.output<typeof FirstWordsForm>

/** The first words make the draft. Null while there are none, and while it has to be said whose it is. */
export async function keepFirstWords(ctx: Ctx, words: FirstWords): Promise<Observation | null> {
  const { whatHappened, forId } = words
  if (!whatHappened) return null
  const writing = await writingFor(ctx, 'ombud')
  const chosen = { officeId: await officeOf(ctx, writing, words), forId }
  return mayBe(writing, chosen) ? startReport(ctx, { whatHappened, ...chosen }) : null
}

/** As chosen; else where the colleague works, or where the ombud last wrote. */
async function officeOf(ctx: Ctx, writing: WritingFor, { officeId, forId }: FirstWords): Promise<string> {
  const { officeIds, ownOfficeIds, colleagues } = writing
  const chosen = officeIds.find(id => id === officeId) ?? colleagues.find(({ id }) => id === forId)?.officeId
  return chosen ?? (ownOfficeIds.length > 0 ? usualOffice(ctx) : (officeIds[0] ?? ''))
}

const mayBe = (writing: WritingFor, chosen: { officeId: string; forId: string | null }): boolean =>
  isNamed(writing, chosen) && isColleague(writing, chosen)

/**
 * Keeps the texts that the form has, and where it asks, whose it is. A box that is emptied empties the draft, but its first
 * text stays until there is another. What has been sent and returned is read by the office: its button alone changes it.
 */
export async function keepDraft(
  ctx: Ctx,
  draft: Observation,
  { version, whatHappened, line, ...others }: z.output<typeof UnfinishedForm>,
  forId?: string | null,
): Promise<Observation> {
  if (draft.state !== 'draft') throw new Conflict('errors.notFromHere')
  const first = whatHappened || line
  const texts = Object.entries(others).filter(([, text]) => text !== undefined)
  return saveDraft(ctx, draft, version, {
    ...(first ? { whatHappened: first } : {}),
    ...Object.fromEntries(texts.map(([name, text]) => [name, text || null])),
    ...(forId === undefined ? {} : await authorAs(ctx, draft, forId)),
  })
}

/** What may not be is left to the button, which says why. */
async function authorAs(ctx: Ctx, draft: Observation, forId: string | null): Promise<Partial<Observation>> {
  if (!isBegunBy(ctx, draft)) return {}
  const writing = await writingFor(ctx, 'ombud')
  return mayBe(writing, { officeId: draft.officeId, forId }) ? authorOf(ctx, forId) : {}
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
