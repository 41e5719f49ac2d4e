import { z } from 'zod'
import { Conflict, NotFound } from '#src/kernel/errors.ts'
import { field } from '#src/kernel/forms.ts'
import type { Ctx } from '#src/work/context.ts'
import { contentOf } from './content.queries.ts'
import { type EarlierLine, withoutEndNote } from './content.rules.ts'
import { isEnded } from './figures.rules.ts'
import { type SummaryLine, summaryLines } from './summary.entity.ts'
import { summaryLifecycle } from './summary.lifecycle.ts'
import { summaryPolicy } from './summary.policy.ts'
import type { FoundSummary } from './summary.queries.ts'
import { Wording } from './wording.ts'

export const LONGEST_NOTE = 600
/** `version` is that of the note; 0 when there was none. */
export const EndNote = z.object({ version: field.version(), endNote: field.formal(LONGEST_NOTE) })

export interface Ending {
  readonly line: EarlierLine
  /** The note as it is stored; null when none is. */
  readonly note: SummaryLine | null
}
/** A systemfel of the last summary that is not in this draft. Throws `NotFound` for any other. */
export async function findEnding(ctx: Ctx, summary: FoundSummary, number: string): Promise<Ending> {
  const { earlier } = await contentOf(ctx, summary)
  const line = earlier.lines.find(each => each.number === number && each.happened === null)
  if (line === undefined || !earlier.sent || summary.state !== 'draft') throw new NotFound('errors.notFound')
  const { deficiencyId } = line
  return { line, note: await ctx.rows(summaryLines).one({ summaryId: summary.id, deficiencyId }) }
}

/** What can be said of it without anybody writing: how and when it ended. Null while it is open. Swedish, as documents are. */
export const suggestionFor = ({ now }: EarlierLine): string | null =>
  isEnded(now.state) ? new Wording('sv').endNote(now) : null

/** Says why a systemfel of the last summary is not in this one. */
export async function writeEndNote(
  ctx: Ctx,
  summary: FoundSummary,
  { line: { deficiencyId }, note }: Ending,
  { version, endNote }: z.output<typeof EndNote>,
): Promise<void> {
  summaryPolicy.authorize(ctx.actor, 'edit', summary)
  summaryLifecycle.next(summary.state, 'write')
  if (note !== null) await ctx.rows(summaryLines).update({ ...note, version }, { endNote })
  else if (version !== 0) throw new Conflict('errors.conflict', { table: summaryLines.name, id: '' })
  else await ctx.rows(summaryLines).insert(newNote(ctx, summary, deficiencyId, endNote))
  ctx.record('summary.endNoteWritten', { type: 'summary', id: summary.id }, { deficiencyId })
}

/** Lets each systemfel that has ended and lacks a note have the one that its history gives. */
export async function takeSuggestions(ctx: Ctx, summary: FoundSummary): Promise<void> {
  summaryPolicy.authorize(ctx.actor, 'edit', summary)
  summaryLifecycle.next(summary.state, 'write')
  const suggested = withoutEndNote(await contentOf(ctx, summary)).flatMap(line => {
    const endNote = suggestionFor(line)
    return endNote === null ? [] : [newNote(ctx, summary, line.deficiencyId, endNote)]
  })
  await ctx.rows(summaryLines).insertAll(suggested)
  const deficiencyIds = suggested.map(({ deficiencyId }) => deficiencyId)
  ctx.record('summary.endNoteWritten', { type: 'summary', id: summary.id }, { deficiencyIds })
}

const newNote = (ctx: Ctx, { id }: FoundSummary, deficiencyId: string, endNote: string): SummaryLine => ({
  id: ctx.newId(),
  summaryId: id,
  deficiencyId,
  endNote,
  version: 1,
})
