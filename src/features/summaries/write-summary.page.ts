import { emptyForm, type FormState } from '#src/kernel/forms.ts'
import { halfYearKey } from '#src/kernel/half-years.ts'
import type { Ctx } from '#src/work/context.ts'
import type { Summary } from './summary.entity.ts'
import { summaryLifecycle } from './summary.lifecycle.ts'
import { pathOf } from './summary.page.ts'
import { summaryPolicy } from './summary.policy.ts'
import type { FoundSummary } from './summary.queries.ts'
import { periodOf } from './summary.queries.ts'
import { capital, Wording } from './wording.ts'
import { type Ending, LONGEST_NOTE, suggestionFor } from './write-end-note.ts'
import { LONGEST_TEXT } from './write-summary.ts'

interface WritingPage {
  readonly title: string
  /** The half-year, over the heading. */
  readonly period: string
  readonly path: string
  readonly form: FormState
  readonly version: number
  readonly longest: number
}
export type WriteSummaryPage = WritingPage
export interface EndNotePage extends WritingPage {
  readonly number: string
  readonly name: string
  readonly standingThen: string
  readonly standingNow: string
}

/** Throws `Forbidden` for those who may only read it, and `Conflict` when it is frozen. */
export function assertWritable(ctx: Ctx, summary: FoundSummary): void {
  summaryPolicy.authorize(ctx.actor, 'edit', summary)
  summaryLifecycle.next(summary.state, 'write')
}

export function writeSummaryPage(ctx: Ctx, summary: FoundSummary, form?: FormState): WriteSummaryPage {
  const { introduction, wentWell, questions, version } = summary
  const stored = { introduction: introduction ?? '', wentWell: wentWell ?? '', questions: questions ?? '' }
  return {
    ...frame(ctx, summary),
    title: ctx.t('summaries.editTitle'),
    form: form ?? emptyForm(stored),
    version: versionOf(form, version),
    longest: LONGEST_TEXT,
  }
}

/** The note as written, or what the history suggests. */
export function endNotePage(ctx: Ctx, summary: FoundSummary, { line, note }: Ending, form?: FormState): EndNotePage {
  const w = new Wording(ctx.actor.locale)
  return {
    ...frame(ctx, summary),
    title: ctx.t('summaries.endNoteTitle', { number: line.number }),
    form: form ?? emptyForm({ endNote: note?.endNote ?? suggestionFor(line) ?? '' }),
    version: versionOf(form, note?.version ?? 0),
    longest: LONGEST_NOTE,
    number: line.number,
    name: line.title,
    standingThen: w.standing(line.before),
    standingNow: w.standing(line.now),
  }
}

const frame = (ctx: Ctx, summary: Summary) => ({
  path: pathOf(summary as FoundSummary),
  period: capital(new Wording(ctx.actor.locale).period(halfYearKey(periodOf(summary)))),
})
/** A form shown again keeps the version it was opened with, so that a change in between is still noticed. */
const versionOf = (form: FormState | undefined, stored: number): number => {
  const typed = Number(form?.values['version'] ?? stored)
  return Number.isInteger(typed) ? typed : stored
}
