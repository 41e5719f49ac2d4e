import { z } from 'zod'
import { type FieldErrors, field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { MOST_QUESTIONS, questionsOf } from './content.rules.ts'
import { summaries } from './summary.entity.ts'
import { summaryLifecycle } from './summary.lifecycle.ts'
import { summaryPolicy } from './summary.policy.ts'
import type { FoundSummary } from './summary.queries.ts'

export const LONGEST_TEXT = 4000
export const Texts = z.object({
  version: field.version(),
  introduction: field.optionalFormal(LONGEST_TEXT),
  wentWell: field.optionalFormal(LONGEST_TEXT),
  questions: field.optionalFormal(2000),
})

/** A draft may have too few questions; they are asked for when it is frozen. */
export const textFaults = ({ questions }: z.output<typeof Texts>): FieldErrors =>
  questionsOf(questions).length > MOST_QUESTIONS ? { questions: ['summaries.tooManyQuestions'] } : {}

/** Writes the paragraphs of a draft. */
export async function writeSummary(ctx: Ctx, summary: FoundSummary, form: z.output<typeof Texts>): Promise<void> {
  summaryPolicy.authorize(ctx.actor, 'edit', summary)
  const { version, introduction, wentWell, questions } = form
  const state = summaryLifecycle.next(summary.state, 'write')
  await ctx.rows(summaries).update(seen(summary, version), { state, introduction, wentWell, questions })
  ctx.record('summary.written', { type: 'summary', id: summary.id })
}

/** The summary as its editor saw it, and nothing that is no column of it. */
export function seen({ officeIds: _, ...summary }: FoundSummary, version: number) {
  return { ...summary, version }
}
